/** What `vaali/full` exports beside `load`: the same wherever the module comes from. */
export { VaaliError } from "./errors.js";
export { type Bytes, FileSet } from "./file-set.js";
export {
  type Certified,
  type CertifiedFiles,
  FullVaali,
  type Language,
  type OpenedDataSet,
  type OpenedFolder,
} from "./full-vaali.js";
export type { ModuleSource } from "./source.js";
export type * from "./types.js";
export { Ballots, Election, type Json, type Positions, Vaali } from "./vaali.js";
