/** Which of the files are those of the election's folder, and which of them say the same twice. */
import type { OfficeVaali } from "../../js/office.js";
import type { FileFinding } from "../../js/types.js";
import type { Choice, Kind } from "../protocol.js";
import type { Held } from "./shelf.js";

/** The kinds that lie in the folder of an election, and under which name. */
export const IN_FOLDER: Partial<Record<Kind, string>> = {
  election: "election.toml",
  definition: "definition.json",
  candidates: "candidates.csv",
  roll: "roll.csv",
  ballots: "ballots.csv",
  roll_marks: "voted.csv",
  proceedings: "proceedings.toml",
  meeting: "meeting.toml",
  freeze: "frozen.toml",
  decisions: "decisions.csv",
};

/** The kinds that hold the rules. */
export const RULES: readonly Kind[] = ["election", "definition"];

/** The kinds of published data. */
export const DATA: readonly Kind[] = ["pabulib", "data_set"];

/** The folder in which a file lies. */
const folderOf = (name: string): string => name.slice(0, name.lastIndexOf("/") + 1);

/** What each file is: as a person says, else as it was recognised. What was certified is no file of the election that it lies with. */
export function kindsOf(held: readonly Held[], choices: Readonly<Record<string, Choice>>): Map<string, Kind> {
  const kinds = new Map(held.map(({ id, recognised }) => [id, choices[id]?.kind ?? recognised]));
  if (!held.some(({ id }) => RULES.includes(kinds.get(id) as Kind))) return kinds;
  const listed = isListed(held, kinds);
  for (const { id, name } of held) {
    if (listed(name) && choices[id]?.kind === undefined) kinds.set(id, "unknown");
  }
  return kinds;
}

/** Whether a file lies in a certified folder: beside a list of files. */
export function isListed(held: readonly Held[], kinds: ReadonlyMap<string, Kind>): (name: string) => boolean {
  const lists = held.filter(({ id }) => kinds.get(id) === "hash_list");
  const folders = new Set(lists.map(({ name }) => folderOf(name)));
  return (name) => folders.has(folderOf(name));
}

/** What of several files of a kind only one can be read: which was meant nobody can know. */
export function doubled(
  vaali: OfficeVaali,
  held: readonly Held[],
  kinds: ReadonlyMap<string, Kind>,
): FileFinding[] {
  const first = new Map<string, string>();
  return held.flatMap(({ id, name }) => {
    const kind = kinds.get(id) ?? "unknown";
    const only = RULES.includes(kind) ? "rules" : DATA.includes(kind) ? "data" : onlyOne(kind);
    if (only === undefined) return [];
    const other = first.get(only);
    if (other === undefined) {
      first.set(only, name);
      return [];
    }
    const problem = {
      severity: "error" as const,
      code: "W22",
      message: `\`${other}\` holds the same, and only one of the two can be read`,
      fix: "remove one of the two, or say that it is not used",
    };
    const said = vaali.inLanguages({ ...problem, path: "" });
    return [{ ...problem, file: name, row: null, column: null, values: {}, said }];
  });
}

function onlyOne(kind: Kind): string | undefined {
  return IN_FOLDER[kind] ?? (kind === "record" || kind === "sealed_ballots" ? kind : undefined);
}

/** The file of the meeting that is nearest to a record: beside it, else in a folder around it. */
export function meetingBeside(held: readonly Held[], kinds: ReadonlyMap<string, Kind>): Held | undefined {
  const of = (kind: Kind) => held.filter(({ id }) => kinds.get(id) === kind);
  const folder = folderOf(of("record")[0]?.name ?? "");
  const near = ({ name }: Held) => (folder.startsWith(folderOf(name)) ? folderOf(name).length : -1);
  return of("meeting").sort((one, other) => near(other) - near(one))[0];
}
