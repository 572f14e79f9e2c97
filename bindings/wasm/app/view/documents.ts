/** Minutes and everything else to take along, of a result or of a record that was verified. */
import { type Child, h } from "../../elements/dom.js";
import { LANGUAGES, type Language, NAMES } from "../../elements/language.js";
import { certify as certifyNow, download, hand } from "../actions/documents.js";
import type { App } from "../app.js";
import type { Meeting } from "../../js/types.js";
import type { Download, Format } from "../protocol.js";
import { certifiedBy, meetingForm, meetingOf } from "../state.js";
import { toGoOn } from "./keeping.js";
import { button, field, grouped, linesField, problem, section, select, textField } from "./parts.js";

/** The section of documents; none before the count. */
export function documents(app: App): HTMLElement | undefined {
  const { text, state } = app;
  const { counted, documents, review, verified } = state;
  if (!counted && !verified?.sound) return undefined;
  const draft = counted?.outcome.outcome === "lot_needed";
  const minutes = (format: Format, label: string, kind = "") =>
    button(
      `minutes-${format}`,
      label,
      () => void download(app, (ask) => ask("minutes", format, state.documents, meetingOf(state))),
      kind,
    );
  const other = (call: "page" | "chart" | "news" | "table", label: string) =>
    button(`document-${call}`, label, () => void download(app, (ask) => ask(call, state.documents)));
  const spoken = LANGUAGES.map((language) => [language, NAMES[language]] as const);
  return section(
    "documents",
    text.documents,
    draft && h("p", { class: "notice care" }, text.documents_draft),
    meeting(app),
    field(
      "documents-language",
      text.in_language,
      select(documents, spoken, (language) => {
        state.documents = language as Language;
      }),
    ),
    h("h3", {}, text.minutes),
    h(
      "div",
      { class: "actions" },
      minutes("docx", text.minutes_docx, "primary"),
      minutes("html", text.minutes_html),
      minutes("md", text.minutes_md),
    ),
    h("h3", {}, text.for_publication),
    h(
      "div",
      { class: "actions" },
      other("page", text.result_page),
      other("chart", text.result_chart),
      other("news", text.result_news),
      other("table", text.result_table),
    ),
    problem(app, "documents"),
    counted && !review?.dataSet && toGoOn(app),
    counted && !draft && (review?.dataSet ? h("p", { class: "notice" }, text.not_certified) : certify(app)),
  );
}

function meeting(app: App): HTMLElement {
  const { text, state } = app;
  const { fields } = text;
  const form = meetingForm(state);
  // Those who stand for a record cannot be others in its minutes.
  const certified = certifiedBy(state.verified);
  const fixed = (name: keyof Meeting) =>
    certified[name] === undefined ? {} : { fixed: text.certified_name };
  const line = (name: "body" | "place" | "section" | "chair" | "secretary" | "date" | "remark") =>
    textField(`meeting-${name}`, fields[name], form[name] ?? "", (value) => (state.meeting[name] = value), {
      ...(name === "date" && { type: "date" }),
      ...fixed(name),
    });
  const several = (name: "checkers" | "tellers") =>
    linesField(
      `meeting-${name}`,
      fields[name],
      form[name] ?? "",
      (value) => (state.meeting[name] = value),
      fixed(name),
    );
  return h(
    "details",
    { id: "meeting" },
    h("summary", { id: "meeting-summary" }, text.meeting),
    h("p", { class: "hint" }, text.meeting_lead),
    h(
      "div",
      { class: "form two" },
      line("body"),
      line("place"),
      line("date"),
      line("section"),
      line("chair"),
      line("secretary"),
      several("checkers"),
      several("tellers"),
      line("remark"),
    ),
  );
}

function certify(app: App): HTMLElement {
  const { text, state } = app;
  const settled = state.review?.frozenAt;
  return h(
    "details",
    { id: "certify" },
    h("summary", { id: "certify-summary" }, text.certify),
    h("p", {}, text.certify_lead),
    settled === undefined &&
      textField("frozen-at", text.frozen_at, state.frozenAt, (value) => (state.frozenAt = value), {
        hint: text.frozen_at_hint,
        type: "datetime-local",
      }),
    problem(app, "certify"),
    state.sealed
      ? sealed(app)
      : h(
          "div",
          { class: "actions" },
          button("certify-now", text.certify_now, () => void certifyNow(app), "primary"),
        ),
  );
}

function sealed(app: App): Child {
  const { text, state } = app;
  const made = state.sealed;
  if (!made) return undefined;
  const part = (id: string, label: string, hint: string, file: Download) =>
    h(
      "div",
      { class: "actions" },
      button(id, label, () => {
        hand(app, file);
        app.render();
      }),
      h("span", { class: "hint" }, hint),
    );
  return h(
    "div",
    { class: "notice good" },
    h("h3", { id: "certified-title", tabindex: -1 }, text.certified),
    h("p", {}, text.seal, ":"),
    h("p", { class: "hash" }, grouped(made.seal)),
    h("p", {}, text.list_hash, ":"),
    h("p", { class: "hash" }, grouped(made.listHash)),
    part("public-part", text.public_part, text.public_hint, made.public),
    made.sealed && part("sealed-part", text.sealed_part, text.sealed_hint, made.sealed),
  );
}
