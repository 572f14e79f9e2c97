/** A record, or a certified folder, checked. */
import { ownProblem } from "../../js/errors.js";
import type { CertifiedRecord, OfficeVaali } from "../../js/office.js";
import type { CountResult, Definition } from "../../js/types.js";
import type { Kind, SaidReport, Verified } from "../protocol.js";
import type { Held } from "./shelf.js";

/** Checks everything that can be checked with the files at hand. */
export function verify(
  vaali: OfficeVaali,
  held: readonly Held[],
  kinds: ReadonlyMap<string, Kind>,
  hash: string,
): Omit<Verified, "sound"> & { certified?: CertifiedRecord } {
  const of = (kind: Kind) => held.find(({ id }) => kinds.get(id) === kind);
  const [record, sealed, list] = [of("record"), of("sealed_ballots"), of("hash_list")];
  // What the minutes shall say is not certified; only inside the certified folder it would be in the way.
  const ofRecord = held.filter(({ id, name }) => kinds.get(id) !== "meeting" || name.includes("/"));
  const published = hash.trim() === "" ? undefined : hash;
  if (!record && !list) {
    throw ownProblem(
      "W20",
      "there is no record to verify",
      "add the file record.json, or the folder `public`",
    );
  }
  const parted = record !== undefined && /(^|\/)public\/[^/]+$/.test(record.name);
  // The module of this page says each check in words too.
  const report = (
    list && (parted || !sealed)
      ? verifyFolder(vaali, ofRecord, record ?? list, published)
      : vaali.verify(record?.bytes ?? new Uint8Array(), sealed?.bytes, published)
  ) as SaidReport;
  const told = { report, hasBallots: sealed !== undefined, ...content(record) };
  // Nothing is reported of a record with which anything is wrong.
  if (!record || report.checks.some(({ status }) => status === "failed")) return told;
  const certified = vaali.certifiedRecord(record.bytes);
  return { ...told, certified, certification: certified.certification() };
}

function verifyFolder(vaali: OfficeVaali, held: readonly Held[], anchor: Held, hash?: string) {
  // `a/certified/public/record.json` lies in `a/certified/`, and `record.json` alone in no folder.
  const root = anchor.name.replace(/(public\/)?[^/]*$/, "");
  const inside = held.filter(({ name }) => name.startsWith(root));
  const files = vaali.files(inside.map(({ name, bytes }) => [name.slice(root.length), bytes]));
  try {
    return vaali.verifyFolder(files, hash);
  } finally {
    files.free();
  }
}

/** What the record says it is about; nothing where it cannot be read, which the checks explain. */
function content(record: Held | undefined): Pick<Verified, "test"> & Partial<Verified> {
  try {
    const text = new TextDecoder().decode(record?.bytes);
    const { definition, result } = JSON.parse(text) as { definition: Definition; result: CountResult };
    const { title, test } = definition;
    return { title, test: test ?? false, definition, outcome: { outcome: "complete", result } };
  } catch {
    return { test: false };
  }
}
