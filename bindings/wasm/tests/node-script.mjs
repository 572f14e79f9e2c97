import { load } from "vaali";
import { ballots, definition } from "./sample.mjs";

const vaali = await load();
const election = vaali.parse(definition());
const outcome = election.count(election.cast(ballots()));
const chair = outcome.result.offices[0].holder;
console.log(outcome.result.candidates.find(({ id }) => id === chair).name);
