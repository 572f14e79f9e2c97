/** The result, and who declines. */
import { type Child, h } from "../../elements/dom.js";
import { inLanguage } from "../../elements/language.js";
import type { VaaliResult } from "../../elements/result.js";
import type { App } from "../app.js";
import type { Counted } from "../protocol.js";
import { button, field, problem, section, select } from "./parts.js";

// One element for as long as the page is open: what was unfolded in it stays so.
let shown: { element: VaaliResult; of: Counted; language: string } | undefined;

/** The section of the result; none before the count. */
export function result(app: App): HTMLElement | undefined {
  const { text, state } = app;
  const { counted, said } = state;
  if (!counted) return undefined;
  const undo = said.lots.length > 0 && counted.outcome.outcome !== "lot_needed";
  return section(
    "result",
    text.result,
    problem(app, "result"),
    published(app, counted),
    element(counted, state.language),
    undo &&
      h(
        "p",
        { class: "actions" },
        text.lots_recorded(said.lots.length),
        button("undo-lot", text.undo_lot, () => void app.undoLot(), "quiet"),
      ),
    declines(app, counted),
  );
}

function element(counted: Counted, language: string): HTMLElement {
  if (shown?.of !== counted || shown.language !== language) {
    const element = document.createElement("vaali-result") as VaaliResult;
    element.setAttribute("languages", "");
    element.setAttribute("lang", language);
    element.definition = counted.definition;
    element.outcome = counted.outcome;
    shown = { element, of: counted, language };
  }
  return shown.element;
}

/** Whether the votes are those that a data set publishes. */
function published({ text, state }: App, { outcome }: Counted): Child {
  const known = (state.review?.published ?? []).filter(({ votes }) => votes !== null);
  if (known.length === 0) return undefined;
  const { candidates } = outcome.outcome === "complete" ? outcome.result : outcome.partial;
  const votes = new Map(candidates.map((candidate) => [candidate.id, Number(candidate.votes)]));
  const different = known.filter(({ candidate, votes: told }) => votes.get(candidate) !== told).length;
  return different === 0
    ? h("p", { class: "notice good" }, text.published_same)
    : h("p", { class: "notice bad" }, text.published_differ(different));
}

function declines(app: App, { outcome }: Counted): Child {
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
  return h(
    "details",
    { id: "declines" },
    h("summary", { id: "declines-summary" }, text.declines),
    h("p", {}, text.declines_lead),
    h(
      "div",
      { class: "row" },
      field(
        "declining",
        text.declining,
        select(state.decline.candidate, people as [string, string][], (candidate) => {
          state.decline = { candidate, from: "seat" };
          app.render();
        }),
      ),
      field(
        "declined",
        text.declined_what,
        select(state.decline.from, from as [string, string][], (what) => (state.decline.from = what)),
      ),
      button("record-decline", text.record_decline, () => void app.recordDecline()),
    ),
    state.said.declines.length > 0 &&
      h(
        "p",
        { class: "actions" },
        button("undo-decline", text.undo_decline, () => void app.undoDecline(), "quiet"),
      ),
  );
}
