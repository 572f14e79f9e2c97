/** The engine of the counting page: as `full`, and it reads workbooks, writes documents for word processors, and packs archives. */
import * as office from "../pkg/office.js";
import { asBytes, type Bytes, FileSet } from "./file-set.js";
import { FullVaali, type Language } from "./full-vaali.js";
import { guarded, type OfficeGlue, start } from "./glue.js";
import type { ModuleSource } from "./source.js";
import type {
  Attendance,
  Certification,
  FileFinding,
  MeetingReport,
  MinutesOrder,
  PageOrder,
  Problem,
  Proceedings,
  Recognised,
} from "./types.js";
import { asText, type Ballots, type Election, type Json } from "./vaali.js";

export type { Ballots, Election, FileSet };

// It has every export of `full`; only the raw module behind them differs.
const glue = office as unknown as OfficeGlue;

/** What is counted at the meeting beside the ballots. */
export interface Figures {
  attendance: Attendance;
  spoiled: number;
  unreturned: number;
  ballots_expected?: number;
}

/** A record that holds what was certified, to be reported on. Made by `OfficeVaali.certifiedRecord`. */
export class CertifiedRecord {
  /** @internal */
  constructor(
    private readonly glue: OfficeGlue,
    private readonly raw: office.CertifiedRecord,
  ) {}

  /** Those who stand for the record: in its minutes they go before what is said otherwise. */
  certification(): Certification {
    return guarded(this.glue, () => JSON.parse(this.raw.certification()) as Certification);
  }

  /** The minutes, as a page or as text. */
  minutes(order: MinutesOrder): string {
    return guarded(this.glue, () => this.raw.minutes(asText(order)));
  }

  /** The minutes as a document for word processors. */
  minutesDocx(order: MinutesOrder): Uint8Array {
    return guarded(this.glue, () => this.raw.minutesDocx(asText(order)));
  }

  /** The result as a page of the web. */
  page(order: PageOrder): string {
    return guarded(this.glue, () => this.raw.page(asText(order)));
  }

  /** The votes as a chart, in SVG. */
  chart(language: Language): string {
    return guarded(this.glue, () => this.raw.chart(language));
  }

  /** The result in three sentences. */
  news(language: Language): string {
    return guarded(this.glue, () => this.raw.news(language));
  }

  /** The result as CSV for spreadsheets. */
  resultCsv(language: Language): string {
    return guarded(this.glue, () => this.raw.resultCsv(language));
  }

  /** Gives the memory back. */
  free(): void {
    guarded(this.glue, () => this.raw.free());
  }
}

/** The engine of the counting page. */
export class OfficeVaali extends FullVaali {
  /** @internal */
  protected override readonly glue: OfficeGlue;

  /** @internal */
  constructor(glue: OfficeGlue) {
    super(glue);
    this.glue = glue;
  }

  /** The minutes as a document for word processors. */
  minutesDocx(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    order: MinutesOrder = {},
  ): Uint8Array {
    return guarded(this.glue, () =>
      this.glue.minutesDocx(election.raw, ballots.raw, asText(proceedings), asText(order)),
    );
  }

  /** Reads and verifies a record; one that does not hold is refused. */
  certifiedRecord(record: Bytes): CertifiedRecord {
    return guarded(
      this.glue,
      () => new CertifiedRecord(this.glue, this.glue.CertifiedRecord.read(asBytes(record))),
    );
  }

  /** What `meeting.toml` among the files beside a record says. */
  readMeeting(files: FileSet): MeetingReport {
    return guarded(this.glue, () => JSON.parse(this.glue.readMeeting(files.raw)) as MeetingReport);
  }

  /** A problem in the languages beside English, as far as it has a translation. */
  inLanguages({ code, message, fix }: Problem): NonNullable<Problem["said"]> {
    return guarded(
      this.glue,
      () => JSON.parse(this.glue.inLanguages(code, message, fix)) as NonNullable<Problem["said"]>,
    );
  }

  /** The names of the files in an election's folder, by what each is. */
  folderNames(): Partial<Record<Recognised["kind"], string>> {
    return guarded(this.glue, () => Object.fromEntries(JSON.parse(this.glue.folderNames())));
  }

  /** Of files by name and kind those of which only one can be read: each after the first is found. */
  doubled(files: readonly (readonly [name: string, kind: Recognised["kind"]])[]): FileFinding[] {
    return guarded(this.glue, () => JSON.parse(this.glue.doubled(asText(files))) as FileFinding[]);
  }

  /** The definition as it was frozen: canonical JSON, whose hash is that of the definition. */
  definitionText(election: Election): string {
    return guarded(this.glue, () => election.raw.definition());
  }

  /** The figures that do not agree, each pair in a sentence of the minutes; none where all agree. */
  disagreements(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    language: Language,
  ): string[] {
    return guarded(this.glue, () => {
      const found = this.glue.disagreements(election.raw, ballots.raw, asText(proceedings), language);
      return JSON.parse(found) as string[];
    });
  }

  /** Writes who was there, and the paper that is accounted for, into `proceedings.toml`. */
  recordFigures(files: FileSet, figures: Figures): void {
    guarded(this.glue, () => this.glue.recordFigures(files.raw, asText(figures)));
  }

  /** Takes a lot out of `proceedings.toml` that answers nothing any more. */
  withdrawLot(files: FileSet, label: string): void {
    guarded(this.glue, () => this.glue.withdrawLot(files.raw, label));
  }

  /** Files as one archive. */
  zip(files: FileSet): Uint8Array {
    return guarded(this.glue, () => this.glue.zip(files.raw));
  }

  /** The files of an archive, by their paths. */
  unzip(bytes: Bytes): FileSet {
    return guarded(this.glue, () => new FileSet(this.glue, this.glue.unzip(asBytes(bytes))));
  }
}

/** Loads the engine of the counting page. */
export async function load(source: ModuleSource | Promise<ModuleSource>): Promise<OfficeVaali> {
  await start(glue, source);
  return new OfficeVaali(glue);
}
