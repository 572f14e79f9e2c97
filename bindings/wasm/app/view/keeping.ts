/** What is taken along to go on elsewhere or another day: the folder of the election, and its definition. */
import { type Child, h } from "../../elements/dom.js";
import { download } from "../actions/documents.js";
import type { App } from "../app.js";
import { meetingOf } from "../state.js";
import { button } from "./parts.js";

/** The folder as an archive, and the definition as JSON. */
export function toGoOn(app: App): Child {
  const { text, state } = app;
  const ballots = state.review?.stage === "ready";
  const part = (id: string, label: string, hint: string, pressed: () => void) =>
    h("div", { class: "actions" }, button(id, label, pressed), h("span", { class: "hint" }, hint));
  return [
    h("h3", {}, text.to_go_on),
    part(
      "folder",
      text.folder,
      ballots ? text.folder_hint : text.folder_unvoted_hint,
      () => void download(app, (ask) => ask("folder", meetingOf(state))),
    ),
    part(
      "definition",
      text.definition,
      text.definition_hint,
      () => void download(app, (ask) => ask("definition")),
    ),
  ];
}
