// Written by the tests of the crate `vaali-wasm` (VAALI_BLESS=1 writes it anew). Not to be edited.
import type { Certification, Proceedings, Times } from "./engine-types.js";

/**
 * Who stands for the record, and when.
 */
export type CertifyOrder = { 
/**
 * When the definition was frozen and the result certified.
 */
times: Times, 
/**
 * Who stands for it.
 */
certification?: Certification, };

/**
 * What a data set says of itself.
 */
export type DataSetReport = { 
/**
 * What was odd.
 */
findings: Array<FileFinding>, 
/**
 * For each candidate the votes that the file publishes; the count must give the same.
 */
published: Array<Published>, };

/**
 * Which number of a date is the day.
 */
export type Dates = "day_first" | "month_first";

/**
 * What was decided about a row.
 */
export type DecisionOrder = { 
/**
 * The file.
 */
file: string, 
/**
 * Its row.
 */
row: number, 
/**
 * The id that stands there.
 */
id: string, 
/**
 * The name that stands there.
 */
name: string, 
/**
 * `keep`, `drop`, or `same as` and the id of the row that is kept.
 */
decision: string, };

/**
 * What was found in a file, and where.
 */
export type FileFinding = { 
/**
 * How grave it is.
 */
severity: "error" | "warning" | "note", 
/**
 * A stable code, such as `F08` or `B10`.
 */
code: string, 
/**
 * The name of the file.
 */
file: string, 
/**
 * The row as a person counts it, from 1.
 */
row: number | null, 
/**
 * The column by its header.
 */
column: string | null, 
/**
 * What, in English.
 */
message: string, 
/**
 * What to do about it, in English.
 */
fix: string, 
/**
 * What it is about, by name: other languages are made from the code and these.
 */
values: { [name: string]: string | number | string[] }, 
/**
 * The same in Finnish and Swedish; only in the module of the counting page.
 */
said?: { [language: string]: { language: string, message: string, fix: string } }, };

/**
 * For what the columns of a file were taken.
 */
export type FileMapping = { 
/**
 * The file.
 */
file: string, 
/**
 * The form tool that wrote it, for people.
 */
tool?: string, 
/**
 * Each column: its header, and what it was taken for; nothing where it is not read.
 */
columns: Array<[string, string | null]>, };

/**
 * What was read of the files of an election.
 */
export type FolderReport = { 
/**
 * Everything found, errors first; with an error there is no election.
 */
findings: Array<FileFinding>, 
/**
 * What happened at the meeting.
 */
proceedings: Proceedings, 
/**
 * The meeting, for minutes.
 */
meeting: Meeting, 
/**
 * When the rules were frozen, where that was noted and nothing changed since.
 */
frozen_at?: string, };

/**
 * What a person knows better than the recognition.
 */
export type FormOptions = { 
/**
 * The column that names the voter.
 */
voter?: string, 
/**
 * The column that says when the ballot was cast.
 */
time?: string, 
/**
 * The column that holds all marks.
 */
marks?: string, 
/**
 * What joins the marks of a cell.
 */
separator?: string, };

/**
 * What to import, and what a person knows better than the recognition.
 */
export type ImportOrder = { 
/**
 * The lists.
 */
lists: Array<ListOrder>, 
/**
 * What was decided about entries that may be the same.
 */
decisions?: Array<DecisionOrder>, };

/**
 * What an import tells.
 */
export type ImportReport = { 
/**
 * Why nothing was made; nothing where all was.
 */
refused?: "files" | "undecided" | "not_yet" | "voted_is_no_list" | "voted_twice" | "no_list" | "doubled", 
/**
 * Everything found, errors first.
 */
findings: Array<FileFinding>, 
/**
 * For what each column was taken.
 */
mappings: Array<FileMapping>, 
/**
 * Entries that may be the same.
 */
groups: Array<SameGroup>, 
/**
 * The files made, with their rows.
 */
written: Array<[string, number]>, };

/**
 * What a list is.
 */
export type ListKind = "roll_list" | "nominations" | "ballot_form" | "voted_list";

/**
 * A list to import.
 */
export type ListOrder = { 
/**
 * Its name among the files given.
 */
name: string, 
/**
 * What it is.
 */
kind: ListKind, 
/**
 * The sheet of a workbook that has several.
 */
sheet?: string, 
/**
 * The header of a column by what it means; `null` where the file has no such column.
 */
columns?: Record<string, string | null>, 
/**
 * Which number of a date such as `3/5/2026` is the day, where no date of the file tells.
 */
dates?: Dates, };

/**
 * The meeting at which an election was held, for the types alone: only names, never addresses.
 */
export type Meeting = { 
/**
 * The body that met, such as `Spring meeting of Example ry`.
 */
body?: string, 
/**
 * Where it met.
 */
place?: string, 
/**
 * When it decided, such as `2030-04-15`.
 */
date?: string, 
/**
 * The number of the matter on the agenda.
 */
section?: string, 
/**
 * Chair of the meeting.
 */
chair?: string, 
/**
 * Secretary of the meeting.
 */
secretary?: string, 
/**
 * Those who check the minutes.
 */
checkers?: Array<string>, 
/**
 * Those who counted.
 */
tellers?: Array<string>, 
/**
 * Anything else that the minutes shall say.
 */
remark?: string, };

/**
 * What a file says of the meeting beside a record.
 */
export type MeetingReport = { 
/**
 * Everything found; with an error there is no meeting.
 */
findings: Array<FileFinding>, 
/**
 * The meeting, for minutes.
 */
meeting: Meeting, };

/**
 * How minutes are written.
 */
export type MinutesFormat = "html" | "markdown";

/**
 * What minutes say beside the result.
 */
export type MinutesOrder = { 
/**
 * The language. Default Finnish.
 */
language?: "fi" | "sv" | "en", 
/**
 * The form. Default `html`.
 */
format?: MinutesFormat, 
/**
 * The meeting; what is not said becomes a line to fill in by pen.
 */
meeting?: Meeting, 
/**
 * The text of the certified record, if there is one: its times, its seal and those who stand for it.
 */
record?: string, 
/**
 * When the rules were frozen, where no record says it.
 */
frozen_at?: string, };

/**
 * What a page says beside the result.
 */
export type PageOrder = { 
/**
 * The language. Default Finnish.
 */
language?: "fi" | "sv" | "en", 
/**
 * The same page in other languages: each language with a link relative to this page.
 */
others?: Array<["fi" | "sv" | "en", string]>, 
/**
 * The text of the certified record; a page without it says that it is preliminary.
 */
record?: string, };

/**
 * One problem: what, where, and the way out.
 */
export type Problem = { 
/**
 * How grave it is.
 */
severity: "error" | "warning" | "note", 
/**
 * A stable code, such as `D41`; those of this package alone begin with `W`.
 */
code: string, 
/**
 * Where: a path such as `rules.seats.min`, or `roll.csv:7:name` in a file; empty for the whole.
 */
path: string, 
/**
 * What, in English; other languages are made from the code.
 */
message: string, 
/**
 * What to do about it, in English.
 */
fix: string, 
/**
 * The same in Finnish and Swedish; only in the module of the counting page.
 */
said?: { [language: string]: { language: string, message: string, fix: string } }, };

/**
 * The votes that a file publishes for a candidate.
 */
export type Published = { 
/**
 * The candidate.
 */
candidate: string, 
/**
 * The votes, where the file says them.
 */
votes: number | null, };

/**
 * What a file is, and what its columns may mean.
 */
export type Recognised = { 
/**
 * What it is.
 */
kind: "election" | "candidates" | "roll" | "ballots" | "roll_marks" | "proceedings" | "meeting" | "freeze" | "decisions" | "roll_list" | "nominations" | "ballot_form" | "voted_list" | "pabulib" | "data_set" | "record" | "sealed_ballots" | "hash_list" | "definition" | "archive" | "unknown", 
/**
 * The header of a table that is to be imported; nothing for any other file.
 */
header: Array<string>, 
/**
 * For each kind of list what its columns may mean.
 */
columns: { [key in string]: Array<string> }, };

/**
 * A check in words.
 */
export type SaidCheck = { 
/**
 * What it proves.
 */
proves: string, 
/**
 * Why it was not made; empty where it was.
 */
needs: string, 
/**
 * What it found, up to the first ten: one changed digit can contradict every place after it.
 */
findings: Array<string>, };

/**
 * An entry of a list.
 */
export type SameEntry = { 
/**
 * The file.
 */
file: string, 
/**
 * Its row.
 */
row: number, 
/**
 * The id.
 */
id: string, 
/**
 * The name.
 */
name: string, 
/**
 * The municipality.
 */
municipality?: string, };

/**
 * Entries that may be the same.
 */
export type SameGroup = { 
/**
 * What is alike.
 */
why: string, 
/**
 * The entries, side by side.
 */
entries: Array<SameEntry>, };
