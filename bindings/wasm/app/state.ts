/** What the page knows. It is held in memory alone: ballots are personal data. */
import { LANGUAGES, type Language, languageOf } from "../elements/language.js";
import type { Figures } from "../js/office.js";
import type { Decline, Lot, Meeting, Preset, Problem, Proceedings } from "../js/types.js";
import type { Counted, Draft, Entry, Review, Said, Sealed, Verified } from "./protocol.js";

/** A file that was taken, to be handed to a new worker where one is started. */
export interface Taken {
  id: string;
  name: string;
  file: Blob;
  entries: Entry[];
}

/** What is typed into the form of a lot. */
export interface LotForm {
  label: string;
  drawn: string[];
  witnesses: string;
  seed: string;
  note: string;
  computed: boolean;
}

/** What is typed of somebody who declines. */
export interface DeclineForm {
  candidate: string;
  from: string;
  note: string;
}

/** What was counted at the meeting, as it is typed. */
export interface FiguresForm {
  registered: string;
  present: string;
  expected: string;
  spoiled: string;
  unreturned: string;
}

/** Texts of a meeting as they are typed; lists have a line for each. */
export type MeetingForm = Partial<Record<keyof Meeting, string>>;

/** Everything. */
export interface State {
  language: Language;
  taken: Taken[];
  said: Said;
  presets: Preset[];
  /** Rules in the making; numbers as they are typed. */
  form: RulesForm;
  readBack: { rules: Record<Language, string[]>; problems: Problem[] } | undefined;
  seats: string;
  review: Review | undefined;
  counted: Counted | undefined;
  lot: LotForm;
  decline: DeclineForm;
  /** What was said before each decline that was recorded here, to go back to. */
  beforeDeclines: Pick<Said, "lots" | "withdrawn" | "declines">[];
  /** A decline that makes lots stale, and their labels. */
  stale: { decline: Decline; labels: string[] } | undefined;
  figures: FiguresForm;
  /** What was typed of the meeting; the rest is what the files say. */
  meeting: MeetingForm;
  documents: Language;
  frozenAt: string;
  sealed: Sealed | undefined;
  hash: string;
  verified: Verified | undefined;
  /** What did not work: where it is shown, and why. */
  problem: { at: Place; problems: readonly Problem[] } | undefined;
  busy: boolean;
  offline: boolean;
  unsaved: boolean;
}

/** A part of the page. */
export type Place =
  "files" | "rules" | "figures" | "count" | "tie" | "result" | "documents" | "certify" | "verify";

/** Rules as they are typed. */
export interface RulesForm {
  preset: string;
  title: string;
  test: boolean;
  seatsMin: string;
  seatsMax: string;
  marksMin: string;
  marksMax: string;
  ties: Draft["ties"];
  ballots: Draft["ballots"];
}

/** Nothing yet. */
export function empty(language: Language, presets: Preset[] = []): State {
  return {
    language,
    taken: [],
    said: { choices: {}, decisions: [], lots: [], declines: [], withdrawn: [] },
    presets,
    form: rulesForm(presets[0]),
    readBack: undefined,
    seats: "",
    review: undefined,
    counted: undefined,
    lot: lotForm(""),
    decline: declineForm(),
    beforeDeclines: [],
    stale: undefined,
    figures: figuresForm({}),
    meeting: {},
    documents: language,
    frozenAt: "",
    sealed: undefined,
    hash: "",
    verified: undefined,
    problem: undefined,
    busy: false,
    offline: false,
    unsaved: false,
  };
}

/** The form of a lot that nobody has drawn yet. */
export function lotForm(label: string): LotForm {
  return { label, drawn: [], witnesses: "", seed: "", note: "", computed: false };
}

/** The form of a decline that nobody has made yet. */
export function declineForm(): DeclineForm {
  return { candidate: "", from: "seat", note: "" };
}

/** Figures of the meeting as they are typed: those that are known. */
export function figuresForm({ attendance, spoiled, unreturned, ballots_expected }: Proceedings): FiguresForm {
  const typed = (number: number | undefined) => (number === undefined ? "" : String(number));
  return {
    registered: typed(attendance?.registered),
    present: typed(attendance?.present),
    expected: typed(ballots_expected),
    spoiled: typed(spoiled || undefined),
    unreturned: typed(unreturned || undefined),
  };
}

/** The figures that a form gives; nothing where it does not hold whole numbers. */
export function figuresOf(form: FiguresForm): Figures | undefined {
  if (!Object.values(form).every((text) => /^\s*\d{0,9}\s*$/.test(text))) return undefined;
  const known = (text: string) => (text.trim() === "" ? undefined : Number(text));
  const [registered, present, expected] = [form.registered, form.present, form.expected].map(known);
  return {
    attendance: {
      ...(registered !== undefined && { registered }),
      ...(present !== undefined && { present }),
    },
    spoiled: known(form.spoiled) ?? 0,
    unreturned: known(form.unreturned) ?? 0,
    ...(expected !== undefined && { ballots_expected: expected }),
  };
}

/** The form of the rules, as a preset has them. */
export function rulesForm(preset: Preset | undefined, before?: RulesForm): RulesForm {
  const rules = preset?.rules;
  return {
    preset: preset?.id ?? "",
    title: before?.title ?? "",
    test: before?.test ?? false,
    seatsMin: String(rules?.seats.min ?? ""),
    seatsMax: String(rules?.seats.max ?? ""),
    marksMin: String(rules?.marks.min ?? ""),
    marksMax: String(rules?.marks.max ?? ""),
    ties: rules?.ties.seat ?? "lot_manual",
    ballots: rules?.ballots ?? "linked",
  };
}

/** The rules that a form gives, under an identity; nothing where it does not hold whole numbers. */
export function draftOf(form: RulesForm, id: string): Draft | undefined {
  const [seatsMin, seatsMax, marksMin, marksMax] = [
    whole(form.seatsMin),
    whole(form.seatsMax),
    whole(form.marksMin),
    whole(form.marksMax),
  ];
  if (!seatsMin || !seatsMax || !marksMin || !marksMax) return undefined;
  if (seatsMin > seatsMax || marksMin > marksMax) return undefined;
  const { preset, title, test, ties, ballots } = form;
  return { id, preset, title: title.trim(), test, seatsMin, seatsMax, marksMin, marksMax, ties, ballots };
}

/** A whole number above zero. */
export function whole(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined;
}

/** The language that a visitor's browser asks for. */
export function preferred(asked: readonly string[]): Language {
  return asked.map(languageOf).find((language) => language !== undefined) ?? LANGUAGES[0];
}

/** The meeting as it stands in the form: those who certified a record, then what was typed, then what the files say. */
export function meetingForm({ review, meeting, verified }: State): MeetingForm {
  return { ...formOf(review?.meeting ?? {}), ...meeting, ...formOf(certifiedBy(verified)) };
}

/** Those who stand for a record that was verified. */
export function certifiedBy(verified: Verified | undefined): Meeting {
  const people = Object.entries(verified?.certification ?? {}) as [string, string | string[]][];
  return Object.fromEntries(people.filter(([, names]) => names.length > 0));
}

/** The meeting as the engine takes it: nothing of what was left empty. */
export function meetingOf(state: State): Meeting {
  const meeting: Record<string, string | string[]> = {};
  for (const [field, text] of Object.entries(meetingForm(state))) {
    const lines = linesOf(text);
    if (lines.length === 0) continue;
    meeting[field] = field === "checkers" || field === "tellers" ? lines : lines.join(" ");
  }
  return meeting;
}

/** How a lot was drawn, by the rule that asks for it. */
export function methodOf(rule: string, seed: string): Lot["method"] {
  if (rule === "lot_seeded") return { seeded: { seed } };
  if (rule === "lot_rfc3797") return { rfc3797: { key: seed } };
  return rule === "reballot" ? "reballot" : "manual";
}

/** The lines of a text that say something. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** A meeting as it is typed. */
export function formOf(meeting: Meeting): MeetingForm {
  const entries = Object.entries(meeting as Record<string, string | string[]>);
  return Object.fromEntries(
    entries.map(([field, value]) => [field, Array.isArray(value) ? value.join("\n") : value]),
  );
}
