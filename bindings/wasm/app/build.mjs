// Builds dist-app/: the counting page, one folder for any static host. The module and its glue are in pkg/ already (`cargo xtask wasm`).
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => new URL(path, import.meta.url);
const out = (name) => here(`../dist-app/${name}`);

export async function buildApp() {
  await rm(out(""), { recursive: true, force: true });
  await mkdir(out(""), { recursive: true });
  const common = {
    absWorkingDir: fileURLToPath(here("..")),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    outdir: "dist-app",
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    loader: { ".csv": "text", ".toml": "text" },
  };
  const entryPoints = [
    { in: "app/main.ts", out: "app" },
    { in: "app/style/app.css", out: "app" },
    { in: "app/worker/main.ts", out: "worker" },
    { in: "app/worker/reader.ts", out: "reader" },
  ];
  await build({ ...common, entryPoints });
  for (const name of ["index.html", "icon.svg", "manifest.webmanifest"]) {
    await copyFile(here(name), out(name));
  }
  await copyFile(here("../pkg/office_bg.wasm"), out("vaali.wasm"));

  // What is kept on the device is known by its content: another byte is another version.
  const names = (await readdir(out(""))).sort();
  const hash = createHash("sha256");
  for (const name of names) hash.update(name).update(await readFile(out(name)));
  const files = names.map((name) => (name === "index.html" ? "./" : `./${name}`));
  await build({
    ...common,
    format: "iife",
    entryPoints: { "service-worker": "app/service-worker/main.ts" },
    define: {
      FILES: JSON.stringify(files),
      VERSION: JSON.stringify(hash.digest("hex").slice(0, 16)),
    },
  });
}
