/** Everything that was found in the files, with its place and the way out. */
import { h } from "../../elements/dom.js";
import type { FileFinding } from "../../js/types.js";
import type { App } from "../app.js";
import { inLanguage, section } from "./parts.js";

const GRAVE = ["error", "warning", "note"] as const;

/** Beyond this nobody reads a list. */
const MOST_SHOWN = 200;

/** The section of findings; none where there are no files of an election. */
export function findings(app: App): HTMLElement | undefined {
  const { text, state } = app;
  const { review } = state;
  if (!review || review.stage === "empty") return undefined;
  if (review.findings.length === 0) {
    // Of a record the checks tell; and where there are no rules, little was read yet.
    if (review.stage === "verify" || review.stage === "no_rules") return undefined;
    return section("findings", text.findings, h("p", { class: "notice good" }, text.nothing_found));
  }
  const counts = { error: text.errors, warning: text.warnings, note: text.notes };
  const parts = GRAVE.map((severity) => {
    const found = review.findings.filter((finding) => finding.severity === severity);
    if (found.length === 0) return undefined;
    return h(
      "details",
      { class: `findings ${severity}`, id: `findings-${severity}`, open: severity === "error" },
      h("summary", { id: `findings-${severity}-summary` }, counts[severity](found.length)),
      list(app, found),
      found.length > MOST_SHOWN && h("p", { class: "hint" }, text.more_findings(found.length - MOST_SHOWN)),
    );
  });
  return section("findings", text.findings, parts);
}

function list({ text, state }: App, found: readonly FileFinding[]): HTMLElement {
  const item = (finding: FileFinding) => {
    const { file, row, column, code } = finding;
    const { language, message, fix } = inLanguage(finding, state.language);
    return h(
      "li",
      {},
      h(
        "p",
        { class: "where" },
        [file, row !== null && text.row(row), column].filter(Boolean).join(", "),
        h("span", { class: "code" }, ` ${code}`),
      ),
      h("p", { lang: language }, message),
      h("p", { class: "fix", lang: language }, fix),
    );
  };
  return h("ul", { class: "found" }, found.slice(0, MOST_SHOWN).map(item));
}
