/** Documents of a counted election. */
import type { OfficeVaali } from "../../js/office.js";
import type { Meeting, MinutesOrder } from "../../js/types.js";
import type { Language } from "../../elements/language.js";
import type { Download, Format } from "../protocol.js";
import type { Ready } from "./bench.js";

const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html",
  md: "text/markdown",
} as const;

/** A file of text, or of bytes. */
export function download(name: string, type: string, content: string | Uint8Array): Download {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { name, type, bytes: bytes as Uint8Array<ArrayBuffer> };
}

/** The minutes. */
export function minutes(
  vaali: OfficeVaali,
  { election, ballots, proceedings, frozenAt, record }: Ready,
  format: Format,
  language: Language,
  meeting: Meeting,
): Download {
  const order: MinutesOrder = { language, meeting };
  if (record) order.record = record;
  else if (frozenAt) order.frozen_at = frozenAt;
  const name = `minutes.${language}.${format}`;
  if (format === "docx") {
    return download(name, TYPES.docx, vaali.minutesDocx(election, ballots, proceedings, order));
  }
  order.format = format === "html" ? "html" : "markdown";
  return download(name, TYPES[format], vaali.minutes(election, ballots, proceedings, order));
}

/** The result as a page. */
export function page(
  vaali: OfficeVaali,
  { election, ballots, proceedings, record }: Ready,
  language: Language,
): Download {
  const order = record ? { language, record } : { language };
  const text = vaali.page(election, ballots, proceedings, order);
  return download(`result.${language}.html`, TYPES.html, text);
}

/** The votes as a chart. */
export function chart(vaali: OfficeVaali, ready: Ready, language: Language): Download {
  const text = vaali.chart(ready.election, ready.ballots, ready.proceedings, language);
  return download(`chart.${language}.svg`, "image/svg+xml", text);
}

/** The result as a table. */
export function table(vaali: OfficeVaali, ready: Ready, language: Language): Download {
  const text = vaali.resultCsv(ready.election, ready.ballots, ready.proceedings, language);
  return download(`result.${language}.csv`, "text/csv", text);
}
