/** Who declines a seat or an office: the next one is asked. */
import { type Child, h } from "../../elements/dom.js";
import { inLanguage } from "../../elements/language.js";
import type { Decline } from "../../js/types.js";
import { dropStaleDecline, recordDecline, recordStaleDecline, undoDecline } from "../actions/meeting.js";
import type { App } from "../app.js";
import type { Counted } from "../protocol.js";
import { button, field, select, textField } from "./parts.js";

/** The part of the result in which somebody declines. */
export function declines(app: App, counted: Counted): Child {
  const { text, state } = app;
  const recorded = state.review?.proceedings.declines ?? [];
  const complete = counted.outcome.outcome === "complete";
  if (!complete && recorded.length === 0) return undefined;
  return [
    state.stale !== undefined && stale(app),
    h(
      "details",
      { id: "declines", open: recorded.length > 0 },
      h("summary", { id: "declines-summary" }, text.declines),
      recorded.length > 0 && h("p", { id: "declined-title" }, `${text.declined}:`),
      recorded.length > 0 &&
        h(
          "ul",
          { class: "declined", "aria-labelledby": "declined-title" },
          recorded.map((decline) => h("li", {}, inWords(app, counted, decline))),
        ),
      state.beforeDeclines.length > 0 &&
        h(
          "p",
          { class: "actions" },
          button("undo-decline", text.undo_decline, () => void undoDecline(app), "quiet"),
        ),
      complete && form(app, counted),
    ),
  ];
}

function form(app: App, { outcome }: Counted): Child {
  const { text, state } = app;
  if (outcome.outcome !== "complete") return undefined;
  const { candidates, offices } = outcome.result;
  const elected = candidates.filter(({ status }) => status === "elected");
  if (elected.length === 0) return undefined;
  const people = [["", text.nobody_yet], ...elected.map(({ id, name }) => [id, `${name} (${id})`])];
  const held = offices.filter(({ holder }) => holder !== null && holder === state.decline.candidate);
  const from = [
    ["seat", text.the_seat],
    ...held.map(({ office, name }) => [office, inLanguage(name, state.language).text]),
  ];
  return [
    h("p", {}, text.declines_lead),
    h(
      "div",
      { class: "row" },
      field(
        "declining",
        text.declining,
        select(state.decline.candidate, people as [string, string][], (candidate) => {
          state.decline = { ...state.decline, candidate, from: "seat" };
          app.render();
        }),
      ),
      field(
        "declined",
        text.declined_what,
        select(state.decline.from, from as [string, string][], (what) => (state.decline.from = what)),
      ),
      textField("decline-note", text.note, state.decline.note, (value) => (state.decline.note = value)),
      button("record-decline", text.record_decline, () => void recordDecline(app)),
    ),
  ];
}

/** The question whether a lot is taken back that answers nothing any more. */
function stale(app: App): HTMLElement {
  const { text } = app;
  return h(
    "div",
    { class: "notice care", id: "stale", tabindex: -1, role: "alert" },
    h("p", {}, text.stale_lot),
    h(
      "div",
      { class: "actions" },
      button("record-stale", text.record_stale, () => void recordStaleDecline(app), "primary"),
      button("drop-stale", text.drop_stale, () => dropStaleDecline(app)),
    ),
  );
}

function inWords({ text, state }: App, { outcome }: Counted, { candidate, from, note }: Decline): string {
  const { candidates, offices } = outcome.outcome === "complete" ? outcome.result : outcome.partial;
  const name = candidates.find(({ id }) => id === candidate)?.name ?? candidate;
  const office = from !== "seat" && offices.find((known) => known.office === from.office);
  const what =
    from === "seat" ? text.the_seat : office ? inLanguage(office.name, state.language).text : from.office;
  return `${name} (${candidate}): ${what}${note ? ` – ${note}` : ""}`;
}
