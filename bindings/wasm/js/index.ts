/**
 * The engine in browsers and workers.
 *
 * Nothing happens at import: `load` fetches the module, from beside this file unless told otherwise.
 */
import * as glue from "../pkg/engine.js";
import { start } from "./glue.js";
import { SIMD } from "./simd.js";
import type { ModuleSource } from "./source.js";
import { Vaali } from "./vaali.js";

export { VaaliError } from "./errors.js";
export type { ModuleSource } from "./source.js";
export type * from "./types.js";
export { Ballots, Election, type Json, type Positions, Vaali } from "./vaali.js";

/** Loads the engine. `source` says where the module is, when it is not beside this file. */
export async function load(source?: ModuleSource | Promise<ModuleSource>): Promise<Vaali> {
  await start(
    glue,
    source ??
      (WebAssembly.validate(SIMD)
        ? new URL("./vaali-simd.wasm", import.meta.url)
        : new URL("./vaali.wasm", import.meta.url)),
  );
  return new Vaali(glue);
}
