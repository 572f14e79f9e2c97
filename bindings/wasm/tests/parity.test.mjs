// P7: the same bytes as the engine gives natively, for the corpus and a thousand random elections, in Node and in Chromium.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { load } from "vaali";
import { load as loadFull } from "vaali/full";
import { browse } from "./chromium.mjs";
import { open } from "./page.mjs";
import { differences } from "./parity.mjs";
import { serve, STRICT } from "./server.mjs";

/** The codes of the errors of a count, by the names that the corpus has. */
const CODES = { overflow: "C02", stale_lot: "C04", invalid_lot: "C05" };

const root = new URL("../../../", import.meta.url);
const lines = (await readFile(new URL("target/wasm-cases.jsonl", root), "utf8")).trim().split("\n");

test("there are a thousand random elections, with ties, errors and results among them", () => {
  assert.equal(lines.length, 1000);
  const cases = lines.map((line) => JSON.parse(line));
  assert.ok(cases.some(({ outcome }) => outcome?.includes('"outcome":"complete"')));
  assert.ok(cases.some(({ outcome }) => outcome?.includes('"outcome":"lot_needed"')));
  assert.ok(cases.some(({ error }) => error !== null));
});

for (const [name, start] of [
  ["engine", load],
  ["full", loadFull],
]) {
  test(`p07 the module ${name} gives the bytes of the native engine in Node`, async () => {
    assert.deepEqual(differences(await start(), lines), []);
  });
}

test("p07 the corpus gives in JavaScript what it gives in Rust", async () => {
  const vaali = await load();
  const corpus = new URL("tests/corpus/", root);
  let compared = 0;
  for (const file of (await readdir(corpus)).filter((name) => name.endsWith(".json"))) {
    const kase = JSON.parse(await readFile(new URL(file, corpus), "utf8"));
    const { expected } = kase;
    const election = vaali.parse(kase.definition);
    const cast = election.cast(kase.ballots, kase.roll_marks);
    if (expected.outcome === undefined) {
      const refused = (error) => error.code === CODES[expected.error];
      assert.throws(() => election.count(cast, kase.proceedings), refused, file);
    } else {
      const outcome = election.count(cast, kase.proceedings);
      // The version of the engine says nothing of the count, and the corpus leaves it out.
      delete (outcome.result ?? outcome.partial).engine;
      assert.deepEqual(outcome, expected, file);
    }
    compared++;
  }
  assert.ok(compared >= 60, `only ${compared} cases`);
});

for (const [what, query, ...modules] of [
  ["with vectors", "", "vaali-full-simd.wasm", "vaali-simd.wasm"],
  ["without vectors", "?plain", "vaali-full.wasm", "vaali.wasm"],
]) {
  test(`p07 ${what}, the modules give the bytes of the native engine in Chromium, under a strict policy`, async () => {
    const page_text =
      '<!doctype html><html lang="en"><title>parity</title><script type="module" src="/tests/pages/parity.mjs"></script></html>';
    const server = await serve(
      { "/": page_text, "/cases.jsonl": lines.join("\n") },
      { "content-security-policy": STRICT },
    );
    const { context, close } = await browse();
    try {
      const { page, problems } = await open(context, `${server.url}/${query}`);
      await page.waitForFunction(() => "differing" in globalThis, null, { timeout: 120_000 });
      assert.deepEqual(await page.evaluate(() => globalThis.differing), { engine: [], full: [] });
      const loaded = server.requests.filter((request) => request.endsWith(".wasm")).sort();
      assert.deepEqual(
        loaded,
        modules.map((module) => `GET /dist/${module}`),
      );
      assert.deepEqual(problems, []);
    } finally {
      await close();
      await server.close();
    }
  });
}
