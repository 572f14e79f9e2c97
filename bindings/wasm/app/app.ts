/** The counting page: its state, its worker, and how the two go on together. What a person does is in `actions/`. */
import { VaaliError } from "../js/errors.js";
import type { Problem } from "../js/types.js";
import type { Language } from "../elements/language.js";
import { Cancelled, Client } from "./client.js";
import { MESSAGES, type Messages } from "./messages/index.js";
import { empty, figuresForm, lotForm, type Place, rulesForm, type State } from "./state.js";
import { ProgressView } from "./view/progress.js";
import { draw } from "./view/page.js";

/** The page with its worker. */
export class App {
  state: State;
  readonly client: Client;
  readonly progress: ProgressView;
  readonly #idle: ((value: unknown) => void)[] = [];

  constructor(language: Language) {
    this.state = empty(language);
    this.progress = new ProgressView(this);
    this.client = new Client((progress) => this.progress.told(progress));
  }

  /** The texts in the language in use. */
  get text(): Messages {
    return MESSAGES[this.state.language];
  }

  /** Begins: the page is there at once, and the counter is loaded behind it. */
  async start(): Promise<void> {
    this.render();
    addEventListener("beforeunload", (event) => {
      if (this.state.unsaved) event.preventDefault();
    });
    await this.during("files", async () => {
      this.progress.told({ what: "loading", done: 0, total: 0 });
      this.state.presets = await this.client.ask("presets");
      this.state.form = rulesForm(this.state.presets[0]);
    });
    document.documentElement.dataset["ready"] = "true";
  }

  /** Draws the page anew. */
  render(): void {
    draw(this);
  }

  /** Tells it to those who do not see it. */
  say(text: string): void {
    const status = document.getElementById("status");
    if (status) status.textContent = text;
  }

  speak(language: Language): void {
    this.state.language = language;
    this.render();
    this.progress.render();
  }

  /** Puts the focus where a person goes on. */
  focus(id: string): void {
    document.getElementById(id)?.focus();
  }

  #busy(is: boolean): void {
    this.state.busy = is;
    if (!is) for (const go of this.#idle.splice(0)) go(undefined);
    document.getElementById("main")?.setAttribute("aria-busy", String(is));
  }

  /** Waits until nothing is under way. */
  async idle(): Promise<void> {
    while (this.state.busy) await new Promise((done) => this.#idle.push(done));
  }

  /** Does something with the worker; what it refuses is shown at a place. */
  async during(at: Place, work: () => Promise<void>): Promise<boolean> {
    // A second press of a button while the first is at work says nothing new.
    if (this.state.busy) return false;
    this.#busy(true);
    this.state.problem = undefined;
    this.progress.begin();
    let done = false;
    try {
      await work();
      done = true;
    } catch (error) {
      if (error instanceof Cancelled) {
        await this.restore().catch(() => undefined);
        this.say(this.text.cancelled);
      } else this.state.problem = { at, problems: problemsOf(error) };
    }
    this.#busy(false);
    this.progress.end();
    this.render();
    if (this.state.problem) this.focus(`${at}-problem`);
    return done;
  }

  /** Shows what a person has to mend first. */
  refuse(at: Place, message: string): void {
    this.state.problem = { at, problems: [{ severity: "error", code: "", path: "", message, fix: "" }] };
    this.render();
    this.focus(`${at}-problem`);
  }

  /** Ends what runs; a new worker is handed the files of before. */
  cancel(): void {
    if (this.state.busy) this.client.cancel();
  }

  /** Hands the files of before to a new worker, and looks at them again. */
  async restore(): Promise<void> {
    for (const { id, name, file } of this.state.taken) await this.client.ask("add", id, name, file);
    await this.review();
  }

  /** Looks at everything, and counts again where there was a count. */
  async review(): Promise<void> {
    const { state } = this;
    const counted = state.counted !== undefined;
    state.unsaved = state.taken.length > 0;
    state.counted = undefined;
    state.sealed = undefined;
    state.verified = undefined;
    state.stale = undefined;
    state.review = await this.client.ask("review", state.said);
    const { proceedings, seats, stage } = state.review;
    if (seats !== undefined) state.seats = String(seats);
    if (!state.said.figures) state.figures = figuresForm(proceedings);
    if (counted && stage === "ready") await this.count();
  }

  /** Counts what was looked at. */
  async count(): Promise<void> {
    const { state } = this;
    state.counted = await this.client.ask("count");
    const { outcome } = state.counted;
    const label = outcome.outcome === "lot_needed" ? outcome.request.label : "";
    if (state.lot.label !== label) state.lot = lotForm(label);
  }
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof VaaliError) return error.problems;
  const message = error instanceof Error ? error.message : String(error);
  return [{ severity: "error", code: "W19", path: "", message, fix: "" }];
}
