import type { Candidate, Definition } from "../../js/engine-types.js";
import { type Child, h } from "../dom.js";
import { inLanguage, LANGUAGES } from "../language.js";
import { organisation } from "./marks.js";
import type { Screen } from "./screen.js";

/** How long a voter must rest before the number of those found is said: not at each letter. */
const REST = 350;

/** The search and the target group. It outlives a change of language or of the screen. */
export class Filter {
  search = "";
  group = "";
  #resting: ReturnType<typeof setTimeout> | undefined;

  clear(): void {
    this.search = "";
    this.group = "";
  }

  /** The fields, and the place where is said what they leave. */
  fields({ definition, text, language }: Screen, changed: () => void, all: () => void): Child {
    const groups = [...new Set(definition.candidates.flatMap(({ groups }) => groups ?? []))];
    const search = h("input", {
      type: "search",
      id: "search",
      autocomplete: "off",
      oninput: () => {
        this.search = search.value;
        changed();
      },
    });
    search.value = this.search;
    const select = h(
      "select",
      {
        id: "group",
        onchange: () => {
          this.group = select.value;
          changed();
        },
      },
      h("option", { value: "" }, text.all_groups),
      groups.map((group) => h("option", { value: group, selected: group === this.group }, group)),
    );
    const title = inLanguage(definition.title, language).text;
    return h(
      "div",
      { class: "filters", role: "search", part: "filters", "aria-label": `${text.candidates}: ${title}` },
      h("label", {}, text.search, search),
      groups.length > 0 && h("label", { class: "group" }, text.group, select),
      h(
        "div",
        { class: "found" },
        h("span", { role: "status", id: "found" }),
        h("button", { type: "button", class: "quiet", id: "all", hidden: true, onclick: all }, text.show_all),
      ),
    );
  }

  /** Shows the rows that fit, and says, after a rest, how many those are and which marks are out of sight. */
  apply(root: ShadowRoot, { definition, marks, text }: Screen, rows: readonly Element[]): void {
    const wanted = this.search.trim().toLocaleLowerCase("fi").split(/\s+/);
    let shown = 0;
    let hidden = 0;
    definition.candidates.forEach((candidate, index) => {
      const visible = this.#fits(definition, candidate, wanted);
      rows[index]?.toggleAttribute("hidden", !visible);
      if (visible) shown++;
      else if (marks.has(candidate.id)) hidden++;
    });
    const filtered = shown < definition.candidates.length;
    root.getElementById("all")?.toggleAttribute("hidden", !filtered);
    const said = [
      filtered ? `${text.shown(shown, definition.candidates.length)}.` : "",
      shown === 0 ? text.nobody_found : "",
      hidden > 0 ? text.hidden_marked(hidden) : "",
    ];
    const words = said.filter((part) => part !== "").join(" ");
    const say = () => {
      const found = root.getElementById("found");
      if (found && found.textContent !== words) found.textContent = words;
    };
    clearTimeout(this.#resting);
    this.#resting = setTimeout(say, REST);
  }

  #fits(definition: Definition, candidate: Candidate, wanted: readonly string[]): boolean {
    if (this.group !== "" && !candidate.groups?.includes(this.group)) return false;
    const all = searchable(definition, candidate);
    return wanted.every((word) => all.includes(word));
  }
}

/** Everything of a candidate that a search looks through, in every language, without the difference of capitals. */
function searchable(definition: Definition, candidate: Candidate): string {
  const every = (text: Parameters<typeof inLanguage>[0]) =>
    LANGUAGES.map((language) => inLanguage(text, language).text);
  return [
    candidate.name,
    candidate.municipality ?? "",
    ...every(candidate.position),
    ...every(organisation(definition, candidate)),
    ...(candidate.groups ?? []),
  ]
    .join("\n")
    .toLocaleLowerCase("fi");
}
