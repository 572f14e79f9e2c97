import { load as loadFull } from "/dist/full.js";
import { load } from "/dist/index.js";
import { differences } from "/tests/parity.mjs";

const lines = (await (await fetch("/cases.jsonl")).text()).trim().split("\n");
const [engine, full] = [await load(), await loadFull()];
globalThis.differing = { engine: differences(engine, lines), full: differences(full, lines) };
