/** Parts that every section of the page has. */
import { type Child, h } from "../../elements/dom.js";
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
      problem.problems.map(({ code, path, message, fix }) => {
        const own = code === "";
        return h(
          "li",
          { lang: own ? undefined : "en" },
          path !== "" && `${path}: `,
          message,
          fix !== "" && h("span", { class: "fix" }, ` ${fix}`),
          !own && h("span", { class: "code" }, ` ${code}`),
        );
      }),
    ),
  );
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
  more: { hint?: string; type?: string; wide?: boolean; settled?: () => void; number?: boolean } = {},
): HTMLElement {
  const control = h("input", {
    type: more.type ?? "text",
    class: more.number ? "number" : undefined,
    inputmode: more.number ? "numeric" : undefined,
    value,
    autocomplete: "off",
    oninput: (event) => changed((event.target as HTMLInputElement).value),
    onchange: () => more.settled?.(),
  });
  return field(id, label, control, more.hint);
}

/** A field of several lines. */
export function linesField(
  id: string,
  label: string,
  value: string,
  changed: (value: string) => void,
): HTMLElement {
  const control = h("textarea", {
    rows: 2,
    oninput: (event) => changed((event.target as HTMLTextAreaElement).value),
  });
  control.value = value;
  return field(id, label, control);
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
  const [unit, value] = bytes < 1_000_000 ? ["kB", bytes / 1000] : ["MB", bytes / 1_000_000];
  const digits = value < 10 ? 1 : 0;
  return `${value.toLocaleString(language, { maximumFractionDigits: digits })} ${unit}`;
}

/** An address that a sentence may be cut at: hashes in groups of four. */
export function grouped(hash: string): string {
  return hash.match(/.{1,4}/g)?.join(" ") ?? hash;
}
