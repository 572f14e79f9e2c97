import type { Candidate, Definition, VoterId } from "../../js/engine-types.js";
import type { Messages } from "../messages/en.js";

/** The ballot so far: marks in declared order, and what the rules say of them. No mark is ever taken away but by the voter. */
export class Marks {
  readonly #marked = new Set<string>();

  /** A ballot with marks of before, as far as those candidates are still on it. */
  constructor(
    readonly definition: Definition,
    before: readonly string[] = [],
  ) {
    for (const id of before) this.set(id, true);
  }

  has(id: string): boolean {
    return this.#marked.has(id);
  }

  get count(): number {
    return this.#marked.size;
  }

  get max(): number {
    return this.definition.rules.marks.max;
  }

  /** The marked candidates in the order of the ballot. */
  get candidates(): Candidate[] {
    return this.definition.candidates.filter(({ id }) => this.#marked.has(id));
  }

  get ids(): string[] {
    return this.candidates.map(({ id }) => id);
  }

  /** Marks a candidate of the ballot or takes the mark away; whoever is not on it is not marked. */
  set(id: string, marked: boolean): void {
    if (!marked) this.#marked.delete(id);
    else if (this.definition.candidates.some((candidate) => candidate.id === id)) this.#marked.add(id);
  }

  clear(): void {
    this.#marked.clear();
  }
}

/** Whether the voter's own organisation nominated a candidate, and the rules forbid marking them. */
export function isOwn(definition: Definition, candidate: Candidate, voter: VoterId | undefined): boolean {
  return (
    definition.rules.own_candidate === "forbidden" && voter !== undefined && candidate.organisation === voter
  );
}

/** The rule of how many to mark, in words. */
export function instruction({ rules: { marks } }: Definition, text: Messages): string {
  if (marks.min === marks.max) return text.mark_exactly(marks.max);
  return marks.min <= 1 ? text.mark_at_most(marks.max) : text.mark_between(marks.min, marks.max);
}

/** The organisation that nominated a candidate, as the roll names it. */
export function organisation(definition: Definition, candidate: Candidate) {
  const { organisation } = candidate;
  if (organisation === undefined) return undefined;
  return definition.roll?.find(({ id }) => id === organisation)?.name ?? organisation;
}
