/** Entries that may be the same, side by side, each to be decided. */
import { h } from "../../elements/dom.js";
import { decide } from "../actions/files.js";
import type { App } from "../app.js";
import type { Same } from "../protocol.js";
import { section, select } from "./parts.js";

/** The section of entries that may be the same; none where there are none. */
export function same(app: App): HTMLElement | undefined {
  const { text, state } = app;
  const groups = state.review?.same ?? [];
  if (groups.length === 0) return undefined;
  const open = groups.filter(({ entries }) => entries.some(({ decision }) => decision === "")).length;
  return section(
    "same",
    text.same,
    h("p", {}, text.same_lead),
    open > 0 && h("p", { class: "notice care" }, text.open_groups(open)),
    groups.map((group, place) => groupOf(app, group, place + 1)),
  );
}

function groupOf(app: App, { why, entries }: Same, number: number): HTMLElement {
  const { text } = app;
  return h(
    "fieldset",
    { class: "same" },
    h("legend", {}, text.same_group(number), ". ", text.same_why[why] ?? why),
    h(
      "div",
      { class: "beside" },
      entries.map((entry) => {
        const others = entries.filter((other) => other !== entry);
        const options = [
          ["", text.nobody_yet],
          ["keep", text.keep],
          ...others.map((other) => [`same as ${other.id}`, text.same_as(`${other.name} (${other.id})`)]),
          ["drop", text.drop_entry],
        ] as [string, string][];
        return h(
          "div",
          { class: entry.decision === "" ? "card open" : "card" },
          h("p", { class: "name" }, entry.name),
          h(
            "p",
            { class: "hint" },
            [entry.id, entry.municipality, entry.file, text.row(entry.row)].filter(Boolean).join(" · "),
          ),
          select(entry.decision, options, (decision) => void decide(app, entry.file, entry.row, decision), {
            id: `decision-${number}-${entry.file}-${entry.row}`,
            "aria-label": text.decision_for(entry.name, entry.file, entry.row),
          }),
        );
      }),
    ),
  );
}
