// Builds dist/: the package as it is published. The modules and their glue are in pkg/ already (`cargo xtask wasm`).
import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, rm } from "node:fs/promises";
import { constants, brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { buildApp } from "./app/build.mjs";

const here = (path) => new URL(path, import.meta.url);

await rm(here("dist"), { recursive: true, force: true });
const common = {
  absWorkingDir: new URL(".", import.meta.url).pathname,
  bundle: true,
  format: "esm",
  target: "es2022",
  outdir: "dist",
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};
await build({
  ...common,
  entryPoints: {
    index: "js/index.ts",
    node: "js/node.ts",
    full: "js/full.ts",
    "full-node": "js/full-node.ts",
  },
  splitting: true,
  chunkNames: "shared-[hash]",
  external: ["node:*"],
});
await build({
  ...common,
  minify: true,
  entryPoints: {
    ballot: "elements/ballot.ts",
    result: "elements/result.ts",
    elements: "elements/elements.ts",
  },
});
await copyFile(here("pkg/engine_bg.wasm"), here("dist/vaali.wasm"));
await copyFile(here("pkg/full_bg.wasm"), here("dist/vaali-full.wasm"));
await copyFile(here("pkg/simd/full_bg.wasm"), here("dist/vaali-full-simd.wasm"));

await buildApp();

const shipped = (await readdir(here("dist"))).filter((name) => /\.(js|wasm)$/.test(name));
for (const name of shipped.sort()) {
  const bytes = await readFile(here(`dist/${name}`));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const packed = brotliCompressSync(bytes, { params }).length;
  const hash = createHash("sha256").update(bytes).digest("hex");
  console.log(
    `${name.padEnd(24)} ${String(bytes.length).padStart(9)} ${String(packed).padStart(8)} br  ${hash}`,
  );
}
