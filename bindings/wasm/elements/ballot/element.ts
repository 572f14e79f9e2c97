import type { Ballot, Definition, VoterId } from "../../js/engine-types.js";
import { VaaliElement } from "../base.js";
import type { Child } from "../dom.js";
import { handOver } from "./cast.js";
import type { CastDetail, ChangeDetail } from "./events.js";
import { Filter } from "./filter.js";
import { type Actions, MarkingScreen } from "./marking.js";
import { Marks } from "./marks.js";
import { problems, type Tried } from "./problems.js";
import { inFormScreen, receiptScreen } from "./receipt.js";
import { reviewScreen } from "./review.js";
import type { Screen } from "./screen.js";
import { STYLE } from "./style.js";

/** Where a ballot stands between the first mark and the receipt. */
type Stage =
  | { at: "mark"; tried: Tried }
  | { at: "review"; blank: boolean; casting: boolean; failed: "failed" | "refused" | undefined }
  | { at: "cast"; ballot: Ballot; when: Date; receipt: string | undefined; form: "none" | "unsent" | "sent" };

const FIRST: Stage = { at: "mark", tried: undefined };

/** `<vaali-ballot>`: mark, review, cast. It posts nothing: the page listens to `vaali-cast`. */
export class VaaliBallot extends VaaliElement<Definition> {
  static formAssociated = true;
  static override observedAttributes = [...VaaliElement.observedAttributes, "voter", "disabled"];

  readonly #internals = this.attachInternals?.();
  readonly #filter = new Filter();
  #definition: Definition | undefined;
  #marks: Marks | undefined;
  #stage: Stage = FIRST;
  #marking: MarkingScreen | undefined;
  #restored: string[] = [];
  #formDisabled = false;
  /** Raised when the ballot starts over, so that an answer to an earlier cast is not taken for one to this. */
  #turn = 0;

  protected sheet(): string {
    return STYLE;
  }

  /** The election, as the engine has it: title, rules, candidates, and the roll for the names of organisations. */
  get definition(): Definition | undefined {
    return this.#definition;
  }

  set definition(definition: Definition | undefined) {
    if (definition && !(Array.isArray(definition.candidates) && definition.rules?.marks)) {
      throw new TypeError("a definition has candidates, and rules with marks");
    }
    const same = this.#definition === undefined || definition?.id === this.#definition.id;
    const before = this.#marks?.ids ?? this.#restored;
    this.#definition = definition;
    this.#marks = definition && new Marks(definition, same ? before : []);
    if (!same) this.#startOver();
    this.render();
  }

  protected take(data: Definition): void {
    this.definition = data;
  }

  /** The voter on whose behalf the ballot is cast, where ballots name voters. */
  get voter(): VoterId | undefined {
    return this.getAttribute("voter") ?? undefined;
  }

  set voter(voter: VoterId | undefined) {
    if (voter === undefined) this.removeAttribute("voter");
    else this.setAttribute("voter", voter);
  }

  /** The name under which a form sends the ballot. */
  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(name: string) {
    this.setAttribute("name", name);
  }

  /** Whether nothing can be marked or cast now. */
  get disabled(): boolean {
    return this.hasAttribute("disabled") || this.#formDisabled;
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute("disabled", disabled);
  }

  /** Whether the ballot has been cast; in a form, whether the form has it. */
  get isCast(): boolean {
    return this.#stage.at === "cast";
  }

  /** How many candidates are marked. */
  get markCount(): number {
    return this.#marks?.count ?? 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.addEventListener("beforeunload", this.#leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    globalThis.removeEventListener("beforeunload", this.#leaving);
  }

  formResetCallback(): void {
    this.#startOver();
    this.render();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#formDisabled = disabled;
    this.render();
  }

  /** Marks that the browser kept over a reload or the way back; never a cast ballot. */
  formStateRestoreCallback(state: unknown): void {
    this.#restored = kept(state);
    for (const id of this.#restored) this.#marks?.set(id, true);
    this.render();
  }

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    const stage = this.#stage;
    const open = stage.at === "cast" ? stage.form === "unsent" : stage.at === "review" || this.markCount > 0;
    if (open) event.preventDefault();
  };

  #startOver(): void {
    this.#turn++;
    this.#marks?.clear();
    this.#filter.clear();
    this.#restored = [];
    this.#stage = FIRST;
  }

  /** What a form around sees: nothing until the ballot is cast. */
  #tellForm(): void {
    const internals = this.#internals;
    if (!internals?.setFormValue) return;
    if (this.#stage.at === "cast") {
      internals.setFormValue(JSON.stringify(this.#stage.ballot), "[]");
      internals.setValidity({});
    } else {
      internals.setFormValue(null, JSON.stringify(this.#marks?.ids ?? this.#restored));
      const anchor = this.root.querySelector<HTMLElement>("button.primary");
      internals.setValidity({ valueMissing: true }, this.text.must_cast, anchor ?? undefined);
    }
  }

  protected override render(): void {
    super.render();
    if (this.isConnected) this.#tellForm();
  }

  protected draw(): Child {
    this.#marking = undefined;
    const screen = this.#screen();
    if (!screen) return undefined;
    const stage = this.#stage;
    switch (stage.at) {
      case "mark":
        this.#marking = new MarkingScreen(this.root, screen, this.#filter, this.#actions);
        return this.#marking.draw(stage.tried);
      case "review":
        return reviewScreen(screen, {
          ...stage,
          cast: () => this.#cast(screen),
          back: () => this.#show(FIRST),
        });
      case "cast": {
        const marks = stage.ballot.marks.length;
        if (stage.form !== "none") return inFormScreen(screen, marks, stage.form === "sent");
        return receiptScreen(screen, { at: stage.when, marks, code: stage.receipt });
      }
    }
  }

  #screen(): Screen | undefined {
    const { language, text, voter, disabled } = this;
    const [definition, marks] = [this.#definition, this.#marks];
    return (
      definition && marks && { definition, marks, voter, language, text, disabled, switcher: this.switcher() }
    );
  }

  readonly #actions: Actions = {
    mark: (id, marked) => {
      const marks = this.#marks;
      if (!marks || this.#stage.at !== "mark") return;
      marks.set(id, marked);
      if (!this.#marking?.follow(this.#stage.tried)) this.#stage = FIRST;
      this.#tellForm();
      this.send<ChangeDetail>("vaali-change", { marks: marks.count, max: marks.max });
    },
    review: (blank) => this.#review(blank),
    showAll: (focus) => {
      this.#filter.clear();
      this.render();
      this.root.getElementById(focus)?.focus();
    },
  };

  /** From the marks to the review, or to what is wrong. Nothing is cast by this. */
  #review(blank: boolean): void {
    const screen = this.#screen();
    if (!screen) return;
    const tried = blank ? "blank" : "review";
    if (problems(tried, screen).length === 0) {
      this.#show({ at: "review", blank, casting: false, failed: undefined });
      return;
    }
    this.#stage = { at: "mark", tried };
    this.render();
    const box = this.root.getElementById("problem");
    box?.focus();
    box?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  #cast(screen: Screen): void {
    const stage = this.#stage;
    if (stage.at !== "review" || stage.casting || this.disabled) return;
    const { marks, voter } = screen;
    const { blank } = stage;
    // The rules or the voter may have changed since the review was opened.
    if (problems(blank ? "blank" : "review", screen).length > 0) {
      this.#review(blank);
      return;
    }
    const when = new Date();
    const ballot: Ballot = {
      ...(voter === undefined ? {} : { voter }),
      cast_at: when.toISOString(),
      marks: blank ? [] : marks.ids,
    };
    const turn = ++this.#turn;
    const handed = handOver(ballot, blank, (detail) => this.send<CastDetail>("vaali-cast", detail, true));
    if (turn !== this.#turn) return;
    if (handed.by === "refused") {
      this.#remain(blank, "refused");
    } else if (handed.by === "nobody") {
      this.#leaveToForm(ballot, when, blank);
    } else {
      this.#stage = { ...stage, casting: true, failed: undefined };
      this.render();
      void handed.receipt.then(
        (receipt) => {
          if (turn === this.#turn) this.#finish({ at: "cast", ballot, when, receipt, form: "none" });
        },
        (error: unknown) => {
          if (turn !== this.#turn) return;
          this.#remain(blank, "failed");
          this.fail("W11", error instanceof Error ? error.message : String(error));
        },
      );
    }
  }

  /** A ballot that the page did not take over: a form around with a name for it does, or it is not cast. */
  #leaveToForm(ballot: Ballot, when: Date, blank: boolean): void {
    const form = this.#internals?.form;
    if (form && this.name !== "") {
      form.addEventListener("formdata", () => this.#sentWithForm(ballot), { once: true });
      this.#finish({ at: "cast", ballot, when, receipt: undefined, form: "unsent" });
    } else {
      this.#remain(blank, "failed");
      this.fail("W30", "nobody took the ballot over: call detail.waitUntil while vaali-cast is handled");
    }
  }

  /** Back to the review, with the marks and the reason. */
  #remain(blank: boolean, failed: "failed" | "refused"): void {
    this.#stage = { at: "review", blank, casting: false, failed };
    this.render();
    this.root.getElementById("cast")?.focus();
  }

  #finish(stage: Stage): void {
    this.#marks?.clear();
    this.#show(stage);
  }

  #sentWithForm(ballot: Ballot): void {
    if (this.#stage.at !== "cast" || this.#stage.ballot !== ballot) return;
    this.#stage = { ...this.#stage, form: "sent" };
    this.render();
  }

  #show(stage: Stage): void {
    this.#stage = stage;
    this.render();
    this.root.getElementById("title")?.focus();
    this.scrollIntoView({ block: "start", behavior: "instant" });
  }
}

/** Marks in what a browser kept; none if it is not of this element. */
function kept(state: unknown): string[] {
  if (typeof state !== "string") return [];
  try {
    const ids: unknown = JSON.parse(state);
    return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
