// Runs every test of the package, file after file: two browsers at once would only slow each other.
import { readdir } from "node:fs/promises";
import { spawnSync } from "node:child_process";

const here = new URL(".", import.meta.url);
const files = (await readdir(here)).filter((name) => name.endsWith(".test.mjs")).sort();
const only = process.argv.slice(2);
const chosen = files.filter((name) => only.length === 0 || only.some((word) => name.startsWith(word)));
if (chosen.length === 0) {
  console.error(`no test file begins with ${only.join(" or ")}`);
  process.exit(2);
}
const paths = chosen.map((name) => new URL(name, here).pathname);
// A test that fails leaves its browser open: its file must end all the same, and so must one that waits for ever.
const options = ["--test", "--test-concurrency=1", "--test-force-exit", "--test-timeout=600000"];
const { status } = spawnSync(process.execPath, [...options, ...paths], { stdio: "inherit" });
process.exit(status ?? 1);
