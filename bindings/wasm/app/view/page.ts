/** The whole page: drawn anew from the state, with the focus where it was. */
import { h } from "../../elements/dom.js";
import { LANGUAGES, NAMES } from "../../elements/language.js";
import type { App } from "../app.js";
import { counting } from "./counting.js";
import { documents } from "./documents.js";
import { figures } from "./figures.js";
import { files } from "./files.js";
import { findings } from "./findings.js";
import { result } from "./result.js";
import { rules } from "./rules.js";
import { same } from "./same.js";
import { tie } from "./tie.js";
import { verifying } from "./verifying.js";

/** Draws everything. */
export function draw(app: App): void {
  const { text, state } = app;
  const active = document.activeElement?.id;
  const before = [...document.querySelectorAll("details")].map(({ id, open }) => [id, open] as const);
  document.documentElement.lang = state.language;
  document.title = text.name;
  document.getElementById("skip")?.replaceChildren(text.skip);
  document.getElementById("head")?.replaceChildren(head(app));
  document
    .getElementById("main")
    ?.replaceChildren(
      ...[
        intro(app),
        files(app),
        same(app),
        findings(app),
        rules(app),
        counting(app),
        tie(app),
        result(app),
        figures(app),
        verifying(app),
        documents(app),
      ].filter((part) => part !== undefined),
    );
  drawFoot(app);
  // What a person unfolded stays so, and what they folded.
  for (const [id, open] of before) document.getElementById(id)?.toggleAttribute("open", open);
  if (active && document.activeElement?.id !== active) document.getElementById(active)?.focus();
}

/** Draws what stands below everything. */
export function drawFoot(app: App): void {
  document.getElementById("foot")?.replaceChildren(foot(app));
}

function head(app: App): HTMLElement {
  const { text, state } = app;
  return h(
    "div",
    { class: "bar" },
    h("p", { class: "brand" }, "vaali"),
    h(
      "div",
      { class: "languages", role: "group", "aria-label": text.language },
      LANGUAGES.map((language) =>
        h(
          "button",
          {
            type: "button",
            id: `language-${language}`,
            lang: language,
            "aria-pressed": String(language === state.language),
            onclick: () => app.speak(language),
          },
          NAMES[language],
        ),
      ),
    ),
  );
}

function intro({ text }: App): HTMLElement {
  return h(
    "div",
    { class: "intro" },
    h("h1", {}, text.name),
    h("p", { class: "lead" }, text.lead),
    h(
      "details",
      { class: "privacy", id: "privacy" },
      h("summary", { id: "privacy-summary" }, text.private_short),
      text.private_text.map((paragraph) => h("p", {}, paragraph)),
    ),
  );
}

function foot({ text, state }: App): HTMLElement {
  return h("p", {}, text.private_short, state.offline && ` ${text.offline_ready}`);
}
