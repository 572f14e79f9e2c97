/** What the worker can be asked, by what it holds: the files, and the election that they give. */
import type { OfficeVaali } from "../../js/office.js";
import { presets } from "../../js/presets.js";
import type { Readers } from "../../js/readers.js";
import type { Desk, Progress } from "../protocol.js";
import { certify, folderArchive } from "./archives.js";
import { Bench } from "./bench.js";
import { chart, download, minutes, news, page, table } from "./documents.js";
import { count } from "./counting.js";
import { readBack } from "./rules.js";
import { Shelf } from "./shelf.js";
import { verify } from "./verifying.js";

/** The desk of one worker. */
export function makeDesk(vaali: OfficeVaali, readers: Readers, progress: (progress: Progress) => void): Desk {
  const shelf = new Shelf(vaali, readers, progress);
  const bench = new Bench(vaali, readers, shelf);
  vaali.watch((done, total, rows) => progress({ what: "ballots", done, total, rows }));
  return {
    presets: () => [...presets],
    add: (id, name, file) => shelf.add(id, name, file),
    remove: (id) => void shelf.held.delete(id),
    review: (said) => bench.review(said),
    readBack: (draft) => readBack(vaali, draft),
    count: () => count(vaali, bench.election),
    draw: ({ request, method }) => vaali.lot(request, method),
    minutes: (format, language, meeting) => minutes(bench.writer, format, language, meeting),
    page: (language) => page(bench.writer, language),
    chart: (language) => chart(bench.writer, language),
    news: (language) => news(bench.writer, language),
    table: (language) => table(bench.writer, language),
    folder: (meeting) => folderArchive(vaali, bench.files, meeting),
    definition: () => download("definition.json", "application/json", bench.definition),
    freeze: (at) => bench.freeze(at),
    certify: (frozenAt, certifiedAt, meeting) =>
      certify(vaali, bench.election, frozenAt, certifiedAt, meeting),
    verify: (hash) => {
      const verified = verify(vaali, [...shelf.held.values()], bench.kinds, hash);
      bench.report(verified.certified);
      const { certified, ...told } = verified;
      return { ...told, sound: certified !== undefined };
    },
  };
}
