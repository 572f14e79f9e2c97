import { load } from "/dist/index.js";

addEventListener("message", async ({ data: { definition, ballots } }) => {
  const vaali = await load("/dist/vaali.wasm");
  const election = vaali.parse(definition);
  postMessage(election.countText(election.cast(ballots)));
});
