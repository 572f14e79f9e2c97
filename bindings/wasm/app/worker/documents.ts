/** Documents of a result: of an election that was counted here, or of a record that was verified. */
import type { CertifiedRecord, OfficeVaali } from "../../js/office.js";
import type { Meeting, MinutesOrder } from "../../js/types.js";
import type { Language } from "../../elements/language.js";
import type { Download, Format } from "../protocol.js";
import type { Ready } from "./bench.js";

const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html",
  md: "text/markdown",
} as const;

/** Who writes the documents of a result. */
export type Writer = Omit<CertifiedRecord, "certification" | "free">;

/** Writes the documents of an election that was counted here; of its record too, once it is certified. */
export function writerOf(
  vaali: OfficeVaali,
  { election, ballots, proceedings, frozenAt, record }: Ready,
): Writer {
  const known = record ? { record } : frozenAt ? { frozen_at: frozenAt } : {};
  return {
    minutes: (order) => vaali.minutes(election, ballots, proceedings, { ...order, ...known }),
    minutesDocx: (order) => vaali.minutesDocx(election, ballots, proceedings, { ...order, ...known }),
    page: (order) => vaali.page(election, ballots, proceedings, { ...order, ...(record && { record }) }),
    chart: (language) => vaali.chart(election, ballots, proceedings, language),
    news: (language) => vaali.news(election, ballots, proceedings, language),
    resultCsv: (language) => vaali.resultCsv(election, ballots, proceedings, language),
  };
}

/** A file of text, or of bytes. */
export function download(name: string, type: string, content: string | Uint8Array): Download {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { name, type, bytes: bytes as Uint8Array<ArrayBuffer> };
}

/** The minutes. */
export function minutes(writer: Writer, format: Format, language: Language, meeting: Meeting): Download {
  const order: MinutesOrder = { language, meeting };
  const name = `minutes.${language}.${format}`;
  if (format === "docx") return download(name, TYPES.docx, writer.minutesDocx(order));
  order.format = format === "html" ? "html" : "markdown";
  return download(name, TYPES[format], writer.minutes(order));
}

/** The result as a page. */
export function page(writer: Writer, language: Language): Download {
  return download(`result.${language}.html`, TYPES.html, writer.page({ language }));
}

/** The votes as a chart. */
export function chart(writer: Writer, language: Language): Download {
  return download(`chart.${language}.svg`, "image/svg+xml", writer.chart(language));
}

/** The result in three sentences. */
export function news(writer: Writer, language: Language): Download {
  return download(`news.${language}.txt`, "text/plain", writer.news(language));
}

/** The result as a table. */
export function table(writer: Writer, language: Language): Download {
  return download(`result.${language}.csv`, "text/csv", writer.resultCsv(language));
}
