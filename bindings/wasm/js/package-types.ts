// Written by the tests of the crate `vaali-wasm` (VAALI_BLESS=1 writes it anew). Not to be edited.
import type { Certification, Times } from "./engine-types.js";

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
record?: string, };

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
fix: string, };
