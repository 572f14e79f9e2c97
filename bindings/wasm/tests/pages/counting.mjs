import { load, VaaliError } from "/dist/index.js";

const [definition, ballots] = await Promise.all(
  ["/election.json", "/ballots.json"].map(async (path) => (await fetch(path)).json()),
);
const vaali = await load();
const election = vaali.parse(definition);
const here = election.countText(election.cast(ballots));

let refused;
try {
  vaali.parse({ ...definition, rules: {} });
} catch (error) {
  if (error instanceof VaaliError) refused = error.toJSON();
}

/** What a worker counts that loads the engine from a source of its own. */
function counted(source) {
  const worker = new Worker("/tests/pages/worker.mjs", { type: "module" });
  worker.postMessage({ definition, ballots, source });
  return new Promise((done) => worker.addEventListener("message", ({ data }) => done(data)));
}

const bytes = await (await fetch("/dist/vaali.wasm")).arrayBuffer();
globalThis.counted = {
  here,
  refused,
  worker: await counted("/dist/vaali.wasm"),
  again: await counted(bytes),
};
