/** Rules from a preset and a few answers, and rules read back. */
import { VaaliError } from "../../js/errors.js";
import type { Election, OfficeVaali } from "../../js/office.js";
import { template } from "../../js/presets.js";
import type { Definition, Problem, Rules } from "../../js/types.js";
import { LANGUAGES, type Language } from "../../elements/language.js";
import type { Draft } from "../protocol.js";

/** The definition of a draft, without candidates and voters. */
export function rulesOf(draft: Draft): Definition {
  const definition = template(draft.preset, draft.id);
  if (!definition) throw new Error(`no preset ${draft.preset}`);
  const { seatsMin, seatsMax, marksMin, marksMax, ties, ballots, title, test } = draft;
  const { fill, ...seats } = definition.rules.seats;
  const rules: Rules = {
    ...definition.rules,
    ballots,
    marks: { min: marksMin, max: marksMax },
    seats: { ...seats, min: seatsMin, max: seatsMax, ...(fill && { fill }) },
    ties: { ...definition.rules.ties, seat: ties, office: ties, deputy: ties },
    time_zone: definition.rules.time_zone ?? "Europe/Helsinki",
  };
  return { ...definition, title, test, rules };
}

/** The rules of an election in sentences, in every language. */
export function sentences(vaali: OfficeVaali, election: Election): Record<Language, string[]> {
  return inEveryLanguage((language) => vaali.rules(election, language));
}

/** Sentences in every language. */
export function inEveryLanguage(say: (language: Language) => string[]): Record<Language, string[]> {
  const [fi, sv, en] = LANGUAGES.map(say);
  return { fi: fi ?? [], sv: sv ?? [], en: en ?? [] };
}

/** A draft read back, before there are candidates: with as many as it needs, of whom no sentence speaks. */
export function readBack(
  vaali: OfficeVaali,
  draft: Draft,
): ReturnType<import("../protocol.js").Desk["readBack"]> {
  const nothing = { fi: [], sv: [], en: [] };
  try {
    const definition = rulesOf(draft);
    const number = Math.min(Math.max(draft.seatsMax, draft.marksMax) + 1, 2000);
    const places = Array.from({ length: number }, (_, place) => `${place + 1}`);
    const election = vaali.parse({
      ...definition,
      title: definition.title === "" ? "–" : definition.title,
      candidates: places.map((id) => ({ id, name: id, organisation: id, personal_deputy: id })),
      roll: draft.ballots === "anonymous" ? [] : places.map((id) => ({ id, name: id })),
    });
    const rules = sentences(vaali, election);
    election.free();
    return { rules, problems: [] };
  } catch (error) {
    if (!(error instanceof VaaliError)) throw error;
    const ofRules = ({ path }: Problem) => path.startsWith("rules") || path === "title";
    return { rules: nothing, problems: error.problems.filter(ofRules) };
  }
}
