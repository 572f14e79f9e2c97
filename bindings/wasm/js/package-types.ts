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
