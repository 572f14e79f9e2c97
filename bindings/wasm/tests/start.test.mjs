// Starting the engine, in a process of its own: a module that is none, then one that runs out of memory.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { load, VaaliError } from "vaali";
import { limited } from "./memory.mjs";
import { ballots, definition } from "./sample.mjs";

const refused = (call) => {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof VaaliError, String(error));
    return error;
  }
  return assert.fail("nothing was refused");
};

test("a module that is none is an error with its reason", async () => {
  await assert.rejects(load(new Uint8Array([1, 2, 3])), (error) => error.problems[0].code === "W05");
});

test("an engine without memory is an error, and the next call works", async () => {
  const module = await readFile(new URL(import.meta.resolve("vaali/vaali.wasm")));
  const small = await load(limited(module, 64));
  const election = small.parse(definition());
  const cast = election.cast(ballots());
  const before = election.countText(cast);
  const huge = { marks: new Uint32Array(8_000_000), ends: new Uint32Array(1_000_000) };
  const error = refused(() => election.castPositions(huge));
  assert.equal(error.code, "W01");
  assert.match(error.message, /started anew/);
  assert.equal(refused(() => election.count(cast)).code, "W02");
  const again = small.parse(definition());
  assert.equal(again.countText(again.cast(ballots())), before);
});
