/** What the page and its worker tell each other: plain data alone, so that it can be posted. */
import type {
  Certification,
  Decline,
  Definition,
  DecisionOrder,
  FileFinding,
  FileMapping,
  Lot,
  LotMethod,
  LotRequest,
  Meeting,
  Outcome,
  Preset,
  Problem,
  Proceedings,
  Published,
  Recognised,
  Report,
  SaidCheck,
  Text,
  TieRule,
} from "../js/types.js";
import type { Figures } from "../js/office.js";
import type { Language } from "../elements/language.js";

/** What a file is. */
export type Kind = Recognised["kind"];

/** A file as it was dropped, or as it lay in an archive. */
export interface Entry {
  id: string;
  /** With the folders in which it lay. */
  name: string;
  size: number;
  recognised: Kind;
}

/** What a person knows better than the recognition. */
export interface Choice {
  kind?: Kind;
  /** The header of a column by what it means; `null` where there is none. */
  columns?: Record<string, string | null>;
  sheet?: string;
  dates?: "day_first" | "month_first";
}

/** Rules that are made here, where no file has them. */
export interface Draft {
  id: string;
  preset: string;
  title: string;
  test: boolean;
  seatsMin: number;
  seatsMax: number;
  marksMin: number;
  marksMax: number;
  ties: TieRule;
  ballots: "linked" | "separate" | "anonymous";
}

/** Everything that a person said; with the files it is all that an election here is made of. */
export interface Said {
  choices: Record<string, Choice>;
  decisions: DecisionOrder[];
  draft?: Draft;
  /** How many are elected, where a data set does not say. */
  seats?: number;
  lots: Lot[];
  declines: Decline[];
  /** The labels of lots that answer nothing any more, where a file brought them. */
  withdrawn: string[];
  /** What was counted at the meeting; what the files say of it, where nothing was said here. */
  figures?: Figures;
  /** The note of a freeze that was made here: the file `frozen.toml`. */
  freeze?: string;
}

/** A file in the review. */
export interface FileView extends Entry {
  kind: Kind;
  mapping?: FileMapping;
  /** What its columns may mean, for a list. */
  meanings: string[];
  /** Whether it is checked with the list of a certified folder. */
  listed?: boolean;
}

/** How far an election is. */
export type Stage = "empty" | "verify" | "no_rules" | "errors" | "no_ballots" | "ready";

/** Entries that may be the same, with what is decided. */
export interface Same {
  why: string;
  entries: { file: string; row: number; id: string; name: string; municipality?: string; decision: string }[];
}

/** What the files and the rules give. */
export interface Review {
  stage: Stage;
  files: FileView[];
  findings: FileFinding[];
  same: Same[];
  title?: Text;
  test: boolean;
  /** The rules in sentences, by language. */
  rules?: Record<Language, string[]>;
  /** The file that the rules came with. */
  rulesFile?: string;
  numbers: { candidates: number; voters: number; ballots?: number };
  frozenAt?: string;
  meeting: Meeting;
  /** Lots, declines and figures, of the files and of what was said here. */
  proceedings: Proceedings;
  /** How ballots and roll belong together. */
  mode?: Draft["ballots"];
  published: Published[];
  /** Published data has no roll, and nobody stands for it. */
  dataSet: boolean;
  /** How many are elected, where a data set says it. */
  seats?: number;
}

/** A count, with the names that the result needs. */
export interface Counted {
  outcome: Outcome;
  definition: Definition;
  /** The figures that do not agree, in sentences by language. */
  disagreements: Record<Language, string[]>;
  /** How the lot is to be settled, where one is needed. */
  tie?: {
    rule: TieRule;
    source?: Text;
    among: { id: string; name: string; organisation?: Text; votes: string }[];
  };
}

/** Whom a computed lot draws. */
export interface Draw {
  request: LotRequest;
  method: LotMethod;
}

/** How minutes are written. */
export type Format = "docx" | "html" | "md";

/** A file to download. */
export interface Download {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** What certifying gives. */
export interface Sealed {
  seal: string;
  listHash: string;
  public: Download;
  sealed?: Download;
}

/** What was checked, and each check in words for every language. */
export type SaidReport = Report & { said: Record<Language, SaidCheck[]> };

/** A verification. */
export interface Verified {
  report: SaidReport;
  title?: Text;
  test: boolean;
  outcome?: Outcome;
  definition?: Definition;
  hasBallots: boolean;
  /** Whether documents can be written of it. */
  sound: boolean;
  /** Those who stand for it, where documents can be written. */
  certification?: Certification;
}

/** How far something long is. */
export interface Progress {
  what: "loading" | "reading" | "ballots";
  done: number;
  total: number;
  rows?: number;
}

/** What the worker can be asked. */
export interface Desk {
  presets(): Preset[];
  add(id: string, name: string, file: Blob | Uint8Array): Promise<Entry[]>;
  remove(id: string): void;
  review(said: Said): Promise<Review>;
  readBack(draft: Draft): { rules: Record<Language, string[]>; problems: Problem[] };
  count(): Counted;
  draw(draw: Draw): string[];
  minutes(format: Format, language: Language, meeting: Meeting): Download;
  page(language: Language): Download;
  chart(language: Language): Download;
  news(language: Language): Download;
  table(language: Language): Download;
  folder(meeting: Meeting): Download;
  definition(): Download;
  freeze(at: string): string;
  certify(frozenAt: string, certifiedAt: string, meeting: Meeting): Sealed;
  verify(hash: string): Verified;
}

/** A question to the worker. */
export interface Ask {
  turn: number;
  call: keyof Desk;
  with: unknown[];
}

/** What the worker says. */
export type Tell =
  { turn: number; value: unknown } | { turn: number; problems: readonly Problem[] } | { progress: Progress };
