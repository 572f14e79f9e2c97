/** The invented election of `examples/founding-2020-tie`, to try the page. */
import ballots from "../../../examples/founding-2020-tie/ballots.csv";
import candidates from "../../../examples/founding-2020-tie/candidates.csv";
import election from "../../../examples/founding-2020-tie/election.toml";
import freeze from "../../../examples/founding-2020-tie/frozen.toml";
import proceedings from "../../../examples/founding-2020-tie/proceedings.toml";
import roll from "../../../examples/founding-2020-tie/roll.csv";
import type { Named } from "./files.js";

/** Its files, as if they were dropped. */
export function sample(): Named[] {
  const files = {
    "election.toml": election,
    "candidates.csv": candidates,
    "roll.csv": roll,
    "ballots.csv": ballots,
    "proceedings.toml": proceedings,
    "frozen.toml": freeze,
  };
  return Object.entries(files).map(([name, text]) => ({ name, file: new File([text], name) }));
}
