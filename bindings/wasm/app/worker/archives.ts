/** Several files at once: the election's folder, and the certified one. */
import type { FileSet, OfficeVaali } from "../../js/office.js";
import type { Meeting } from "../../js/types.js";
import type { Download, Sealed } from "../protocol.js";
import type { Ready } from "./bench.js";
import { download } from "./documents.js";

const ZIP = "application/zip";

/** The election as the folder that the command reads, to go on with another day. */
export function folderArchive(vaali: OfficeVaali, files: FileSet, meeting: Meeting): Download {
  const packed = vaali.files(files.names.map((name) => [`election/${name}`, files.get(name) ?? ""]));
  if (Object.keys(meeting).length > 0) packed.put("election/meeting.toml", meetingFile(meeting));
  const bytes = vaali.zip(packed);
  packed.free();
  return download("election.zip", ZIP, bytes);
}

/** `meeting.toml`: a JSON text is a basic string of TOML. */
function meetingFile(meeting: Meeting): string {
  const line = ([field, value]: [string, string | string[]]) => `${field} = ${JSON.stringify(value)}\n`;
  return Object.entries(meeting as Record<string, string | string[]>)
    .map(line)
    .join("");
}

/** Certifies, and packs each half. */
export function certify(
  vaali: OfficeVaali,
  ready: Ready,
  frozenAt: string,
  certifiedAt: string,
  meeting: Meeting,
): Sealed {
  const { chair, secretary, checkers, tellers } = meeting;
  const certification = {
    ...(chair && { chair }),
    ...(secretary && { secretary }),
    ...(checkers && { checkers }),
    ...(tellers && { tellers }),
  };
  const made = vaali.certifyFolder(
    ready.election,
    ready.ballots,
    ready.proceedings,
    { times: { frozen_at: frozenAt, certified_at: certifiedAt }, certification },
    meeting,
  );
  ready.record = made.record;
  const half = (name: "public" | "sealed", files: FileSet) => {
    const packed = vaali.files(files.names.map((file) => [`${name}/${file}`, files.get(file) ?? ""]));
    const bytes = vaali.zip(packed);
    packed.free();
    files.free();
    return download(`${name}.zip`, ZIP, bytes);
  };
  return {
    seal: made.seal,
    listHash: made.listHash,
    public: half("public", made.public),
    ...(made.sealed && { sealed: half("sealed", made.sealed) }),
  };
}
