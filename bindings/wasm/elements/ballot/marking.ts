import { type Child, h } from "../dom.js";
import { row } from "./candidates.js";
import type { Filter } from "./filter.js";
import { instruction } from "./marks.js";
import { problemBox, problems, type Tried } from "./problems.js";
import { page, type Screen } from "./screen.js";

/** What the voter does on this screen. */
export interface Actions {
  mark(id: string, marked: boolean): void;
  review(blank: boolean): void;
  /** Shows every candidate again, and moves the focus to an element. */
  showAll(focus: string): void;
}

/** The screen on which candidates are marked; it follows every mark without being drawn anew. */
export class MarkingScreen {
  readonly #rows: HTMLElement[];
  readonly #fieldset: HTMLFieldSetElement;
  readonly #counter = h("div", { class: "counter", part: "counter", id: "counter" });
  readonly #count = h("strong", { role: "status", id: "count" });

  constructor(
    private readonly root: ShadowRoot,
    private readonly screen: Screen,
    private readonly filter: Filter,
    private readonly actions: Actions,
  ) {
    this.#rows = screen.definition.candidates.map((candidate, position) =>
      row(candidate, position, screen, actions.mark),
    );
    this.#fieldset = h(
      "fieldset",
      { part: "fieldset", disabled: screen.disabled },
      h("legend", {}, screen.text.candidates),
      h("ul", { class: "candidates", part: "candidates" }, this.#rows),
    );
    this.#counter.append(this.#count, h("span", { class: "state" }, screen.text.not_cast));
  }

  draw(tried: Tried): Child {
    const { screen, actions } = this;
    const { definition, disabled, language, text } = screen;
    const wrong = problems(tried, screen);
    this.#describe(wrong.length > 0);
    this.#tally();
    const changed = () => this.filter.apply(this.root, screen, this.#rows);
    const drawn = [
      page(
        screen,
        text.ballot,
        instruction(definition, text),
        wrong.length > 0 && this.#box(wrong),
        this.filter.fields(screen, changed, () => actions.showAll("search")),
        this.#fieldset,
        h(
          "div",
          { class: "blank" },
          h(
            "button",
            {
              type: "button",
              class: "quiet",
              part: "button blank",
              id: "blank",
              disabled,
              onclick: () => actions.review(true),
            },
            text.vote_blank,
          ),
        ),
      ),
      h(
        "div",
        { class: "bar", part: "bar", lang: language },
        h(
          "div",
          { class: "inner" },
          this.#counter,
          h(
            "button",
            {
              type: "button",
              class: "primary",
              part: "button primary",
              id: "review",
              disabled,
              onclick: () => actions.review(false),
            },
            text.review,
          ),
        ),
      ),
    ];
    changed();
    return drawn;
  }

  /** Follows a mark. What was wrong is told as long as it is; gives whether it still is. */
  follow(tried: Tried): boolean {
    this.#tally();
    this.filter.apply(this.root, this.screen, this.#rows);
    const box = this.root.getElementById("problem");
    if (!box) return false;
    const wrong = problems(tried, this.screen);
    if (wrong.length > 0) box.replaceChildren(...this.#box(wrong).childNodes);
    else box.remove();
    this.#describe(wrong.length > 0);
    return wrong.length > 0;
  }

  /** How many are marked. Only this is a live region: what does not change is not said again at each mark. */
  #tally(): void {
    const { marks, text } = this.screen;
    const over = Math.max(0, marks.count - marks.max);
    const words = text.marked(marks.count, marks.max) + (over > 0 ? `, ${text.too_many(over)}` : "");
    if (this.#count.textContent !== words) this.#count.textContent = words;
    this.#counter.classList.toggle("over", over > 0);
  }

  #box(wrong: ReturnType<typeof problems>): HTMLElement {
    return problemBox(wrong, this.screen, (position) => this.actions.showAll(`c${position}`));
  }

  #describe(wrong: boolean): void {
    this.#fieldset.setAttribute("aria-describedby", wrong ? "problem instruction" : "instruction");
  }
}
