/** Parts that every section of the page has. */
import { type Child, h } from "../../elements/dom.js";
import type { FileFinding, Problem } from "../../js/types.js";
import type { App } from "../app.js";
import type { Place } from "../state.js";

/** A section with its heading, which can take the focus. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return h(
    "section",
    { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title`, tabindex: -1 }, title),
    children,
  );
}

/** What did not work at a place; nothing if all did. */
export function problem(app: App, at: Place): Child {
  const { problem } = app.state;
  if (problem?.at !== at) return undefined;
  return h(
    "div",
    { class: "notice bad", id: `${at}-problem`, tabindex: -1, role: "alert" },
    h("h3", {}, app.text.problem),
    h(
      "ul",
      {},
      problem.problems.map((found) => {
        const { language, message, fix } = inLanguage(found, found.code === "" ? "" : app.state.language);
        const where = place(app, found.path);
        return h(
          "li",
          {},
          found.code !== "" &&
            h("p", { class: "where" }, where, h("span", { class: "code" }, ` ${found.code}`)),
          h("p", { lang: language }, message),
          fix !== "" && h("p", { class: "fix", lang: language }, fix),
        );
      }),
    ),
  );
}

/** What was found, in a language; what has no translation is in English, and says so. What the page says itself is in its language already. */
export function inLanguage({ message, fix, said }: FileFinding | Problem, language: string) {
  return said?.[language] ?? { language: language === "" ? undefined : "en", message, fix };
}

/** The file and the row of a problem; a place that only a program knows tells a person nothing. */
function place({ text }: App, path: string): string {
  const [, file, row, column] = /^([^:]+\.[^:]+?)(?::(\d+))?(?::(.+))?$/.exec(path) ?? [];
  return [file, row !== undefined && text.row(Number(row)), column].filter(Boolean).join(", ");
}

/** A field with its label above it. */
export function field(id: string, label: string, control: HTMLElement, hint?: string): HTMLElement {
  control.id = id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    hint !== undefined && h("p", { class: "hint", id: `${id}-hint` }, hint),
    control,
  );
}

/** A field of text. */
export function textField(
  id: string,
  label: string,
  value: string,
  changed: (value: string) => void,
  more: { hint?: string; type?: string; settled?: () => void; number?: boolean; fixed?: string } = {},
): HTMLElement {
  const control = h("input", {
    type: more.type ?? "text",
    class: more.number ? "number" : undefined,
    inputmode: more.number ? "numeric" : undefined,
    value,
    autocomplete: "off",
    readonly: more.fixed !== undefined,
    oninput: (event) => changed((event.target as HTMLInputElement).value),
    onchange: () => more.settled?.(),
  });
  return field(id, label, control, more.fixed ?? more.hint);
}

/** A field of several lines. */
export function linesField(
  id: string,
  label: string,
  value: string,
  changed: (value: string) => void,
  more: { fixed?: string } = {},
): HTMLElement {
  const control = h("textarea", {
    rows: 2,
    readonly: more.fixed !== undefined,
    oninput: (event) => changed((event.target as HTMLTextAreaElement).value),
  });
  control.value = value;
  return field(id, label, control, more.fixed);
}

/** A choice among a few. */
export function select(
  value: string,
  options: readonly (readonly [value: string, text: string])[],
  changed: (value: string) => void,
  attributes: Record<string, string> = {},
): HTMLSelectElement {
  return h(
    "select",
    { ...attributes, onchange: (event) => changed((event.target as HTMLSelectElement).value) },
    options.map(([option, text]) => h("option", { value: option, selected: option === value }, text)),
  );
}

/** A button. */
export function button(id: string, text: string, pressed: () => void, kind = ""): HTMLButtonElement {
  return h("button", { type: "button", id, class: kind === "" ? undefined : kind, onclick: pressed }, text);
}

/** Bytes as people read them. */
export function size(bytes: number, language: string): string {
  // What is there is never nothing.
  const [unit, value] = bytes < 1_000_000 ? ["kB", Math.max(bytes / 1000, 0.1)] : ["MB", bytes / 1_000_000];
  const digits = value < 10 ? 1 : 0;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${unit}`;
}

/** An address that a sentence may be cut at: hashes in groups of four. */
export function grouped(hash: string): string {
  return hash.match(/.{1,4}/g)?.join(" ") ?? hash;
}
