import type {
  OpenedFolder as RawFolder,
  PortionOrder as RawOrder,
  Portions as RawPortions,
} from "../pkg/full.js";
import type { FullGlue } from "./glue.js";
import { guarded } from "./glue.js";
import { asBytes, type Bytes, FileSet } from "./file-set.js";
import type { LargeFile, Readers } from "./readers.js";
import type {
  CertifyOrder,
  DataSetReport,
  Decline,
  Definition,
  FolderReport,
  FormOptions,
  ImportOrder,
  ImportReport,
  Lot,
  Meeting,
  MinutesOrder,
  PageOrder,
  Proceedings,
  Recognised,
  Report,
} from "./types.js";
import { asText, Ballots, Election, type Json, Vaali } from "./vaali.js";

const BALLOTS = "ballots.csv";

/** Bytes of a file of ballots that tell how its rows are written. */
const HEAD = 2 ** 18;

/** An election opened from its files. */
export interface OpenedFolder extends FolderReport {
  /** The election; absent where a finding says why. */
  election?: Election;
  /** The ballots; absent where there are none yet. */
  ballots?: Ballots;
}

/** An election of a data set. */
export interface OpenedDataSet extends DataSetReport {
  /** The election. */
  election: Election;
  /** The ballots. */
  ballots: Ballots;
}

/** The files of a certified election. */
export interface CertifiedFiles {
  /** What is published, whole. */
  public: FileSet;
  /** What the tellers keep; absent where the record holds the ballots. */
  sealed?: FileSet;
  /** The record: canonical JSON. */
  record: string;
  /** The seal of the record, for the minutes. */
  seal: string;
  /** The hash of the list of the published files, to publish apart from them. */
  listHash: string;
}

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

/** The engine with records and files. Made by `load` of `vaali/full`. */
export class FullVaali extends Vaali {
  /** @internal */
  protected override readonly glue: FullGlue;
  #watcher: ((bytesDone: number, bytesTotal: number, rows: number) => void) | undefined;

  /** @internal */
  constructor(glue: FullGlue) {
    super(glue);
    this.glue = glue;
  }

  /**
   * Reads ballots from CSV: a row per ballot with its marks in one cell, a column per candidate, or a row per mark.
   *
   * Where the rules keep ballots apart from the roll, `voted` is the file of those who voted.
   */
  readBallots(
    election: Election,
    name: string,
    bytes: Bytes,
    voted?: { name: string; bytes: Bytes },
  ): Ballots {
    const marks = voted && asBytes(voted.bytes);
    return guarded(
      this.glue,
      () =>
        new Ballots(
          this.glue,
          this.glue.readBallots(election.raw, name, asBytes(bytes), voted?.name ?? "", marks),
        ),
    );
  }

  /** As `readBallots`, by several workers where the file is large: the same ballots, the same findings. */
  async readBallotsBy(
    readers: Readers,
    election: Election,
    name: string,
    bytes: Bytes,
    voted?: { name: string; bytes: Bytes },
  ): Promise<Ballots> {
    const all = asBytes(bytes);
    const order = readers.prepare(all.length)
      ? guarded(this.glue, () => this.glue.ballotsOrder(election.raw, all.subarray(0, HEAD)))
      : undefined;
    // That of Node's buffers would share their memory, which is given away.
    const slice = (from: number, to: number) => Uint8Array.prototype.slice.call(all, from, to);
    const portions = order && (await this.portions(readers, order, all.length, slice));
    return guarded(this.glue, () => {
      const marks = voted && asBytes(voted.bytes);
      const raw = this.glue.readBallots(election.raw, name, all, voted?.name ?? "", marks, portions);
      return new Ballots(this.glue, raw);
    });
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

  /**
   * Checks a record, and counts again where the ballots are at hand. Lists everything that does not hold.
   *
   * `hash` is one that was published elsewhere, in any groups: the seal in the minutes.
   */
  verify(record: Bytes, sealed?: Bytes, hash?: string): Report {
    const ballots = sealed === undefined ? undefined : asBytes(sealed);
    return guarded(this.glue, () => JSON.parse(this.glue.verify(asBytes(record), ballots, hash)) as Report);
  }

  /** Files by their names, in memory: to be opened as an election, imported, certified, verified. */
  files(entries: Iterable<readonly [string, Bytes]> = []): FileSet {
    return guarded(this.glue, () => {
      const files = new FileSet(this.glue, new this.glue.FileSet());
      for (const [name, bytes] of entries) files.put(name, bytes);
      return files;
    });
  }

  /** What a file is, by its name and its content. */
  recognise(name: string, bytes: Bytes): Recognised {
    return guarded(this.glue, () => JSON.parse(this.glue.recognise(name, asBytes(bytes))) as Recognised);
  }

  /** Reads the files of an election as the command reads a folder: `election.toml`, `candidates.csv`, `roll.csv`, `ballots.csv` and the others. */
  openFolder(files: FileSet): OpenedFolder {
    return guarded(this.glue, () => this.opened(this.glue.openFolder(files.raw)));
  }

  /** As `openFolder`, with a large `ballots.csv` read by several workers: the same election, the same findings. */
  async openFolderBy(readers: Readers, files: FileSet): Promise<OpenedFolder> {
    const length = guarded(this.glue, () => files.raw.size(BALLOTS));
    if (!readers.prepare(length)) return this.openFolder(files);
    const opening = guarded(this.glue, () => new this.glue.OpeningFolder(files.raw));
    const order = guarded(this.glue, () => opening.order());
    const slice = (from: number, to: number) => guarded(this.glue, () => files.raw.slice(BALLOTS, from, to));
    const portions = order && (await this.portions(readers, order, length, slice));
    return guarded(this.glue, () => this.opened(opening.open(portions)));
  }

  /** @internal */
  private opened(opened: RawFolder): OpenedFolder {
    const [election, ballots] = [opened.election(), opened.ballots()];
    const report = JSON.parse(opened.report()) as FolderReport;
    opened.free();
    return {
      ...report,
      ...(election && { election: new Election(this.glue, election) }),
      ...(ballots && { ballots: new Ballots(this.glue, ballots) }),
    };
  }

  /** What readers read of a file; whoever watches a reading is told of it in the same way. @internal */
  private async portions(
    readers: Readers,
    order: RawOrder,
    length: number,
    slice: LargeFile["slice"],
  ): Promise<RawPortions> {
    const { bytes, from, size } = order;
    order.free();
    const watcher = this.#watcher;
    const told = watcher && ((done: number, rows: number) => watcher(done, length, rows));
    const read = await readers.read({ order: bytes, from, size, length, slice, ...(told && { told }) });
    return guarded(this.glue, () => {
      const portions = new this.glue.Portions(bytes);
      for (const [number, rows] of read) portions.put(number, rows);
      return portions;
    });
  }

  /** Imports lists and exports as they are, by the rules and lists in `folder`: what comes of it is in `files`, and nothing in `folder` is changed. */
  importLists(folder: FileSet, given: FileSet, order: ImportOrder): ImportReport & { files: FileSet } {
    return guarded(this.glue, () => {
      const imported = this.glue.importLists(folder.raw, given.raw, asText(order));
      const report = JSON.parse(imported.report()) as ImportReport;
      const files = new FileSet(this.glue, imported.files());
      imported.free();
      return { ...report, files };
    });
  }

  /** Reads a data set of Pabulib, abcvoting, PrefLib, BLT, CEF or NIST as an election of so many seats. */
  readDataSet(name: string, bytes: Bytes, seats?: number): OpenedDataSet {
    return guarded(this.glue, () => {
      const opened = this.glue.readDataSet(name, asBytes(bytes), seats);
      const report = JSON.parse(opened.report()) as DataSetReport;
      const election = new Election(this.glue, opened.election());
      const ballots = new Ballots(this.glue, opened.ballots());
      opened.free();
      return { ...report, election, ballots };
    });
  }

  /** The file `election.toml` of a definition, with a comment above each rule; candidates and voters are left out. `about` are comment lines at its top. */
  rulesFile(definition: Json<Definition>, about: readonly string[] = []): string {
    return guarded(this.glue, () => this.glue.rulesFile(asText(definition), [...about]));
  }

  /** Adds a lot that was drawn to `proceedings.toml`; nothing else in it changes. */
  recordLot(files: FileSet, lot: Lot): void {
    guarded(this.glue, () => this.glue.recordLot(files.raw, asText(lot)));
  }

  /** Adds a seat or an office that was declined to `proceedings.toml`. */
  recordDecline(files: FileSet, decline: Decline): void {
    guarded(this.glue, () => this.glue.recordDecline(files.raw, asText(decline)));
  }

  /** Notes in `frozen.toml` when the rules were frozen: an instant such as `2030-04-01T12:00:00Z`. */
  recordFreeze(files: FileSet, election: Election, at: string): void {
    guarded(this.glue, () => this.glue.recordFreeze(files.raw, election.raw, at));
  }

  /** As `certify`, with every file that the command writes: the published half and the one that the tellers keep. */
  certifyFolder(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    order: CertifyOrder,
    meeting: Meeting = {},
    salt: Uint8Array = crypto.getRandomValues(new Uint8Array(32)),
  ): CertifiedFiles {
    return guarded(this.glue, () => {
      const [held, said, people] = [asText(proceedings), asText(order), asText(meeting)];
      const made = this.glue.certifyFolder(election.raw, ballots.raw, held, said, people, salt);
      const sealed = made.sealed();
      const files = {
        public: new FileSet(this.glue, made.public()),
        ...(sealed && { sealed: new FileSet(this.glue, sealed) }),
        record: made.record(),
        seal: made.seal(),
        listHash: made.listHash(),
      };
      made.free();
      return files;
    });
  }

  /** Checks a certified folder: every file against the list of files, and the record as `verify` does. Paths such as `public/record.json`, or the published half alone. */
  verifyFolder(files: FileSet, hash?: string): Report {
    return guarded(this.glue, () => JSON.parse(this.glue.verifyFolder(files.raw, hash)) as Report);
  }

  /** Tells a watcher how far the reading of a large file is; nobody if there is none. */
  watch(told?: (bytesDone: number, bytesTotal: number, rows: number) => void): void {
    this.#watcher = told;
    guarded(this.glue, () => this.glue.watch(told && { told }));
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

  /** The result as CSV for spreadsheets, with column names in a language. */
  resultCsv(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    language: Language = "fi",
  ): string {
    return guarded(this.glue, () =>
      this.glue.resultCsv(election.raw, ballots.raw, asText(proceedings), language),
    );
  }

  /** The rules in sentences: the same as in the minutes. */
  rules(election: Election, language: Language = "fi"): string[] {
    return guarded(this.glue, () => JSON.parse(this.glue.rules(election.raw, language)) as string[]);
  }
}
