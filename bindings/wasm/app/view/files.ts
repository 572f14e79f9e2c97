/** Files: dropped or chosen, what each is, and which column is what. */
import { type Child, h } from "../../elements/dom.js";
import { choose, remove, startOver, take } from "../actions/files.js";
import type { App } from "../app.js";
import { chosen, dropped } from "../files.js";
import type { FileView, Kind } from "../protocol.js";
import { sample } from "../sample.js";
import { button, problem, section, select, size } from "./parts.js";

/** What a person may say that a file is. */
const OFFERED: readonly Kind[] = [
  "roll_list",
  "nominations",
  "ballot_form",
  "voted_list",
  "election",
  "candidates",
  "roll",
  "ballots",
  "roll_marks",
  "proceedings",
  "meeting",
  "freeze",
  "decisions",
  "pabulib",
  "data_set",
  "record",
  "sealed_ballots",
  "hash_list",
  "definition",
  "unknown",
];

/** The section of files. */
export function files(app: App): HTMLElement {
  const { text, state } = app;
  const views = state.review?.files ?? [];
  return section(
    "files",
    text.files,
    h("p", {}, text.files_lead),
    zone(app),
    problem(app, "files"),
    views.length > 0 && folded(app, views),
    // Nothing follows below, so here it is said how to go on.
    views.length > 0 &&
      state.review?.stage === "empty" &&
      h("p", { class: "notice care", id: "nothing-known" }, text.nothing_known),
    views.length > 0 &&
      h(
        "p",
        { class: "actions" },
        button("start-over", text.start_over, () => startOver(app), "quiet"),
      ),
  );
}

/** The list; once there is a result it is folded away. */
function folded(app: App, views: readonly FileView[]): HTMLElement {
  const { text, state } = app;
  const counted = state.counted !== undefined;
  return h(
    "details",
    { class: "bare", id: counted ? "files-counted" : "files-list", open: !counted },
    h(
      "summary",
      { id: counted ? "files-counted-summary" : "files-summary" },
      text.files_number(views.length),
    ),
    table(app, views),
  );
}

function zone(app: App): HTMLElement {
  const { text, state } = app;
  const input = (id: string, folder: boolean) => {
    const element = h("input", {
      type: "file",
      id,
      multiple: true,
      hidden: true,
      onchange: (event) => {
        const from = event.target as HTMLInputElement;
        const named = chosen(from.files);
        from.value = "";
        if (named.length > 0) void take(app, named);
      },
    });
    if (folder) element.webkitdirectory = true;
    return element;
  };
  const pick = (id: string) => () => document.getElementById(id)?.click();
  const over = (event: Event, is: boolean) => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).classList.toggle("over", is);
  };
  return h(
    "div",
    {
      class: state.counted ? "zone small" : "zone",
      id: "zone",
      ondragover: (event) => over(event, true),
      ondragleave: (event) => over(event, false),
      ondrop: (event) => {
        over(event, false);
        const data = (event as DragEvent).dataTransfer;
        if (!data) return;
        void dropped(data).then((named) => (named.length > 0 ? take(app, named) : undefined));
      },
    },
    input("file-input", false),
    input("folder-input", true),
    h("p", { class: "drop" }, text.drop, h("span", { class: "hint" }, ` ${text.or}`)),
    h(
      "div",
      { class: "actions" },
      button("choose", text.choose, pick("file-input"), "primary"),
      button("choose-folder", text.choose_folder, pick("folder-input")),
      state.taken.length === 0 && button("sample", text.sample, () => void take(app, sample()), "quiet"),
    ),
  );
}

function table(app: App, views: readonly FileView[]): HTMLElement {
  const { text, state } = app;
  return h(
    "ul",
    { class: "files", "aria-label": text.files },
    views.map((view) => {
      const known = text.kinds[view.kind];
      const options = OFFERED.map(
        (kind) => [kind, kind === "unknown" ? text.leave_out : text.kinds[kind]] as const,
      );
      const is = select(view.kind, options, (kind) => void choose(app, view.id, { kind: kind as Kind }), {
        id: `kind-${view.id}`,
        "aria-label": text.what_is(view.name),
      });
      return h(
        "li",
        { class: view.listed ? "listed" : view.kind === "unknown" ? "unused" : undefined },
        h(
          "div",
          { class: "file" },
          h("span", { class: "name" }, view.name),
          h("span", { class: "hint" }, view.size === 0 ? text.empty_file : size(view.size, state.language)),
          view.listed ? h("span", {}, text.listed) : OFFERED.includes(view.kind) ? is : h("span", {}, known),
          h(
            "button",
            {
              type: "button",
              class: "quiet",
              id: `remove-${view.id}`,
              "aria-label": text.remove_file(view.name),
              onclick: () => void remove(app, view.id),
            },
            text.remove,
          ),
        ),
        columns(app, view),
      );
    }),
  );
}

/** For what each column was taken; another may be said for each meaning. */
function columns(app: App, view: FileView): Child {
  const { text } = app;
  const { mapping, meanings } = view;
  if (!mapping) return undefined;
  const meaning = (word: string) => text.meanings[word] ?? word;
  const chosen = app.state.said.choices[view.id]?.columns ?? {};
  return h(
    "details",
    { class: "columns", id: `columns-${view.id}` },
    h("summary", { id: `columns-summary-${view.id}` }, text.columns_of(view.name)),
    mapping.tool !== undefined && h("p", { class: "hint" }, text.read_by(mapping.tool)),
    h(
      "table",
      {},
      h("caption", { class: "visually-hidden" }, text.columns_of(view.name)),
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col" }, text.column), h("th", { scope: "col" }, text.read_as)),
      ),
      h(
        "tbody",
        {},
        mapping.columns.map(([header, taken], place) => {
          const known = taken !== null && meanings.includes(taken) ? taken : "";
          const options: [string, string][] = [
            ["", taken === null || known ? text.not_read : taken],
            ...meanings.map((word): [string, string] => [word, meaning(word)]),
          ];
          const change = (to: string) => {
            const columns = { ...chosen };
            if (known !== "") columns[known] = null;
            if (to !== "") columns[to] = header;
            void choose(app, view.id, { columns });
          };
          return h(
            "tr",
            {},
            h("th", { scope: "row" }, header),
            h(
              "td",
              {},
              select(known, options, change, {
                id: `column-${view.id}-${place}`,
                "aria-label": `${header}: ${text.read_as}`,
              }),
            ),
          );
        }),
      ),
    ),
  );
}
