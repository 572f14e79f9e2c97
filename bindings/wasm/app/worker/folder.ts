/** Which of the files are those of the election's folder, and which lie beside a record. */
import type { Choice, Kind } from "../protocol.js";
import type { Held } from "./shelf.js";

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

/** The file of the meeting that is nearest to a record: beside it, else in a folder around it. */
export function meetingBeside(held: readonly Held[], kinds: ReadonlyMap<string, Kind>): Held | undefined {
  const of = (kind: Kind) => held.filter(({ id }) => kinds.get(id) === kind);
  const folder = folderOf(of("record")[0]?.name ?? "");
  const near = ({ name }: Held) => (folder.startsWith(folderOf(name)) ? folderOf(name).length : -1);
  return of("meeting").sort((one, other) => near(other) - near(one))[0];
}
