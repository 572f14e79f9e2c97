/** The counting page: what a person does becomes a question to the worker, and its answer a new state. */
import { VaaliError } from "../js/errors.js";
import type { Decline, Lot, Problem } from "../js/types.js";
import type { Language } from "../elements/language.js";
import { Cancelled, Client } from "./client.js";
import { instant, now } from "./clock.js";
import { type Named, save } from "./files.js";
import { MESSAGES, type Messages } from "./messages/index.js";
import type { Choice, Download } from "./protocol.js";
import {
  draftOf,
  empty,
  formOf,
  linesOf,
  lotForm,
  meetingOf,
  methodOf,
  type Place,
  rulesForm,
  type State,
  type Taken,
  whole,
} from "./state.js";
import { ProgressView } from "./view/progress.js";
import { draw } from "./view/page.js";
import { drawReadBack } from "./view/rules.js";

/** The page with its worker. */
export class App {
  state: State;
  readonly #progress: ProgressView;
  readonly #client: Client;
  readonly #idle: ((value: unknown) => void)[] = [];
  #next = 1;

  constructor(language: Language) {
    this.state = empty(language);
    this.#progress = new ProgressView(this);
    this.#client = new Client((progress) => this.#progress.told(progress));
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
    await this.#during("files", async () => {
      this.#progress.told({ what: "loading", done: 0, total: 0 });
      this.state.presets = await this.#client.ask("presets");
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
    this.#progress.render();
  }

  #busy(is: boolean): void {
    this.state.busy = is;
    if (!is) for (const go of this.#idle.splice(0)) go(undefined);
    document.getElementById("main")?.setAttribute("aria-busy", String(is));
  }

  /** Does something with the worker; what it refuses is shown at a place. */
  async #during(at: Place, work: () => Promise<void>): Promise<boolean> {
    // A second press of a button while the first is at work says nothing new.
    if (this.state.busy) return false;
    this.#busy(true);
    this.state.problem = undefined;
    this.#progress.begin();
    let done = false;
    try {
      await work();
      done = true;
    } catch (error) {
      if (error instanceof Cancelled) {
        await this.#restore().catch(() => undefined);
        this.say(this.text.cancelled);
      } else this.state.problem = { at, problems: problemsOf(error) };
    }
    this.#busy(false);
    this.#progress.end();
    this.render();
    if (this.state.problem) document.getElementById(`${at}-problem`)?.focus();
    return done;
  }

  /** Takes files, and looks at everything again. */
  async take(named: readonly Named[]): Promise<void> {
    // Files that come while something else is at work are not lost.
    while (this.state.busy) await new Promise((done) => this.#idle.push(done));
    const before = this.state.taken;
    const taken = named.map(({ name, file }) => ({ id: `f${this.#next++}`, name, file, entries: [] }));
    await this.#during("files", async () => {
      try {
        // A file of the same name is the same file, mended.
        const isMended = (known: Taken) => named.some(({ name }) => name === known.name);
        for (const { entries } of before.filter(isMended)) {
          for (const { id } of entries) await this.#client.ask("remove", id);
        }
        const added: Taken[] = [];
        for (const { id, name, file } of taken) {
          added.push({ id, name, file, entries: await this.#client.ask("add", id, name, file) });
        }
        this.state.taken = [...before.filter((known) => !isMended(known)), ...added];
        await this.#review();
      } catch (error) {
        // What could not be looked at is not kept: it would be in the way of everything that follows.
        this.state.taken = before;
        if (!(error instanceof Cancelled)) {
          this.#client.cancel();
          await this.#restore();
        }
        throw error;
      }
    });
    this.#saidOfFiles();
  }

  /** Hands the files of before to a new worker, and looks at them again. */
  async #restore(): Promise<void> {
    for (const { id, name, file } of this.state.taken) await this.#client.ask("add", id, name, file);
    await this.#review();
  }

  #saidOfFiles(): void {
    const { review } = this.state;
    if (!review) return;
    const errors = review.findings.filter(({ severity }) => severity === "error").length;
    this.say(errors > 0 ? this.text.errors(errors) : this.text.files);
  }

  async remove(id: string): Promise<void> {
    await this.#during("files", async () => {
      for (const taken of this.state.taken) {
        if (taken.entries.some((entry) => entry.id === id)) await this.#client.ask("remove", id);
        taken.entries = taken.entries.filter((entry) => entry.id !== id);
      }
      this.state.taken = this.state.taken.filter(({ entries }) => entries.length > 0);
      delete this.state.said.choices[id];
      await this.#review();
    });
    document.getElementById("choose")?.focus();
  }

  /** Ends what runs; a new worker is handed the files of before. */
  cancel(): void {
    if (this.state.busy) this.#client.cancel();
  }

  startOver(): void {
    if (this.state.busy || !confirm(this.text.start_over_sure)) return;
    for (const { id } of this.state.taken.flatMap(({ entries }) => entries))
      void this.#client.ask("remove", id);
    this.state = { ...empty(this.state.language, this.state.presets), offline: this.state.offline };
    this.render();
    document.getElementById("choose")?.focus();
  }

  /** Looks at everything, and counts again where there was a count. */
  async #review(): Promise<void> {
    const { state } = this;
    const counted = state.counted !== undefined;
    state.unsaved = state.taken.length > 0;
    state.counted = undefined;
    state.sealed = undefined;
    state.verified = undefined;
    state.review = await this.#client.ask("review", state.said);
    const { meeting } = state.review;
    state.meeting = { ...formOf(meeting), ...state.meeting };
    if (counted && state.review.stage === "ready") await this.#count();
  }

  async #count(): Promise<void> {
    const { state } = this;
    state.counted = await this.#client.ask("count");
    const { outcome } = state.counted;
    const label = outcome.outcome === "lot_needed" ? outcome.request.label : "";
    if (state.lot.label !== label) state.lot = lotForm(label);
  }

  async choose(id: string, choice: Choice): Promise<void> {
    const { choices } = this.state.said;
    const before = choices[id];
    // Another kind of file has other columns.
    choices[id] = choice.kind ? choice : { ...before, ...choice };
    await this.#during("files", () => this.#review());
  }

  async decide(file: string, row: number, decision: string): Promise<void> {
    const { said, review } = this.state;
    const entry = review?.same
      .flatMap(({ entries }) => entries)
      .find((entry) => entry.file === file && entry.row === row);
    if (!entry) return;
    const others = said.decisions.filter((known) => known.file !== file || known.row !== row);
    const { id, name } = entry;
    said.decisions = decision === "" ? others : [...others, { file, row, id, name, decision }];
    await this.#during("files", () => this.#review());
  }

  /**
   * The rules that are typed, read back.
   *
   * Nothing else is drawn anew: it happens while a person is on the way to the next control.
   */
  async readBack(): Promise<void> {
    const draft = draftOf(this.state.form, NOBODY);
    this.state.readBack = draft && (await this.#client.ask("readBack", draft).catch(() => undefined));
    drawReadBack(this);
  }

  async useRules(): Promise<void> {
    const { state, text } = this;
    const id = state.said.draft?.id ?? crypto.randomUUID();
    const draft = draftOf(state.form, id);
    const wrong = !draft ? text.whole_numbers : draft.title === "" ? text.title_missing : undefined;
    if (wrong || !draft) return this.refuse("rules", wrong ?? "");
    const done = await this.#during("rules", async () => {
      const before = state.said.draft;
      state.said.draft = draft;
      try {
        await this.#review();
      } catch (error) {
        if (before) state.said.draft = before;
        else delete state.said.draft;
        throw error;
      }
    });
    if (done) document.getElementById("rules-title")?.focus();
  }

  async changeRules(): Promise<void> {
    delete this.state.said.draft;
    await this.#during("rules", () => this.#review());
    document.getElementById("preset")?.focus();
  }

  async useSeats(): Promise<void> {
    const seats = whole(this.state.seats);
    if (!seats) return this.refuse("rules", this.text.whole_numbers);
    this.state.said.seats = seats;
    const done = await this.#during("rules", () => this.#review());
    if (!done) delete this.state.said.seats;
  }

  /** Shows what a person has to mend first. */
  refuse(at: Place, message: string): void {
    this.state.problem = { at, problems: [{ severity: "error", code: "", path: "", message, fix: "" }] };
    this.render();
    document.getElementById(`${at}-problem`)?.focus();
  }

  async count(): Promise<void> {
    this.#progress.told({ what: "ballots", done: 0, total: 0 });
    const done = await this.#during("count", () => this.#count());
    if (!done) return;
    this.say(this.text.counted_message);
    const lot = this.state.counted?.outcome.outcome === "lot_needed";
    document.getElementById(lot ? "tie-title" : "result-title")?.focus();
  }

  /** Whom the seed or the key draws; nothing is recorded yet. */
  async compute(): Promise<void> {
    const { lot, counted } = this.state;
    if (counted?.outcome.outcome !== "lot_needed" || !counted.tie) return;
    if (lot.seed.trim() === "") return this.refuse("tie", this.text.seed_missing);
    const { request } = counted.outcome;
    const method =
      counted.tie.rule === "lot_seeded" ? { seeded: { seed: lot.seed } } : { rfc3797: { key: lot.seed } };
    await this.#during("tie", async () => {
      lot.drawn = await this.#client.ask("draw", { request, method });
      lot.computed = true;
    });
  }

  async recordLot(): Promise<void> {
    const { lot, counted, said } = this.state;
    if (counted?.outcome.outcome !== "lot_needed" || !counted.tie) return;
    const { request } = counted.outcome;
    const { rule } = counted.tie;
    const drawn = lot.drawn.filter((id) => id !== "");
    if (drawn.length !== request.places || new Set(drawn).size !== drawn.length) {
      return this.refuse("tie", this.text.drawn_missing);
    }
    const witnesses = linesOf(lot.witnesses);
    if (rule === "lot_manual" && witnesses.length === 0)
      return this.refuse("tie", this.text.witnesses_missing);
    const record: Lot = { request, drawn, method: methodOf(rule, lot.seed), drawn_at: now() };
    if (witnesses.length > 0) record.witnesses = witnesses;
    if (lot.note.trim() !== "") record.note = lot.note.trim();
    await this.#recorded(
      "tie",
      () => said.lots.push(record),
      () => said.lots.pop(),
    );
  }

  async undoLot(): Promise<void> {
    const { said } = this.state;
    const last = said.lots.at(-1);
    await this.#recorded(
      "result",
      () => said.lots.pop(),
      () => last && said.lots.push(last),
    );
  }

  async recordDecline(): Promise<void> {
    const { said, decline } = this.state;
    if (decline.candidate === "") return;
    const from = decline.from === "seat" ? ("seat" as const) : { office: decline.from };
    const record: Decline = { candidate: decline.candidate, from, at: now() };
    await this.#recorded(
      "result",
      () => said.declines.push(record),
      () => said.declines.pop(),
    );
    this.state.decline = { candidate: "", from: "seat" };
    this.render();
  }

  async undoDecline(): Promise<void> {
    const { said } = this.state;
    const last = said.declines.at(-1);
    await this.#recorded(
      "result",
      () => said.declines.pop(),
      () => last && said.declines.push(last),
    );
  }

  /** Records something and counts again; what the count refuses is not recorded. */
  async #recorded(at: Place, record: () => unknown, takeBack: () => unknown): Promise<void> {
    const { counted } = this.state;
    record();
    const done = await this.#during(at, async () => {
      try {
        await this.#review();
      } catch (error) {
        takeBack();
        await this.#review().catch(() => undefined);
        this.state.counted ??= counted;
        throw error;
      }
    });
    if (!done) return;
    const lot = this.state.counted?.outcome.outcome === "lot_needed";
    document.getElementById(lot ? "tie-title" : "result-title")?.focus();
  }

  /** Makes a document and hands it over. */
  async download(make: (ask: Client["ask"]) => Promise<Download>): Promise<void> {
    await this.#during("documents", async () => {
      this.hand(await make(this.#client.ask.bind(this.#client)));
    });
  }

  /** Hands a file to the browser. */
  hand({ name, type, bytes }: Download): void {
    save(name, type, bytes);
    this.state.unsaved = false;
    this.say(this.text.saved(name));
  }

  async certify(): Promise<void> {
    const { state } = this;
    const settled = state.review?.frozenAt ?? instant(state.frozenAt);
    if (!settled) return this.refuse("certify", this.text.frozen_at_missing);
    const done = await this.#during("certify", async () => {
      state.sealed = await this.#client.ask("certify", settled, now(), meetingOf(state.meeting));
    });
    if (done) document.getElementById("certified-title")?.focus();
  }

  async verify(): Promise<void> {
    const done = await this.#during("verify", async () => {
      this.state.verified = await this.#client.ask("verify", this.state.hash);
    });
    if (done) document.getElementById("verdict")?.focus();
  }
}

/** For rules that are only read back. */
const NOBODY = "00000000-0000-4000-8000-000000000000";

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof VaaliError) return error.problems;
  const message = error instanceof Error ? error.message : String(error);
  return [{ severity: "error", code: "W19", path: "", message, fix: "" }];
}
