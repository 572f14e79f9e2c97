/** The count, with what a person needs to see of a tie. */
import type { OfficeVaali } from "../../js/office.js";
import type { Definition, Outcome, Purpose, Rules, TieRule } from "../../js/types.js";
import type { Counted } from "../protocol.js";
import type { Ready } from "./bench.js";
import { inEveryLanguage } from "./rules.js";

/** Counts. */
export function count(vaali: OfficeVaali, { election, ballots, proceedings }: Ready): Counted {
  const outcome = election.count(ballots, proceedings);
  const definition = short(election.definition);
  const disagreements = inEveryLanguage((language) =>
    vaali.disagreements(election, ballots, proceedings, language),
  );
  if (outcome.outcome !== "lot_needed") return { outcome, definition, disagreements };
  return { outcome, definition, disagreements, tie: tieOf(outcome, definition) };
}

/** The definition with those of the roll who nominated somebody: a roll may have a million entries. */
function short(definition: Definition): Definition {
  const named = new Set(definition.candidates.map(({ organisation }) => organisation));
  return { ...definition, roll: (definition.roll ?? []).filter(({ id }) => named.has(id)) };
}

function tieOf(
  { request, partial }: Extract<Outcome, { outcome: "lot_needed" }>,
  definition: Definition,
): NonNullable<Counted["tie"]> {
  const source = definition.rules.ties.seed_source;
  const among = request.among.map((id) => {
    const found = partial.candidates.find((candidate) => candidate.id === id);
    const voter = definition.roll?.find((voter) => voter.id === found?.organisation);
    return {
      id,
      name: found?.name ?? id,
      votes: String(found?.votes ?? ""),
      ...(voter && { organisation: voter.name }),
    };
  });
  return { rule: ruleOf(definition.rules, request.for), among, ...(source && { source }) };
}

function ruleOf({ ties }: Rules, purpose: Purpose): TieRule {
  const seat = ties.seat ?? "lot_manual";
  if (purpose === "seat") return seat;
  return (purpose === "deputy" ? ties.deputy : ties.office) ?? seat;
}
