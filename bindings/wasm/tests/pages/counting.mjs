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

const worker = new Worker("/tests/pages/worker.mjs", { type: "module" });
const asked = new Promise((done) => worker.addEventListener("message", ({ data }) => done(data)));
worker.postMessage({ definition, ballots });

const bytes = await (await fetch("/dist/vaali.wasm")).arrayBuffer();
const other = await (await import("/dist/index.js?again")).load(bytes);
const same = other.parse(definition);
globalThis.counted = { here, worker: await asked, refused, again: same.countText(same.cast(ballots)) };
