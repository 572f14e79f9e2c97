import { h } from "../dom.js";
import { about } from "./candidates.js";
import { page, type Screen } from "./screen.js";

/** How the review stands. */
export interface Reviewed {
  /** Whether the ballot is to be blank. */
  blank: boolean;
  /** Whether the page is being asked now. */
  casting: boolean;
  /** Why the last try did not succeed. */
  failed: "failed" | "refused" | undefined;
  cast(): void;
  back(): void;
}

/** The ballot as it would be cast, said once more to be not cast. */
export function reviewScreen(screen: Screen, { blank, casting, failed, cast, back }: Reviewed): HTMLElement {
  const { definition, disabled, language, marks, text } = screen;
  const more = Math.max(0, marks.max - marks.count);
  const chosen = h(
    "div",
    {},
    h("h3", { id: "chosen" }, text.review_marks(marks.count)),
    h(
      "ol",
      { class: "chosen", part: "chosen", "aria-labelledby": "chosen" },
      marks.candidates.map((candidate) =>
        h("li", {}, h("span", { class: "name" }, candidate.name), about(definition, candidate, language)),
      ),
    ),
  );
  return page(
    screen,
    text.review_title,
    undefined,
    h("p", { class: "not-cast", part: "not-cast" }, text.review_not_cast),
    failed !== undefined && h("p", { class: "problem", role: "alert", id: "failed" }, text[failed]),
    blank ? h("p", { class: "care", part: "warning" }, text.review_blank) : chosen,
    !blank && more > 0 && h("p", { class: "care", part: "warning" }, text.review_fewer(more)),
    h(
      "div",
      { class: "actions" },
      h(
        "button",
        {
          type: "button",
          class: "primary",
          part: "button primary",
          id: "cast",
          disabled,
          // It keeps the focus while the page is asked, so it is not disabled then.
          "aria-disabled": casting ? "true" : undefined,
          onclick: cast,
        },
        casting ? text.casting : text.cast,
      ),
      h(
        "button",
        { type: "button", part: "button", id: "back", disabled: casting, onclick: back },
        text.back,
      ),
    ),
  );
}
