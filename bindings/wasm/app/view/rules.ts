/** The rules: from a file or from a preset and three questions, and read back in sentences. */
import { type Child, h } from "../../elements/dom.js";
import { inLanguage } from "../../elements/language.js";
import { changeRules, readBack, useRules, useSeats } from "../actions/rules.js";
import type { App } from "../app.js";
import { type RulesForm, rulesForm } from "../state.js";
import { button, field, problem, section, select, textField } from "./parts.js";

/** The section of rules; none where nothing is to be counted. */
export function rules(app: App): HTMLElement | undefined {
  const { text, state } = app;
  const { review } = state;
  if (!review || review.stage === "empty" || review.stage === "verify") return undefined;
  if (review.dataSet) return section("rules", text.rules, seats(app), problem(app, "rules"), sentences(app));
  // Where it is not known which file is meant, nothing is known of the rules.
  if (review.stage === "errors" && review.rulesFile === undefined && !state.said.draft) return undefined;
  if (review.stage === "no_rules") return section("rules", text.rules, form(app), problem(app, "rules"));
  return section(
    "rules",
    text.rules,
    review.title !== undefined && h("p", { class: "lead" }, inLanguage(review.title, state.language).text),
    h(
      "p",
      { class: "hint" },
      review.rulesFile !== undefined
        ? text.rules_of_file(review.rulesFile)
        : button("change-rules", text.change_rules, () => void changeRules(app), "quiet"),
    ),
    problem(app, "rules"),
    sentences(app),
  );
}

function sentences({ text, state }: App, from = state.review?.rules): Child {
  const said = from?.[state.language] ?? [];
  if (said.length === 0) return undefined;
  const counted = state.counted !== undefined;
  return h(
    "details",
    { class: "read-back", id: counted ? "rules-counted" : "rules-read-back", open: !counted },
    h("summary", { id: counted ? "rules-counted-summary" : "rules-summary" }, text.read_back),
    h(
      "ul",
      {},
      said.map((sentence) => h("li", {}, sentence)),
    ),
  );
}

/** Draws only the rules that are typed, read back. */
export function drawReadBack(app: App): void {
  const said = sentences(app, app.state.readBack?.rules);
  const place = document.getElementById("read-back");
  if (!place) return;
  // It grows, but never shrinks: a shorter page would scroll away under a finger.
  place.style.minHeight = `${place.offsetHeight}px`;
  place.replaceChildren(...(said instanceof Node ? [said] : []));
}

function seats(app: App): HTMLElement {
  const { text, state } = app;
  return h(
    "div",
    { class: "row" },
    textField("seats", text.seats_question, state.seats, (value) => (state.seats = value), {
      number: true,
      ...(state.review?.seats !== undefined && state.said.seats === undefined && { hint: text.of_the_file }),
    }),
    button("use-seats", text.use_seats, () => void useSeats(app), "primary"),
  );
}

function form(app: App): HTMLElement {
  const { text, state } = app;
  const { form, language, presets } = state;
  const set = (name: keyof RulesForm) => (value: string) => {
    Object.assign(form, { [name]: value });
  };
  const settled = () => void readBack(app);
  const number = (id: keyof RulesForm, label: string) =>
    textField(id, label, String(form[id]), set(id), { number: true, settled });
  const preset = presets.find(({ id }) => id === form.preset);
  const named = presets.map(({ id, title }) => [id, inLanguage(title, language).text] as const);
  return h(
    "div",
    { class: "form" },
    h("p", {}, text.rules_lead),
    field(
      "preset",
      text.preset,
      select(form.preset, named, (id) => {
        state.form = rulesForm(
          presets.find((known) => known.id === id),
          form,
        );
        app.render();
        void readBack(app);
      }),
      preset && inLanguage(preset.summary, language).text,
    ),
    textField("title", text.title, form.title, set("title"), { hint: text.title_hint }),
    h(
      "fieldset",
      {},
      h("legend", {}, text.how_many_seats),
      h("div", { class: "row" }, number("seatsMin", text.seats_min), number("seatsMax", text.seats_max)),
    ),
    h(
      "fieldset",
      {},
      h("legend", {}, text.how_many_marks),
      h("div", { class: "row" }, number("marksMin", text.marks_min), number("marksMax", text.marks_max)),
    ),
    radios(app, "ties", text.how_ties, text.ties),
    radios(app, "ballots", text.ballots_are, text.ballot_modes),
    h(
      "label",
      { class: "check" },
      h("input", {
        type: "checkbox",
        id: "rehearsal",
        checked: form.test,
        onchange: (event) => (form.test = (event.target as HTMLInputElement).checked),
      }),
      text.rehearsal,
    ),
    h(
      "div",
      { class: "actions" },
      button("use-rules", text.use_rules, () => void useRules(app), "primary"),
    ),
    // Below the button: what grows and shrinks while a person types must not move it.
    h("div", { id: "read-back" }, sentences(app, state.readBack?.rules)),
  );
}

function radios(
  app: App,
  name: "ties" | "ballots",
  legend: string,
  options: Record<string, string>,
): HTMLElement {
  const { form } = app.state;
  return h(
    "fieldset",
    {},
    h("legend", {}, legend),
    Object.entries(options).map(([value, label]) =>
      h(
        "label",
        { class: "check" },
        h("input", {
          type: "radio",
          id: `${name}-${value}`,
          name,
          value,
          checked: form[name] === value,
          onchange: () => {
            Object.assign(form, { [name]: value });
            void readBack(app);
          },
        }),
        label,
      ),
    ),
  );
}
