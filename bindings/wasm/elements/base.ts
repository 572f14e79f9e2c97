import { type Child, h } from "./dom.js";
import { LANGUAGES, type Language, languageAround, languageOf, NAMES } from "./language.js";
import { en, type Messages } from "./messages/en.js";
import { fi } from "./messages/fi.js";
import { sv } from "./messages/sv.js";

const BUILT_IN: Record<Language, Messages> = { fi, sv, en };

/** Texts that replace those built in, by language. */
export type Overrides = { [language in Language]?: Partial<Messages> };

/** What `vaali-error` tells. */
export interface ErrorDetail {
  /** A stable code, such as `W11`. */
  code: string;
  /** What happened. */
  message: string;
}

/** The class to extend, also where there is no document: importing must touch nothing. */
export const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as unknown as typeof HTMLElement);

/** What both elements share: language, texts, a style sheet, one data property that may also come from `src`. */
export abstract class VaaliElement<T> extends Base {
  static observedAttributes: string[] = ["lang", "languages", "src"];

  protected readonly root: ShadowRoot;
  #overrides: Overrides = {};
  #chosen: Language | undefined;
  #drawn: Language | undefined;
  #fetched = 0;
  #unreadable = false;
  #page: MutationObserver | undefined;

  constructor() {
    super();
    this.root = this.attachShadow({ mode: "open" });
  }

  /** The style sheet of the element. */
  protected abstract sheet(): string;
  /** What the element shows now; nothing before it has data. */
  protected abstract draw(): Child;
  /** Receives the data that `src` named. */
  protected abstract take(data: T): void;

  connectedCallback(): void {
    // Properties that were set before the element was defined lie on the object and hide the accessors.
    for (const name of Object.keys(this)) {
      const self = this as unknown as Record<string, unknown>;
      const value = self[name];
      if (name in Object.getPrototypeOf(this)) {
        delete self[name];
        self[name] = value;
      }
    }
    if (this.root.adoptedStyleSheets.length === 0) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(this.sheet());
      this.root.adoptedStyleSheets = [sheet];
    }
    // A page that changes its own language changes that of the element.
    this.#page ??= new MutationObserver(() => {
      if (this.language !== this.#drawn) this.render();
    });
    this.#page.observe(this.ownerDocument.documentElement, { attributeFilter: ["lang"] });
    this.render();
  }

  disconnectedCallback(): void {
    this.#page?.disconnect();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (name === "src") void this.#fetch(now);
    if (name === "lang") this.#chosen = undefined;
    this.render();
  }

  /** Texts that replace those built in, by language. */
  get messages(): Overrides {
    return this.#overrides;
  }

  set messages(overrides: Overrides) {
    this.#overrides = overrides;
    this.render();
  }

  /** The language in use: chosen here, or of the element, or of the page. */
  get language(): Language {
    return this.#chosen ?? languageAround(this);
  }

  set language(language: Language) {
    this.#chosen = languageOf(language);
    this.render();
  }

  protected get text(): Messages {
    return { ...BUILT_IN[this.language], ...this.#overrides[this.language] };
  }

  /** Draws the element anew, where it is on a page; what has the focus keeps it, and what was unfolded stays so. */
  protected render(): void {
    if (!this.isConnected) return;
    this.#drawn = this.language;
    const focused = this.root.activeElement?.id;
    const unfolded = [...this.root.querySelectorAll("details[open]")].map(({ id }) => id);
    const shown = this.#unreadable
      ? h("p", { class: "problem", role: "alert", lang: this.language }, this.text.unreadable)
      : this.draw();
    this.root.replaceChildren(...flat(shown));
    for (const id of unfolded) this.root.getElementById(id)?.setAttribute("open", "");
    if (focused) this.root.getElementById(focused)?.focus();
  }

  protected send<D>(name: string, detail: D, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  protected fail(code: string, message: string): void {
    this.send<ErrorDetail>("vaali-error", { code, message });
  }

  /** Buttons that switch the language; `languages=""` leaves them out. */
  protected switcher(): Child {
    const asked = this.getAttribute("languages") ?? LANGUAGES.join(" ");
    const offered = LANGUAGES.filter((language) => asked.split(/\s+/).includes(language));
    if (offered.length < 2) return undefined;
    return h(
      "div",
      { class: "languages", part: "languages", role: "group", "aria-label": this.text.language },
      offered.map((language) =>
        h(
          "button",
          {
            type: "button",
            lang: language,
            id: `language-${language}`,
            "aria-pressed": String(language === this.language),
            onclick: () => {
              this.language = language;
            },
          },
          NAMES[language],
        ),
      ),
    );
  }

  async #fetch(src: string | null): Promise<void> {
    const turn = ++this.#fetched;
    this.#unreadable = false;
    if (src === null) return;
    try {
      const response = await fetch(new URL(src, this.ownerDocument.baseURI));
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      const data = (await response.json()) as T;
      if (turn === this.#fetched) this.take(data);
    } catch (error) {
      if (turn !== this.#fetched) return;
      this.#unreadable = true;
      this.render();
      this.fail("W10", `${src}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

function flat(child: Child): (Node | string)[] {
  if (child === undefined || child === false) return [];
  return child instanceof Node || typeof child === "string" ? [child] : child.flatMap(flat);
}
