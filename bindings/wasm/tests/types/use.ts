// What a program in TypeScript may write, and what it may not.
import { type Definition, load, type Outcome, type Problem, VaaliError } from "vaali";
import { type CastDetail, define } from "vaali/elements";
import { load as loadFull } from "vaali/full";

export async function use(definition: Definition): Promise<Outcome | readonly Problem[]> {
  const vaali = await load(new URL("https://example.org/vaali.wasm"));
  try {
    const election = vaali.parse(definition);
    const ballots = election.cast([{ voter: "1", marks: ["a"] }], [{ voter: "1" }]);
    // @ts-expect-error marks are a list
    election.cast([{ marks: "a" }]);
    // @ts-expect-error proceedings have no such field
    election.count(ballots, { lot: [] });
    const outcome = election.count(ballots, { declines: [{ candidate: "a", from: { office: "chair" } }] });
    if (outcome.outcome === "lot_needed") vaali.lot(outcome.request, { seeded: { seed: "7" } });
    // @ts-expect-error a complete outcome has no request
    if (outcome.outcome === "complete") outcome.request;
    // @ts-expect-error there is no such method of lots
    vaali.lot("{}", { dice: 3 });
    return outcome;
  } catch (error) {
    if (error instanceof VaaliError) return error.problems;
    throw error;
  }
}

export async function verified(record: Uint8Array): Promise<boolean> {
  const full = await loadFull();
  const { checks, recounted } = full.verify(record);
  // @ts-expect-error the small engine has no records
  (await load()).verify(record);
  return recounted && checks.every(({ status }) => status !== "failed");
}

export function elements(): void {
  define();
  const ballot = document.createElement("vaali-ballot");
  ballot.addEventListener("vaali-cast", ({ detail }) => {
    const { ballot, waitUntil }: CastDetail = detail;
    waitUntil(Promise.resolve(ballot.marks.join()));
  });
  // @ts-expect-error a definition is no text
  ballot.definition = "{}";
  document.createElement("vaali-result").outcome = undefined;
}
