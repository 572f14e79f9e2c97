import type { Candidate, Definition, VoterId } from "../../js/engine-types.js";
import { inLanguage, LANGUAGES, type Language } from "../language.js";
import type { Messages } from "../messages/en.js";

/** What keeps a ballot from being cast, or deserves a word before. */
export interface Judgement {
  /** Why it cannot be cast like this. */
  problems: string[];
  /** How many more marks would be allowed. */
  more: number;
}

/** The ballot so far: marks in declared order, and what the rules say of them. No mark is ever taken away but by the voter. */
export class Marks {
  readonly #marked = new Set<string>();

  constructor(readonly definition: Definition) {}

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

  set(id: string, marked: boolean): void {
    if (marked) this.#marked.add(id);
    else this.#marked.delete(id);
  }

  clear(): void {
    this.#marked.clear();
  }

  /** The judgement of a ballot that is not meant to be blank. */
  judge(text: Messages, voter: VoterId | undefined): Judgement {
    const { min, max } = this.definition.rules.marks;
    const problems: string[] = [];
    if (this.count === 0) problems.push(text.problem_nothing);
    if (this.count > max) problems.push(text.problem_too_many(this.count, max));
    if (this.count > 0 && this.count < min) problems.push(text.problem_too_few(this.count, min));
    for (const candidate of this.candidates) {
      if (isOwn(this.definition, candidate, voter)) problems.push(text.problem_own(candidate.name));
      if (candidate.withdrawn) problems.push(text.problem_withdrawn(candidate.name));
    }
    return { problems, more: Math.max(0, max - this.count) };
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

/** Everything of a candidate that a search looks through, in every language, without the difference of capitals. */
export function searchable(definition: Definition, candidate: Candidate): string {
  const every = (text: Parameters<typeof inLanguage>[0]) =>
    LANGUAGES.map((language: Language) => inLanguage(text, language).text);
  return [
    candidate.name,
    candidate.municipality ?? "",
    ...every(candidate.position),
    ...every(organisation(definition, candidate)),
    ...(candidate.groups ?? []),
  ]
    .join("\n")
    .toLocaleLowerCase("fi");
}
