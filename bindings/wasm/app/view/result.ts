/** The result. */
import { type Child, h } from "../../elements/dom.js";
import type { VaaliResult } from "../../elements/result.js";
import { undoLot } from "../actions/meeting.js";
import type { App } from "../app.js";
import type { Counted } from "../protocol.js";
import { declines } from "./declines.js";
import { button, problem, section } from "./parts.js";

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
        button("undo-lot", text.undo_lot, () => void undoLot(app), "quiet"),
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
