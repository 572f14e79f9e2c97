// Builds dist/: the package as it is published. The modules and their glue are in pkg/ already (`cargo xtask wasm`).
import { createHash } from "node:crypto";
import { copyFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildApp } from "./app/build.mjs";

const here = (path) => new URL(path, import.meta.url);

await rm(here("dist"), { recursive: true, force: true });
const common = {
  absWorkingDir: fileURLToPath(here(".")),
  bundle: true,
  format: "esm",
  target: "es2022",
  outdir: "dist",
  charset: "utf8",
  legalComments: "none",
  minify: true,
  logLevel: "warning",
};
await build({
  ...common,
  entryPoints: {
    index: "js/index.ts",
    node: "js/node.ts",
    full: "js/full.ts",
    "full-node": "js/full-node.ts",
    readers: "js/readers.ts",
    "readers-node": "js/readers-node.ts",
    reader: "js/reader.ts",
    "reader-node": "js/reader-node.ts",
  },
  splitting: true,
  chunkNames: "shared-[hash]",
  external: ["node:*"],
});
await build({
  ...common,
  entryPoints: {
    presets: "js/presets.ts",
    ballot: "elements/ballot.ts",
    result: "elements/result.ts",
    elements: "elements/elements.ts",
  },
});
await copyFile(here("pkg/engine_bg.wasm"), here("dist/vaali.wasm"));
await copyFile(here("pkg/simd/engine_bg.wasm"), here("dist/vaali-simd.wasm"));
await copyFile(here("pkg/full_bg.wasm"), here("dist/vaali-full.wasm"));
await copyFile(here("pkg/simd/full_bg.wasm"), here("dist/vaali-full-simd.wasm"));

await buildApp();

for (const license of ["../../LICENSE-MIT", "../../LICENSE-APACHE", "THIRD-PARTY-LICENSES.txt"]) {
  for (const folder of ["dist", "dist-app"]) {
    await copyFile(here(license), here(`${folder}/${license.replace("../../", "")}`));
  }
}

// What is published can be compared with a build of one's own: `sha256sum --check SHA256SUMS`.
const compiler = (await readFile(here("pkg/compiler.txt"), "utf8")).trim();
const shipped = (await readdir(here("dist"))).filter((name) => /\.(js|wasm)$/.test(name)).sort();
const sums = [`# The modules were compiled by ${compiler}`];
for (const name of shipped) {
  const hash = createHash("sha256").update(await readFile(here(`dist/${name}`)));
  sums.push(`${hash.digest("hex")}  ${name}`);
}
await writeFile(here("dist/SHA256SUMS"), `${sums.join("\n")}\n`);
console.log(sums.join("\n"));
