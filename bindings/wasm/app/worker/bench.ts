/** From files and what was said of them to an election: made anew each time, so that nothing of before is left in it. */
import { ownProblem, VaaliError } from "../../js/errors.js";
import type { OpenedDataSet } from "../../js/full-vaali.js";
import type { Ballots, CertifiedRecord, Election, FileSet, OfficeVaali } from "../../js/office.js";
import type { Readers } from "../../js/readers.js";
import type { FileFinding, ImportOrder, ListKind, Meeting, Proceedings } from "../../js/types.js";
import type { FileView, Kind, Review, Said, Same } from "../protocol.js";
import { type Writer, writerOf } from "./documents.js";
import { DATA, isListed, kindsOf, meetingBeside, RULES } from "./folder.js";
import { rulesOf, sentences } from "./rules.js";
import { base, type Held, type Shelf } from "./shelf.js";

/** An election that can be counted. */
export interface Ready {
  election: Election;
  ballots: Ballots;
  proceedings: Proceedings;
  meeting: Meeting;
  frozenAt?: string;
  record?: string;
}

/** Where a freeze is noted. */
const FREEZE = "frozen.toml";

const LISTS: readonly Kind[] = ["roll_list", "nominations", "ballot_form", "voted_list"];

/** Where the election is put together. */
export class Bench {
  /** The files of the election's folder. */
  files: FileSet;
  kinds = new Map<string, Kind>();
  #ready: Ready | undefined;
  /** The rules and lists, where there are no ballots yet. */
  #unvoted: Election | undefined;
  #certified: CertifiedRecord | undefined;
  /** The files that an import made. */
  #imported = new Set<string>();

  constructor(
    private readonly vaali: OfficeVaali,
    private readonly readers: Readers,
    private readonly shelf: Shelf,
  ) {
    this.files = vaali.files();
  }

  /** The election, if there is one to be counted. */
  get election(): Ready {
    if (!this.#ready)
      throw ownProblem("W19", "there is no election to count yet", "add the files that it needs");
    return this.#ready;
  }

  /** Who writes documents: of a record that was verified, or of the election. */
  get writer(): Writer {
    return this.#certified ?? writerOf(this.vaali, this.election);
  }

  /** The definition as it is frozen for the count, as canonical JSON. */
  get definition(): string {
    return this.vaali.definitionText(this.#unvoted ?? this.election.election);
  }

  /** Documents are of this record from now on, or of none. */
  report(certified: CertifiedRecord | undefined): void {
    this.#certified?.free();
    this.#certified = certified;
  }

  /** The file that notes that the rules and lists are frozen as they are now. */
  freeze(at: string): string {
    this.vaali.recordFreeze(this.files, this.#unvoted ?? this.election.election, at);
    return this.files.text(FREEZE) ?? "";
  }

  /** Puts the election together, and tells everything that was found. */
  async review(said: Said): Promise<Review> {
    this.#clear();
    const held = [...this.shelf.held.values()];
    this.kinds = kindsOf(held, said.choices);
    const rules = held.find(({ id }) => RULES.includes(this.kinds.get(id) as Kind));
    const review: Review = {
      stage: "empty",
      files: held.map((file) => this.#view(file)),
      findings: this.vaali.doubled(held.map(({ id, name }) => [name, this.kinds.get(id) ?? "unknown"])),
      same: [],
      test: false,
      ...(rules && { rulesFile: base(rules.name) }),
      numbers: { candidates: 0, voters: 0 },
      meeting: {},
      proceedings: {},
      published: [],
      dataSet: false,
    };
    const used = review.files.filter(({ kind }) => kind !== "unknown");
    if (used.length === 0) return review;
    if (review.findings.length > 0) return { ...review, stage: "errors" };
    const data = held.find(({ id }) => DATA.includes(this.kinds.get(id) as Kind));
    if (data && !rules) return this.#dataSet(data, said, review);
    const verifies = used.some(({ kind }) => ["record", "hash_list", "sealed_ballots"].includes(kind));
    if (verifies && !rules) return this.#record(held, review);
    return this.#folder(held, said, review);
  }

  /** A record to be verified, with what the file of the meeting beside it says. */
  #record(held: readonly Held[], review: Review): Review {
    const listed = isListed(held, this.kinds);
    const inFolder = (view: FileView) => view.kind === "unknown" && listed(view.name);
    const files = review.files.map((view) => (inFolder(view) ? { ...view, listed: true } : view));
    const told: Review = { ...review, files, stage: "verify" };
    const file = meetingBeside(held, this.kinds);
    if (!file) return told;
    const beside = this.vaali.files([["meeting.toml", file.bytes]]);
    const said = this.vaali.readMeeting(beside);
    beside.free();
    return { ...told, ...said };
  }

  #clear(): void {
    this.#ready?.ballots.free();
    this.#ready?.election.free();
    this.#unvoted?.free();
    this.#ready = this.#unvoted = undefined;
    this.report(undefined);
    this.files.free();
    this.files = this.vaali.files();
    this.#imported = new Set();
  }

  #view({ bytes: _, meanings, header, ...entry }: Held): FileView {
    const kind = this.kinds.get(entry.id) ?? entry.recognised;
    const view: FileView = { ...entry, kind, meanings: meanings[kind] ?? [] };
    // Until an import says for what the columns are taken, a person can say it.
    if (view.meanings.length === 0 || header.length === 0) return view;
    return { ...view, mapping: { file: base(entry.name), columns: header.map((name) => [name, null]) } };
  }

  #dataSet(file: Held, said: Said, review: Review): Review {
    const opened = this.#openDataSet(file, said.seats);
    if (!opened) return { ...review, stage: "no_rules", dataSet: true };
    const { election, ballots, findings, published } = opened;
    const proceedings = { lots: said.lots, declines: said.declines };
    this.#ready = { election, ballots, proceedings, meeting: {} };
    const seats = election.definition.rules.seats.max;
    return this.#told({ ...review, proceedings, seats, dataSet: true, stage: "ready", findings, published });
  }

  /** A data set; nothing where neither it nor a person says how many are elected. */
  #openDataSet({ id, name, bytes }: Held, seats?: number): OpenedDataSet | undefined {
    // Pabulib files never say how many persons are elected: a budget is another rule.
    if (seats === undefined && this.kinds.get(id) === "pabulib") return undefined;
    try {
      return this.vaali.readDataSet(base(name), bytes, seats);
    } catch (error) {
      const missing = error instanceof VaaliError && error.problems.every(({ code }) => code === "F95");
      if (seats !== undefined || !missing) throw error;
      return undefined;
    }
  }

  async #folder(held: readonly Held[], said: Said, review: Review): Promise<Review> {
    const names = new Map<string, string>();
    const inFolder = this.vaali.folderNames();
    for (const { id, name: given, bytes } of held) {
      const name = inFolder[this.kinds.get(id) as Kind];
      if (!name) continue;
      this.files.put(name, bytes);
      names.set(name, base(given));
    }
    if (review.rulesFile === undefined && said.draft) {
      this.files.put("election.toml", this.vaali.rulesFile(rulesOf(said.draft)));
    }
    const hasRules = RULES.some((kind) => this.files.names.includes(inFolder[kind] ?? ""));
    const imported = this.#import(held, said, review, hasRules);
    if (!hasRules) return { ...imported, stage: "no_rules" };
    if (imported.findings.some(({ severity }) => severity === "error") || undecided(imported.same)) {
      return { ...imported, stage: "errors" };
    }
    for (const label of said.withdrawn) this.vaali.withdrawLot(this.files, label);
    for (const lot of said.lots) this.vaali.recordLot(this.files, lot);
    for (const decline of said.declines) this.vaali.recordDecline(this.files, decline);
    if (said.figures) this.vaali.recordFigures(this.files, said.figures);
    if (said.freeze !== undefined) this.files.put(FREEZE, said.freeze);
    const opened = await this.vaali.openFolderBy(this.readers, this.files);
    const { election, ballots, proceedings, meeting } = opened;
    // What the import told of a ballot or a nomination stands at its row in the file that was dropped, not in the one made of it.
    const retold = ({ code, file }: FileFinding) => this.#imported.has(file) && /^B|^D19$|^D20$/.test(code);
    // A file is called what the person calls it who dropped it.
    const found = opened.findings.filter((finding) => !retold(finding));
    const called = found.map((finding) => ({ ...finding, file: names.get(finding.file) ?? finding.file }));
    const findings = merged([...imported.findings, ...called]);
    const told: Review = { ...imported, findings, meeting, proceedings };
    if (opened.frozen_at) told.frozenAt = opened.frozen_at;
    if (!election) return { ...told, stage: "errors" };
    const ready = { election, proceedings, meeting, ...(opened.frozen_at && { frozenAt: opened.frozen_at }) };
    if (ballots) this.#ready = { ...ready, ballots };
    else this.#unvoted = election;
    return this.#told({ ...told, stage: ballots ? "ready" : "no_ballots" }, election);
  }

  /** What is said of an election: its title, its rules, its numbers. */
  #told(review: Review, election = this.election.election): Review {
    const { title, test, roll, candidates, rules } = election.definition;
    const ballots = this.#ready?.ballots.rows;
    return {
      ...review,
      title,
      test: test ?? false,
      mode: rules.ballots,
      rules: sentences(this.vaali, election),
      numbers: {
        candidates: candidates.length,
        voters: roll?.length ?? 0,
        ...(ballots !== undefined && { ballots }),
      },
    };
  }

  #import(held: readonly Held[], said: Said, review: Review, hasRules: boolean): Review {
    const lists = held.filter(({ id }) => LISTS.includes(this.kinds.get(id) as Kind));
    // Ballots are read by the rules: without them nothing can be said of them.
    const wanted = lists.filter(
      ({ id }) => hasRules || !["ballot_form", "voted_list"].includes(this.kinds.get(id) ?? ""),
    );
    if (wanted.length === 0) return review;
    const given = this.vaali.files();
    const names = new Map<string, Held>();
    const order: ImportOrder = { lists: [], decisions: said.decisions };
    for (const file of wanted) {
      let name = base(file.name);
      for (let copy = 2; names.has(name); copy++) name = `${base(file.name)} (${copy})`;
      names.set(name, file);
      given.put(name, file.bytes);
      const { kind: _, ...choice } = said.choices[file.id] ?? {};
      order.lists.push({ name, kind: this.kinds.get(file.id) as ListKind, ...choice });
    }
    const { files, groups, mappings, findings } = this.vaali.importLists(this.files, given, order);
    this.#imported = new Set(files.names);
    for (const name of files.names) this.files.put(name, files.get(name) ?? "");
    files.free();
    given.free();
    const mapped = (view: FileView) => {
      const name = [...names].find(([, file]) => file.id === view.id)?.[0];
      const mapping = mappings.find(({ file }) => file === name);
      return mapping ? { ...view, mapping } : view;
    };
    const same: Same[] = groups.map(({ why, entries }) => ({
      why,
      entries: entries.map((entry) => ({ ...entry, decision: decided(said, entry) })),
    }));
    // What is not decided is shown side by side, not once more as an error.
    const shown = findings.filter(({ code }) => same.length === 0 || code !== "F101");
    return { ...review, files: review.files.map(mapped), same, findings: shown };
  }
}

function decided(said: Said, entry: { file: string; row: number }): string {
  const found = said.decisions.find(({ file, row }) => file === entry.file && row === entry.row);
  return found?.decision ?? "";
}

function undecided(same: readonly Same[]): boolean {
  return same.some(({ entries }) => entries.some(({ decision }) => decision === ""));
}

/** Findings once each: a ballot that is rejected is found by the import and by the reading. */
function merged(findings: readonly FileFinding[]): FileFinding[] {
  const grave = { error: 0, warning: 1, note: 2 };
  const found = new Map<string, FileFinding>();
  for (const finding of findings) {
    const key = [finding.code, finding.file, finding.row, finding.column, finding.message].join("\n");
    if (!found.has(key)) found.set(key, finding);
  }
  return [...found.values()].sort((one, other) => grave[one.severity] - grave[other.severity]);
}
