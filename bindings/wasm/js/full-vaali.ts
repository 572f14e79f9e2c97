import type { FullGlue } from "./glue.js";
import { guarded } from "./glue.js";
import type { CertifyOrder, FormOptions, MinutesOrder, PageOrder, Proceedings, Report } from "./types.js";
import { asText, Ballots, type Election, type Json, Vaali } from "./vaali.js";

/** What certifying gives. */
export interface Certified {
  /** The record, to be published: canonical JSON. Its bytes are what the seal is of. */
  record: string;
  /** The ballots, for the tellers only; absent where the record holds them. */
  sealed?: string;
  /** The seal of the record, for the minutes. */
  seal: string;
}

/** A language in which everything can be reported. */
export type Language = "fi" | "sv" | "en";

/** Bytes, or text that becomes UTF-8. */
export type Bytes = Uint8Array | ArrayBuffer | string;

function asBytes(bytes: Bytes): Uint8Array {
  if (typeof bytes === "string") return new TextEncoder().encode(bytes);
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
}

/** The engine with records and files. Made by `load` of `vaali/full`. */
export class FullVaali extends Vaali {
  /** @internal */
  protected override readonly glue: FullGlue;

  /** @internal */
  constructor(glue: FullGlue) {
    super(glue);
    this.glue = glue;
  }

  /** Reads ballots from CSV: a row per ballot with its marks in one cell, a column per candidate, or a row per mark. */
  readBallots(election: Election, name: string, bytes: Bytes): Ballots {
    return guarded(
      this.glue,
      () => new Ballots(this.glue, this.glue.readBallots(election.raw, name, asBytes(bytes))),
    );
  }

  /** Reads ballots from the export of a form tool: Microsoft Forms, Google Forms, Typeform, Webropol and others, as CSV. */
  readForm(election: Election, name: string, bytes: Bytes, options: FormOptions = {}): Ballots {
    return guarded(
      this.glue,
      () => new Ballots(this.glue, this.glue.readForm(election.raw, name, asBytes(bytes), asText(options))),
    );
  }

  /**
   * Counts again from the rows and makes a record if everything agrees.
   *
   * `salt` is 32 random bytes, for secret ballots; from the browser unless given.
   */
  certify(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    order: CertifyOrder,
    salt: Uint8Array = crypto.getRandomValues(new Uint8Array(32)),
  ): Certified {
    return guarded(this.glue, () => {
      const certified = this.glue.certify(
        election.raw,
        ballots.raw,
        asText(proceedings),
        asText(order),
        salt,
      );
      const sealed = certified.sealed();
      const made = { record: certified.record(), seal: certified.seal() };
      certified.free();
      return sealed === undefined ? made : { ...made, sealed };
    });
  }

  /** Checks a record, and counts again where the ballots are at hand. Lists everything that does not hold. */
  verify(record: Bytes, sealed?: Bytes): Report {
    const ballots = sealed === undefined ? undefined : asBytes(sealed);
    return guarded(this.glue, () => JSON.parse(this.glue.verify(asBytes(record), ballots)) as Report);
  }

  /** The minutes of the election, in Finnish, Swedish or English: a page that prints well, or Markdown. A draft while a lot is awaited. */
  minutes(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    order: MinutesOrder = {},
  ): string {
    return guarded(this.glue, () =>
      this.glue.minutes(election.raw, ballots.raw, asText(proceedings), asText(order)),
    );
  }

  /** The result as a page of the web that needs nothing else. */
  page(election: Election, ballots: Ballots, proceedings: Json<Proceedings>, order: PageOrder = {}): string {
    return guarded(this.glue, () =>
      this.glue.page(election.raw, ballots.raw, asText(proceedings), asText(order)),
    );
  }

  /** The votes as a chart, in SVG. */
  chart(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    language: Language = "fi",
  ): string {
    return guarded(this.glue, () =>
      this.glue.chart(election.raw, ballots.raw, asText(proceedings), language),
    );
  }

  /** The result in three sentences. */
  news(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    language: Language = "fi",
  ): string {
    return guarded(this.glue, () => this.glue.news(election.raw, ballots.raw, asText(proceedings), language));
  }

  /** The rules in sentences: the same as in the minutes. */
  rules(election: Election, language: Language = "fi"): string[] {
    return guarded(this.glue, () => JSON.parse(this.glue.rules(election.raw, language)) as string[]);
  }
}
