/** Who was there, and what paper is accounted for: with the ballots it must add up. */
import { type Child, h } from "../../elements/dom.js";
import { recordFigures } from "../actions/meeting.js";
import type { App } from "../app.js";
import type { FiguresForm } from "../state.js";
import { button, problem, section, textField } from "./parts.js";

/** The section of the figures of the meeting; none where there is no election to be counted. */
export function figures(app: App): HTMLElement | undefined {
  const { text, state } = app;
  const { review, said } = state;
  if (!review || review.dataSet || !["no_ballots", "ready"].includes(review.stage)) return undefined;
  const field = (name: keyof FiguresForm, hint?: string) =>
    textField(
      `figure-${name}`,
      text.figure[name],
      state.figures[name],
      (value) => (state.figures[name] = value),
      {
        number: true,
        ...(hint && { hint }),
      },
    );
  const separate = review.mode === "separate";
  return section(
    "figures",
    text.figures,
    disagreements(app),
    problem(app, "figures"),
    h(
      "details",
      { id: "figures-form", open: state.problem?.at === "figures" },
      h("summary", { id: "figures-form-summary" }, text.figures_enter),
      h("p", { class: "hint" }, text.figures_lead),
      h(
        "div",
        { class: "form two figures" },
        field("registered"),
        field("present"),
        field("expected", text.figure_expected_hint),
        separate && [field("spoiled"), field("unreturned")],
      ),
      h(
        "div",
        { class: "actions" },
        button("record-figures", text.record_figures, () => void recordFigures(app)),
      ),
    ),
    h("p", { id: "figures-recorded", tabindex: -1 }, said.figures !== undefined && text.figures_recorded),
  );
}

/** What does not add up, once it is counted. */
function disagreements({ text, state }: App): Child {
  const found = state.counted?.disagreements[state.language] ?? [];
  if (found.length === 0) return undefined;
  return h(
    "div",
    { class: "notice bad", id: "disagreements" },
    h("p", {}, text.figures_disagree),
    h(
      "ul",
      {},
      found.map((sentence) => h("li", {}, sentence)),
    ),
  );
}
