import type { Ballot, Candidate, Definition, VoterId } from "../../js/engine-types.js";
import { VaaliElement } from "../base.js";
import { h } from "../dom.js";
import { moment, spoken } from "../language.js";
import { about, row } from "./candidates.js";
import { instruction, Marks, searchable } from "./marks.js";
import { STYLE } from "./style.js";

/** What `vaali-change` tells. It says how many marks there are, and not whom. */
export interface ChangeDetail {
  /** Marks on the ballot. */
  marks: number;
  /** The most that are allowed. */
  max: number;
}

/** What `vaali-cast` tells. `preventDefault` refuses the cast. */
export interface CastDetail {
  /** The ballot, as the engine takes it. */
  ballot: Ballot;
  /** Whether it is blank, on purpose. */
  blank: boolean;
  /**
   * Hands over a promise: the ballot counts as cast when it is fulfilled, with a receipt if it gives one;
   * when it is rejected, the voter is told and keeps the marks.
   */
  waitUntil(promise: Promise<string | undefined>): void;
}

type Screen = "mark" | "review" | "casting" | "cast";

/** `<vaali-ballot>`: mark, review, cast. It posts nothing: the page listens to `vaali-cast`. */
export class VaaliBallot extends VaaliElement<Definition> {
  static formAssociated = true;
  static override observedAttributes = [...VaaliElement.observedAttributes, "voter", "disabled"];

  readonly #internals = this.attachInternals?.();
  #definition: Definition | undefined;
  #marks: Marks | undefined;
  #screen: Screen = "mark";
  #blank = false;
  /** What was tried and cannot be; the words for it follow the language and the marks. */
  #tried: "review" | "blank" | undefined;
  #failed: "failed" | "refused" | undefined;
  #search = "";
  #group = "";
  #cast: { at: Date; marks: number; receipt: string | undefined } | undefined;
  #restored: string[] = [];
  #turn = 0;

  protected style_sheet(): string {
    return STYLE;
  }

  /** The election, as the engine has it: title, rules, candidates, and the roll for the names of organisations. */
  get definition(): Definition | undefined {
    return this.#definition;
  }

  set definition(definition: Definition | undefined) {
    const before = this.#marks?.ids ?? this.#restored;
    const same = definition?.id === this.#definition?.id || this.#definition === undefined;
    this.#definition = definition;
    this.#marks = definition && new Marks(definition);
    if (same)
      for (const id of before) this.#marks?.set(id, definition?.candidates.some((c) => c.id === id) ?? false);
    else this.#start_over();
    this.#tell();
    if (this.isConnected) this.render();
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

  /** Whether nothing can be marked now. */
  get disabled(): boolean {
    return this.hasAttribute("disabled") || this.#form_disabled;
  }

  set disabled(disabled: boolean) {
    this.toggleAttribute("disabled", disabled);
  }

  #form_disabled = false;

  /** Whether the ballot has been cast. */
  get isCast(): boolean {
    return this.#screen === "cast";
  }

  /** How many candidates are marked. */
  get markCount(): number {
    return this.#marks?.count ?? 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    globalThis.addEventListener("beforeunload", this.#leaving);
  }

  disconnectedCallback(): void {
    globalThis.removeEventListener("beforeunload", this.#leaving);
  }

  formResetCallback(): void {
    this.#start_over();
    this.render();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#form_disabled = disabled;
    this.render();
  }

  /** Marks that the browser kept over a reload or the way back; never a cast ballot. */
  formStateRestoreCallback(state: unknown): void {
    if (typeof state !== "string") return;
    const ids: unknown = JSON.parse(state);
    if (!Array.isArray(ids)) return;
    this.#restored = ids.filter((id) => typeof id === "string");
    for (const id of this.#restored) {
      if (this.#definition?.candidates.some((candidate) => candidate.id === id)) this.#marks?.set(id, true);
    }
    this.#tell();
    this.render();
  }

  readonly #leaving = (event: BeforeUnloadEvent): void => {
    if (this.markCount > 0 && !this.isCast) event.preventDefault();
  };

  #start_over(): void {
    this.#turn++;
    this.#marks?.clear();
    this.#screen = "mark";
    this.#blank = false;
    this.#tried = undefined;
    this.#failed = undefined;
    this.#search = "";
    this.#group = "";
    this.#cast = undefined;
    this.#restored = [];
    this.#tell();
  }

  /** What a form around sees: nothing until the ballot is cast. */
  #tell(): void {
    if (!this.#internals?.setFormValue) return;
    const marks = this.#marks?.ids ?? [];
    if (this.isCast) {
      this.#internals.setFormValue(JSON.stringify(this.#sent ?? {}), "[]");
      this.#internals.setValidity({});
    } else {
      this.#internals.setFormValue(null, JSON.stringify(marks));
      const anchor = this.root.querySelector<HTMLElement>("button.primary");
      this.#internals.setValidity({ valueMissing: true }, this.text.must_cast, anchor ?? undefined);
    }
  }

  #sent: Ballot | undefined;

  #show(screen: Screen): void {
    this.#screen = screen;
    this.render();
    this.#tell();
    this.root.querySelector<HTMLElement>("h2")?.focus();
    this.scrollIntoView?.({ block: "start" });
  }

  protected render(): void {
    const focused = this.root.activeElement?.id;
    const definition = this.#definition;
    const marks = this.#marks;
    this.root.replaceChildren();
    if (!definition || !marks) return;
    const language = this.language;
    const page = h("div", { class: "page", lang: language, part: "page" });
    this.root.append(page);
    if (definition.test) page.append(h("p", { class: "test", part: "test" }, this.text.test));
    if (this.#screen === "mark") this.#render_marks(page, definition, marks);
    else if (this.#screen === "cast") this.#render_receipt(page, definition);
    else this.#render_review(page, definition, marks);
    if (focused) this.root.getElementById(focused)?.focus();
  }

  #head(title: string, definition: Definition, below?: string): HTMLElement {
    return h(
      "div",
      { class: "head", part: "head" },
      h(
        "div",
        {},
        h("p", { class: "quiet-text" }, spoken(definition.title, this.language)),
        h("h2", { tabindex: -1, part: "title" }, title),
        below !== undefined && h("p", { part: "instruction", id: "instruction" }, below),
      ),
      this.switcher(),
    );
  }

  // Marking -------------------------------------------------------------------------------------

  #render_marks(page: HTMLElement, definition: Definition, marks: Marks): void {
    const text = this.text;
    const groups = [...new Set(definition.candidates.flatMap(({ groups }) => groups ?? []))];
    const list = h("ul", { class: "candidates", part: "candidates" });
    const context = {
      definition,
      marks,
      voter: this.voter,
      language: this.language,
      text,
      onmark: (id: string, marked: boolean) => this.#mark(id, marked),
    };
    definition.candidates.forEach((candidate, index) => {
      list.append(row(candidate, index, context));
    });
    page.append(
      this.#head(text.ballot, definition, instruction(definition, text)),
      this.#problem_box(definition, marks) ?? "",
      h(
        "div",
        { class: "filters", role: "search", part: "filters" },
        h(
          "label",
          {},
          text.search,
          h("input", {
            type: "search",
            id: "search",
            value: this.#search,
            autocomplete: "off",
            oninput: (event) => {
              this.#search = (event.target as HTMLInputElement).value;
              this.#filter(list);
            },
          }),
        ),
        groups.length > 0 &&
          h(
            "label",
            { class: "group" },
            text.group,
            h(
              "select",
              {
                id: "group",
                onchange: (event) => {
                  this.#group = (event.target as HTMLSelectElement).value;
                  this.#filter(list);
                },
              },
              h("option", { value: "" }, text.all_groups),
              groups.map((group) => h("option", { value: group, selected: group === this.#group }, group)),
            ),
          ),
        h("div", { class: "found", role: "status", id: "found" }),
      ),
      h(
        "fieldset",
        {
          part: "fieldset",
          disabled: this.disabled,
          "aria-describedby": this.#problems(marks).length > 0 ? "problem instruction" : "instruction",
        },
        h("legend", {}, text.candidates),
        list,
      ),
      h(
        "div",
        {},
        h(
          "button",
          {
            type: "button",
            class: "quiet",
            part: "button blank",
            id: "blank",
            disabled: this.disabled,
            onclick: () => this.#review(true),
          },
          text.vote_blank,
        ),
      ),
    );
    this.root.append(
      h(
        "div",
        { class: "bar", part: "bar", lang: this.language },
        h(
          "div",
          { class: "inner" },
          h("div", { class: "counter", id: "counter", role: "status", part: "counter" }),
          h(
            "div",
            { class: "actions" },
            h(
              "button",
              {
                type: "button",
                class: "primary",
                part: "button primary",
                id: "review",
                disabled: this.disabled,
                onclick: () => this.#review(false),
              },
              text.review,
            ),
          ),
        ),
      ),
    );
    this.#count(marks);
    this.#filter(list);
  }

  #mark(id: string, marked: boolean): void {
    const marks = this.#marks;
    if (!marks) return;
    marks.set(id, marked);
    this.#count(marks);
    this.#mend(marks);
    this.#filter(this.root.querySelector<HTMLUListElement>(".candidates"));
    this.#tell();
    this.send<ChangeDetail>("vaali-change", { marks: marks.count, max: marks.max });
  }

  /** What was wrong follows the marks, until nothing is. */
  #mend(marks: Marks): void {
    const box = this.root.getElementById("problem");
    if (!box || !this.#definition) return;
    const now = this.#problem_box(this.#definition, marks);
    if (now) box.replaceChildren(...now.childNodes);
    else {
      this.#tried = undefined;
      box.remove();
      this.root.querySelector("fieldset")?.setAttribute("aria-describedby", "instruction");
    }
  }

  #count(marks: Marks): void {
    const counter = this.root.getElementById("counter");
    if (!counter) return;
    const over = marks.count - marks.max;
    counter.classList.toggle("over", over > 0);
    const state = over > 0 ? h("span", { class: "over" }, this.text.too_many(over)) : undefined;
    counter.replaceChildren(
      h("strong", {}, this.text.marked(marks.count, marks.max)),
      h("span", { class: "state" }, ...(state ? [state, " · "] : []), this.text.not_cast),
    );
  }

  /** Shows whom the search and the group leave, and says which marks are out of sight. */
  #filter(list: HTMLUListElement | null): void {
    const definition = this.#definition;
    const marks = this.#marks;
    const found = this.root.getElementById("found");
    if (!definition || !marks || !list || !found) return;
    const wanted = this.#search.trim().toLocaleLowerCase("fi").split(/\s+/);
    const fits = (candidate: Candidate) => {
      const inGroup = this.#group === "" || candidate.groups?.includes(this.#group);
      const all = searchable(definition, candidate);
      return Boolean(inGroup) && wanted.every((word) => all.includes(word));
    };
    let shown = 0;
    let hidden = 0;
    definition.candidates.forEach((candidate, index) => {
      const visible = fits(candidate);
      list.children[index]?.toggleAttribute("hidden", !visible);
      if (visible) shown++;
      else if (marks.has(candidate.id)) hidden++;
    });
    const filtered = shown < definition.candidates.length;
    const said = [
      filtered ? this.text.shown(shown, definition.candidates.length) : "",
      shown === 0 ? this.text.nobody_found : "",
      hidden > 0 ? this.text.hidden_marked(hidden) : "",
    ].filter((part) => part !== "");
    const words = said.join(". ").replace(/\.\./g, ".");
    if (found.dataset["said"] === words) return;
    found.dataset["said"] = words;
    found.replaceChildren(...(words ? [h("span", {}, words)] : []));
    if (filtered) {
      found.append(
        h(
          "button",
          { type: "button", class: "quiet", id: "all", onclick: () => this.#show_all() },
          this.text.show_all,
        ),
      );
    }
  }

  #show_all(): void {
    this.#search = "";
    this.#group = "";
    this.render();
    this.root.getElementById("search")?.focus();
  }

  #problem_box(definition: Definition, marks: Marks): HTMLElement | undefined {
    const problems = this.#problems(marks);
    if (problems.length === 0) return undefined;
    const number_of = (id: string) => definition.candidates.findIndex((candidate) => candidate.id === id);
    const jump = (event: Event, id: string) => {
      event.preventDefault();
      this.#search = "";
      this.#group = "";
      this.render();
      this.root.getElementById(`c${number_of(id)}`)?.focus();
    };
    return h(
      "div",
      { class: "problem", id: "problem", tabindex: -1, role: "alert", part: "problem" },
      h("h3", {}, this.text.problem),
      h(
        "ul",
        {},
        problems.map((problem) => h("li", {}, problem)),
      ),
      marks.count > 0 && [
        h("p", { class: "marked" }, this.text.go_to_marked),
        h(
          "div",
          { class: "marked" },
          marks.candidates.map((candidate) =>
            h(
              "a",
              { href: `#c${number_of(candidate.id)}`, onclick: (event) => jump(event, candidate.id) },
              candidate.name,
            ),
          ),
        ),
      ],
    );
  }

  // Review --------------------------------------------------------------------------------------

  /** From the marks to the review, or to what is wrong. Nothing is cast by this. */
  #review(blank: boolean): void {
    const marks = this.#marks;
    if (!marks) return;
    this.#tried = blank ? "blank" : "review";
    this.#blank = blank;
    this.#failed = undefined;
    if (this.#problems(marks).length > 0) {
      this.render();
      const box = this.root.getElementById("problem");
      box?.focus();
      box?.scrollIntoView?.({ block: "nearest" });
      return;
    }
    this.#tried = undefined;
    this.#show("review");
  }

  /** What is wrong with what was tried, as long as it is wrong. */
  #problems(marks: Marks): string[] {
    if (this.#tried === undefined) return [];
    if (this.#tried === "review") return marks.judge(this.text, this.voter).problems;
    return marks.count > 0 ? [this.text.problem_blank(marks.count)] : [];
  }

  #render_review(page: HTMLElement, definition: Definition, marks: Marks): void {
    const text = this.text;
    const casting = this.#screen === "casting";
    const { more } = marks.judge(text, this.voter);
    page.append(
      this.#head(text.review_title, definition),
      h("p", { class: "not-cast", part: "not-cast" }, text.review_not_cast),
      this.#failed !== undefined
        ? h("p", { class: "problem", role: "alert", id: "failed" }, text[this.#failed])
        : "",
      this.#blank
        ? h("p", { class: "care", part: "warning" }, text.review_blank)
        : h(
            "div",
            {},
            h("h3", { id: "chosen" }, text.review_marks(marks.count)),
            h(
              "ol",
              { class: "chosen", part: "chosen", "aria-labelledby": "chosen" },
              marks.candidates.map((candidate) =>
                h(
                  "li",
                  {},
                  h("span", { class: "name" }, candidate.name),
                  about(definition, candidate, this.language),
                ),
              ),
            ),
          ),
      !this.#blank && more > 0 ? h("p", { class: "care", part: "warning" }, text.review_fewer(more)) : "",
      h(
        "div",
        { class: "actions" },
        h(
          "button",
          {
            type: "button",
            class: "primary",
            part: "button primary",
            id: "cast",
            "aria-disabled": casting ? "true" : undefined,
            onclick: () => void this.#send(),
          },
          casting ? text.casting : text.cast,
        ),
        h(
          "button",
          {
            type: "button",
            part: "button",
            id: "back",
            disabled: casting,
            onclick: () => this.#show("mark"),
          },
          text.back,
        ),
        h("span", { class: "visually-hidden", role: "status" }, casting ? text.casting : ""),
      ),
    );
  }

  async #send(): Promise<void> {
    const marks = this.#marks;
    if (!marks || this.#screen !== "review" || this.disabled) return;
    // The rules may have changed since the review was opened.
    if (!this.#blank && marks.judge(this.text, this.voter).problems.length > 0) {
      this.#screen = "mark";
      this.#review(false);
      return;
    }
    const at = new Date();
    const voter = this.voter;
    const ballot: Ballot = {
      ...(voter === undefined ? {} : { voter }),
      cast_at: at.toISOString(),
      marks: this.#blank ? [] : marks.ids,
    };
    const promises: Promise<string | undefined>[] = [];
    const accepted = this.send<CastDetail>(
      "vaali-cast",
      { ballot, blank: this.#blank, waitUntil: (promise) => promises.push(promise) },
      true,
    );
    if (!accepted) {
      this.#not_cast("refused");
      return;
    }
    let receipt: string | undefined;
    if (promises.length > 0) {
      const turn = ++this.#turn;
      this.#screen = "casting";
      this.render();
      this.root.getElementById("cast")?.focus();
      try {
        receipt = (await Promise.all(promises)).find((given) => typeof given === "string");
      } catch (error) {
        if (turn !== this.#turn) return;
        this.#not_cast("failed");
        this.fail("W11", error instanceof Error ? error.message : String(error));
        return;
      }
      if (turn !== this.#turn) return;
    }
    this.#cast = { at, marks: ballot.marks.length, receipt };
    this.#sent = ballot;
    marks.clear();
    this.#show("cast");
  }

  #not_cast(why: "failed" | "refused"): void {
    this.#failed = why;
    this.#screen = "review";
    this.render();
    this.root.getElementById("cast")?.focus();
  }

  // Receipt -------------------------------------------------------------------------------------

  /** That it was cast, and when; not for whom: somebody may stand behind the voter. */
  #render_receipt(page: HTMLElement, definition: Definition): void {
    const text = this.text;
    const cast = this.#cast;
    if (!cast) return;
    page.classList.add("receipt");
    page.append(
      this.#head(text.receipt_title, definition),
      h(
        "p",
        { part: "receipt" },
        text.receipt_text(moment(cast.at, this.language)),
        " ",
        cast.marks === 0 ? text.receipt_blank : text.receipt_marks(cast.marks),
      ),
      cast.receipt !== undefined
        ? h("p", { part: "receipt-code" }, `${text.receipt_code}: `, h("code", {}, cast.receipt))
        : "",
      h("p", { class: "quiet-text" }, text.closed),
    );
  }
}
