/** The engine with records and files, in browsers and workers. */
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
      (WebAssembly.validate(SIMD)
        ? new URL("./vaali-full-simd.wasm", import.meta.url)
        : new URL("./vaali-full.wasm", import.meta.url)),
  );
  return new FullVaali(glue);
}
