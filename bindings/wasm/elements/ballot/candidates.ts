import type { Candidate, Definition } from "../../js/engine-types.js";
import { type Child, h } from "../dom.js";
import { inLanguage, type Language, spoken } from "../language.js";
import { isOwn, organisation } from "./marks.js";
import type { Screen } from "./screen.js";

/** Organisation, position, place and groups: what stands under a name. */
export function about(definition: Definition, candidate: Candidate, language: Language): Child {
  const of = organisation(definition, candidate);
  const parts = [
    of === undefined ? undefined : spoken(of, language, "organisation"),
    candidate.position === undefined ? undefined : spoken(candidate.position, language, "position"),
    candidate.municipality ? h("span", {}, candidate.municipality) : undefined,
    candidate.groups?.length ? h("span", {}, candidate.groups.join(", ")) : undefined,
  ].filter((part) => part !== undefined);
  // A blank between them lets a narrow line break there.
  const spaced = parts.flatMap((part) => [part, " "]);
  return parts.length > 0 && h("span", { class: "about" }, spaced);
}

/** A candidate as a row of the ballot: a native checkbox, its label, the presentation that unfolds. */
export function row(
  candidate: Candidate,
  position: number,
  { definition, marks, voter, language, text }: Screen,
  mark: (id: string, marked: boolean) => void,
): HTMLLIElement {
  const own = isOwn(definition, candidate, voter);
  const note = candidate.withdrawn ? text.withdrawn : own ? text.own : undefined;
  const presentation = inLanguage(candidate.competence, language);
  const box = h("input", {
    type: "checkbox",
    id: `c${position}`,
    part: "checkbox",
    // A mark for somebody who withdrew would spoil the ballot; nobody can have made one before.
    disabled: candidate.withdrawn && !marks.has(candidate.id),
    onchange: () => mark(candidate.id, box.checked),
  });
  box.checked = marks.has(candidate.id);
  return h(
    "li",
    { part: "candidate" },
    h(
      "label",
      { class: "candidate", for: `c${position}` },
      box,
      h(
        "span",
        {},
        h("span", { class: "name", part: "name" }, candidate.name),
        about(definition, candidate, language),
        note !== undefined && h("span", { class: "note" }, note),
      ),
    ),
    presentation.text.trim() !== "" &&
      h(
        "details",
        { part: "presentation", id: `p${position}` },
        h(
          "summary",
          { id: `s${position}` },
          text.presentation,
          h("span", { class: "visually-hidden" }, `: ${candidate.name}`),
        ),
        h("p", {}, spoken(candidate.competence, language)),
      ),
  );
}
