import type { Problem } from "./types.js";

/** What the package refuses, as data: all problems at once, the first of them as the message. */
export class VaaliError extends Error {
  /** Every problem, errors first. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const [first] = problems;
    super(first ? `${first.code} ${first.path ? `${first.path}: ` : ""}${first.message}` : "refused");
    this.name = "VaaliError";
    this.problems = problems;
  }

  /** The code of the first problem, such as `D41`. */
  get code(): string {
    return this.problems[0]?.code ?? "";
  }

  /** The place of the first problem, such as `rules.seats.min`. */
  get path(): string {
    return this.problems[0]?.path ?? "";
  }

  /** Plain data, for `postMessage`: a structured clone of an error loses its fields. */
  toJSON(): { problems: readonly Problem[] } {
    return { problems: this.problems };
  }
}

/** A problem that only this package knows; codes W01 to W29. */
export function ownProblem(code: string, message: string, fix: string): VaaliError {
  return new VaaliError([{ severity: "error", code, path: "", message, fix }]);
}
