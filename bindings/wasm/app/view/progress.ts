/** How far something long is, with its rate, what remains, and a way to end it. */
import { h } from "../../elements/dom.js";
import type { App } from "../app.js";
import type { Progress } from "../protocol.js";
import { button, size } from "./parts.js";

/** What is over before this needs no bar. */
const SHOWN_AFTER = 300;

/** The bar at the foot of the page. */
export class ProgressView {
  #progress: Progress | undefined;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly app: App) {}

  begin(): void {
    this.#since = performance.now();
    this.#progress = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#show(), SHOWN_AFTER);
  }

  told(progress: Progress): void {
    if (this.#progress?.what !== progress.what) this.#since = performance.now();
    this.#progress = progress;
    this.render();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#progress = undefined;
    this.#place()?.replaceChildren();
  }

  #place(): HTMLElement | null {
    return document.getElementById("progress");
  }

  #show(): void {
    this.#timer = undefined;
    const { text } = this.app;
    this.#place()?.replaceChildren(
      h(
        "section",
        { class: "working", "aria-labelledby": "working-what" },
        h("p", { id: "working-what" }),
        h("progress", { id: "working-bar", max: 1, "aria-labelledby": "working-what" }),
        h("p", { class: "hint", id: "working-rest" }),
        button("cancel", text.cancel, () => this.app.cancel()),
      ),
    );
    this.render();
  }

  /** Only what changes is written: the button must not move under a finger. */
  render(): void {
    const [what, bar, rest] = ["working-what", "working-bar", "working-rest"].map((id) =>
      document.getElementById(id),
    );
    if (!what || !rest || !(bar instanceof HTMLProgressElement)) return;
    const { text, state } = this.app;
    const { language } = state;
    const progress = this.#progress;
    what.textContent = text.working[progress?.what ?? "counting"];
    const cancel = document.getElementById("cancel");
    if (cancel) cancel.textContent = text.cancel;
    if (!progress || progress.total === 0) {
      bar.removeAttribute("value");
      rest.textContent = "";
      return;
    }
    const { done, total, rows } = progress;
    bar.value = done / total;
    const seconds = (performance.now() - this.#since) / 1000;
    const rate = done / Math.max(seconds, 0.001);
    const parts = [
      text.done_of(size(done, language), size(total, language)),
      text.rate(size(rate, language)),
    ];
    if (rows !== undefined) parts.push(text.rows_read(rows.toLocaleString(language)));
    if (seconds > 1) parts.push(text.remaining(Math.ceil((total - done) / rate)));
    rest.textContent = parts.join(" · ");
  }
}
