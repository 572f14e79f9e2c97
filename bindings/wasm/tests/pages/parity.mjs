import { load as loadFull } from "/dist/full.js";
import { load } from "/dist/index.js";
import { differences } from "/tests/parity.mjs";

const lines = (await (await fetch("/cases.jsonl")).text()).trim().split("\n");
// A module starts once in a page: the one without vectors has a page of its own.
const plain = location.search === "?plain" ? "/dist/vaali-full.wasm" : undefined;
const [engine, full] = [await load(), await loadFull(plain)];
globalThis.differing = { engine: differences(engine, lines), full: differences(full, lines) };
