/** The engine with records and files in Node: as `full`, but the module is read from the disk. */
import { readFile } from "node:fs/promises";
import * as glue from "../pkg/full.js";
import { FullVaali } from "./full-vaali.js";
import { start } from "./glue.js";
import { SIMD } from "./simd.js";
import type { ModuleSource } from "./source.js";

export * from "./full-exports.js";

/** Loads the engine with records and files. `source` says where the module is, when it is not beside this file. */
export async function load(source?: ModuleSource | Promise<ModuleSource>): Promise<FullVaali> {
  await start(
    glue,
    source ??
      (await readFile(
        new URL(WebAssembly.validate(SIMD) ? "./vaali-full-simd.wasm" : "./vaali-full.wasm", import.meta.url),
      )),
  );
  return new FullVaali(glue);
}
