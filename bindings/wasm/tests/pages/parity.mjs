import { load as loadFull } from "/dist/full.js";
import { load } from "/dist/index.js";
import { differences } from "/tests/parity.mjs";

const lines = (await (await fetch("/cases.jsonl")).text()).trim().split("\n");
// A module starts once in a page: those without vectors have a page of their own.
const plain = location.search === "?plain";
const engine = await load(plain ? "/dist/vaali.wasm" : undefined);
const full = await loadFull(plain ? "/dist/vaali-full.wasm" : undefined);
globalThis.differing = { engine: differences(engine, lines), full: differences(full, lines) };
