import type { Definition, VoterId } from "../../js/engine-types.js";
import { type Child, h } from "../dom.js";
import { type Language, spoken } from "../language.js";
import type { Messages } from "../messages/en.js";
import type { Marks } from "./marks.js";

/** What every screen of the ballot knows. */
export interface Screen {
  readonly definition: Definition;
  readonly marks: Marks;
  readonly voter: VoterId | undefined;
  readonly language: Language;
  readonly text: Messages;
  /** Whether nothing can be marked or cast now. */
  readonly disabled: boolean;
  /** The buttons that switch the language. */
  readonly switcher: Child;
}

/** A screen as a whole: the election, the heading, the instruction, the languages, and what is below. */
export function page(
  screen: Screen,
  title: string,
  instruction: string | undefined,
  ...below: readonly Child[]
): HTMLElement {
  const { definition, language, text, switcher } = screen;
  return h(
    "div",
    { class: "page", lang: language, part: "page" },
    definition.test && h("p", { class: "test", part: "test" }, text.test),
    h(
      "div",
      { class: "head", part: "head" },
      h(
        "div",
        {},
        h("p", { class: "quiet-text" }, spoken(definition.title, language)),
        h("h2", { tabindex: -1, part: "title", id: "title" }, title),
        instruction !== undefined && h("p", { part: "instruction", id: "instruction" }, instruction),
      ),
      switcher,
    ),
    ...below,
  );
}
