// P7 for the modules without vectors, which older browsers get; a module starts once in a process, so this is one of its own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { load as loadEngine } from "vaali";
import { load as loadFull } from "vaali/full";
import { differences } from "./parity.mjs";

const cases = new URL("../../../target/wasm-cases.jsonl", import.meta.url);
const lines = (await readFile(cases, "utf8")).trim().split("\n");

for (const [what, load] of [
  ["vaali", loadEngine],
  ["vaali-full", loadFull],
]) {
  test(`p07 the module ${what} without vectors gives the bytes of the native engine`, async () => {
    const plain = await readFile(new URL(import.meta.resolve(`vaali/${what}.wasm`)));
    const uses = (bytes) => bytes.toString("latin1").includes("simd128");
    assert.ok(!uses(plain));
    assert.ok(uses(await readFile(new URL(import.meta.resolve(`vaali/${what}-simd.wasm`)))));
    assert.equal(lines.length, 1000);
    assert.deepEqual(differences(await load(plain), lines), []);
  });
}
