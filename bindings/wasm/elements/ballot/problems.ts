import { h } from "../dom.js";
import { isOwn } from "./marks.js";
import type { Screen } from "./screen.js";

/** What a voter tried that was not possible, as long as it is not. */
export type Tried = "review" | "blank" | undefined;

/** What keeps a ballot from being cast, with the position of the candidate where it can be mended. */
interface Problem {
  words: string;
  at?: number;
}

/** What is wrong with what was tried, as long as it is wrong. */
export function problems(tried: Tried, screen: Screen): Problem[] {
  const { definition, marks, text, voter } = screen;
  if (tried === undefined) return [];
  if (tried === "blank") return marks.count > 0 ? [{ words: text.problem_blank(marks.count) }] : [];
  const { min, max } = definition.rules.marks;
  const found: Problem[] = [];
  const next = definition.candidates.findIndex(({ id, withdrawn }) => !withdrawn && !marks.has(id));
  if (marks.count === 0) found.push({ words: text.problem_nothing, at: next });
  else if (marks.count < min) found.push({ words: text.problem_too_few(marks.count, min), at: next });
  if (marks.count > max) found.push({ words: text.problem_too_many(marks.count, max) });
  for (const candidate of marks.candidates) {
    const at = definition.candidates.indexOf(candidate);
    if (isOwn(definition, candidate, voter)) found.push({ words: text.problem_own(candidate.name), at });
    if (candidate.withdrawn) found.push({ words: text.problem_withdrawn(candidate.name), at });
  }
  return found;
}

/** The summary of what is wrong, with links to where it can be mended. It gets the focus, which reads it aloud once. */
export function problemBox(
  found: readonly Problem[],
  { definition, marks, text }: Screen,
  jump: (position: number) => void,
): HTMLElement {
  const link = (position: number, words: string) =>
    h(
      "a",
      {
        href: `#c${position}`,
        onclick: (event) => {
          event.preventDefault();
          jump(position);
        },
      },
      words,
    );
  return h(
    "div",
    {
      class: "problem",
      id: "problem",
      tabindex: -1,
      role: "group",
      "aria-labelledby": "wrong",
      part: "problem",
    },
    h("h3", { id: "wrong" }, text.problem),
    h(
      "ul",
      {},
      found.map(({ words, at }) => h("li", {}, at === undefined || at < 0 ? words : link(at, words))),
    ),
    // Where marks must go, which of them is for the voter to choose.
    found.some(({ at }) => at === undefined) && [
      h("p", { class: "marked" }, text.go_to_marked),
      h(
        "ul",
        { class: "marked" },
        marks.candidates.map((candidate) =>
          h("li", {}, link(definition.candidates.indexOf(candidate), candidate.name)),
        ),
      ),
    ],
  );
}
