/** Before the count: what there is, and what is still missing. */
import { h } from "../../elements/dom.js";
import { moment, number } from "../../elements/language.js";
import type { App } from "../app.js";
import { count } from "../actions/meeting.js";
import { freeze } from "../actions/rules.js";
import { toGoOn } from "./keeping.js";
import { button, problem, section } from "./parts.js";

/** The section of the count; none once it is counted. */
export function counting(app: App): HTMLElement | undefined {
  const { text, state } = app;
  const { review, counted, language } = state;
  if (!review || counted || review.stage === "empty" || review.stage === "verify") return undefined;
  const { candidates, voters, ballots } = review.numbers;
  const undecided = review.same.some(({ entries }) => entries.some(({ decision }) => decision === ""));
  const stages = {
    no_rules: text.needs_rules,
    errors: undecided ? text.needs_decisions : text.needs_mending,
    no_ballots: text.needs_ballots,
    ready: text.count_lead,
  };
  const fact = (name: string, value: number | undefined) =>
    value !== undefined && value > 0 && h("div", {}, h("dt", {}, name), h("dd", {}, number(value, language)));
  return section(
    "count",
    text.count,
    candidates > 0 &&
      h(
        "dl",
        { class: "facts" },
        fact(text.candidates_number, candidates),
        fact(text.voters_number, voters),
        fact(text.ballots_number, ballots),
      ),
    review.frozenAt !== undefined && h("p", {}, text.frozen(moment(review.frozenAt, language))),
    h("p", { class: review.stage === "ready" ? undefined : "notice care" }, stages[review.stage]),
    problem(app, "count"),
    review.stage === "ready" &&
      h(
        "div",
        { class: "actions" },
        button("count-now", text.count, () => void count(app), "primary large"),
      ),
    // Before the vote: what is settled is kept, and the vote goes on elsewhere.
    review.stage === "no_ballots" && [
      review.frozenAt === undefined && [
        h("p", {}, text.freeze_lead),
        h(
          "div",
          { class: "actions" },
          button("freeze", text.freeze, () => void freeze(app), "primary"),
        ),
      ],
      toGoOn(app),
      problem(app, "documents"),
    ],
  );
}
