import { load } from "/dist/index.js";

addEventListener("message", async ({ data: { definition, ballots, source } }) => {
  const vaali = await load(source);
  const election = vaali.parse(definition);
  postMessage(election.countText(election.cast(ballots)));
});
