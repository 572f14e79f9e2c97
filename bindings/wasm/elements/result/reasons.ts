import type { CountResult, Reason } from "../../js/engine-types.js";
import { inLanguage, type Language, number } from "../language.js";
import type { Messages } from "../messages/en.js";

/** The name of an office in a language. */
export function officeName(result: CountResult, id: string, language: Language): string {
  const office = result.offices.find((known) => known.office === id);
  return office ? inLanguage(office.name, language).text : id;
}

/** A reason in words. */
export function reasonInWords(
  reason: Reason,
  result: CountResult,
  text: Messages,
  language: Language,
): string {
  const { reasons } = text;
  const votes = (count: number | string) => number(count, language);
  const office = (id: string) => officeName(result, id, language);
  switch (reason.reason) {
    case "most_votes":
      return reasons.most_votes(reason.ahead === null ? undefined : votes(reason.ahead));
    case "fewer_votes":
      return reasons.fewer_votes(reason.behind === null ? undefined : votes(reason.behind));
    case "elected_by_lot":
      return reasons.elected_by_lot(reason.drawn);
    case "tie_elected":
    case "tie_left_out":
      return reasons[reason.reason](reason.tied, reason.places);
    case "enough_votes":
    case "below_minimum":
      return reasons[reason.reason](votes(reason.minimum));
    case "office_by_votes":
    case "office_by_lot":
    case "declined_office":
      return reasons[reason.reason](office(reason.office));
    default:
      return reasons[reason.reason];
  }
}
