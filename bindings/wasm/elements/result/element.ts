import type {
  CandidateResult,
  CountResult,
  Definition,
  LotRequest,
  Margin,
  Outcome,
  Reason,
} from "../../js/engine-types.js";
import { VaaliElement } from "../base.js";
import { type Child, h } from "../dom.js";
import { inLanguage, number, percent, spoken } from "../language.js";
import { chart, counted, seatLineBefore } from "./chart.js";
import { officeName, reasonInWords } from "./reasons.js";
import { STYLE } from "./style.js";

/** Reasons that come of a tie. */
const LOTS = new Set<Reason["reason"]>([
  "awaits_lot",
  "elected_by_lot",
  "not_drawn",
  "tie_elected",
  "tie_left_out",
  "deputy_by_lot",
  "deputy_lot_open",
  "office_by_lot",
]);

/** `<vaali-result>`: an outcome for people. It needs the JSON alone, no engine. */
export class VaaliResult extends VaaliElement<Outcome> {
  #outcome: Outcome | undefined;
  #definition: Definition | undefined;

  protected sheet(): string {
    return STYLE;
  }

  /** The outcome of a count, as the engine gives it. */
  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  set outcome(outcome: Outcome | undefined) {
    if (outcome && !(outcome.outcome === "complete" ? outcome.result : outcome.partial)) {
      throw new TypeError(
        "an outcome is what `count` gives: complete with its result, or the lot that is needed",
      );
    }
    this.#outcome = outcome;
    this.render();
  }

  /** The election, for the names of organisations; without it their ids are shown. */
  get definition(): Definition | undefined {
    return this.#definition;
  }

  set definition(definition: Definition | undefined) {
    this.#definition = definition;
    this.render();
  }

  protected take(data: Outcome): void {
    this.outcome = data;
  }

  protected draw(): Child {
    const outcome = this.#outcome;
    if (!outcome) return undefined;
    const result = outcome.outcome === "complete" ? outcome.result : outcome.partial;
    const text = this.text;
    return h(
      "div",
      { class: "page", lang: this.language, part: "page" },
      result.election.test && h("p", { class: "test", part: "test" }, text.test),
      h(
        "div",
        { class: "head", part: "head" },
        h(
          "div",
          {},
          h("p", { class: "quiet-text" }, spoken(result.election.title, this.language)),
          h("h2", { part: "title" }, text.result),
          h("p", {}, text.fill[result.seats.why]),
        ),
        this.switcher(),
      ),
      outcome.outcome === "lot_needed" && this.#lotNeeded(outcome.request, result),
      this.#facts(result),
      h(
        "div",
        { class: "counted" },
        counted(result).length > 0 &&
          h("section", {}, h("h3", {}, text.votes_in_order), chart(result, text, this.language)),
        h("section", {}, this.#table(result)),
      ),
      h(
        "div",
        { class: "rest" },
        this.#offices(result),
        this.#deputies(result),
        this.#lots(result),
        this.#margin(result),
      ),
      h(
        "p",
        { class: "foot", part: "foot" },
        `${text.counted_by(`${result.engine.name} ${result.engine.version}`)} · ${result.definition_hash}`,
      ),
    );
  }

  #name(result: CountResult, id: string): string {
    return result.candidates.find((candidate) => candidate.id === id)?.name ?? id;
  }

  #organisation(id: string): HTMLElement {
    const voter = this.#definition?.roll?.find((known) => known.id === id);
    return spoken(voter?.name ?? id, this.language);
  }

  #lotNeeded(request: LotRequest, result: CountResult): HTMLElement {
    const { text, language } = this;
    const { for: purpose, places } = request;
    const what =
      purpose === "seat"
        ? text.lot_for_seat(places)
        : purpose === "deputy"
          ? text.lot_for_deputy(places)
          : text.lot_for_office(officeName(result, purpose.office, language));
    return h(
      "div",
      { class: "care", part: "lot-needed" },
      h("h3", {}, text.lot_needed),
      h("p", {}, what),
      h(
        "ul",
        {},
        request.among.map((id) => h("li", {}, this.#name(result, id))),
      ),
    );
  }

  #facts(result: CountResult): HTMLElement {
    const { text, language } = this;
    const fact = (name: string, value: number | null, share?: string | null) =>
      value !== null &&
      h(
        "div",
        {},
        h("dt", {}, name),
        h("dd", {}, number(value, language), share ? ` (${percent(share, language)})` : ""),
      );
    const { turnout, reconciliation } = result;
    const { voted, entitled } = turnout;
    return h(
      "section",
      { part: "turnout" },
      h("h3", {}, text.turnout),
      voted !== null &&
        entitled !== null &&
        h(
          "p",
          {},
          text.voted_of(number(voted, language), number(entitled, language)),
          turnout.of_entitled ? ` (${percent(turnout.of_entitled, language)})` : "",
        ),
      h(
        "dl",
        { class: "facts" },
        fact(text.ballots_read, reconciliation.rows),
        fact(text.accepted, reconciliation.accepted),
        fact(text.blank, reconciliation.blank),
        fact(text.rejected, reconciliation.rejected),
      ),
    );
  }

  #table(result: CountResult): HTMLElement {
    const { text } = this;
    const line = seatLineBefore(counted(result));
    const columns = [
      [text.place, "figure"],
      [text.name, ""],
      [text.votes, "figure"],
      [text.share, "figure"],
      [text.status, ""],
    ] as const;
    return h(
      "div",
      { class: "scroll", tabindex: 0, role: "group", "aria-label": text.votes_in_order },
      h(
        "table",
        { part: "table", role: "table" },
        h("caption", { class: "visually-hidden" }, text.votes_in_order),
        h(
          "thead",
          { role: "rowgroup" },
          h(
            "tr",
            { role: "row" },
            columns.map(([name, kind]) => h("th", { scope: "col", role: "columnheader", class: kind }, name)),
          ),
        ),
        h(
          "tbody",
          { role: "rowgroup" },
          result.candidates.map((candidate, index) =>
            this.#row(candidate, index, result, index + 1 === line),
          ),
        ),
      ),
    );
  }

  #row(candidate: CandidateResult, index: number, result: CountResult, line: boolean): HTMLElement {
    const { text, language } = this;
    const { place, votes, share, status, office, deputy } = candidate;
    // A tie is worth a word where it matters: where a lot decided or will decide.
    const tied = candidate.reasons.some(({ reason }) => LOTS.has(reason));
    const range = (places: { first: number; last: number }) =>
      places.first === places.last ? `${places.first}.` : `${places.first}.–${places.last}.`;
    return h(
      "tr",
      { class: `${status}${line ? " line" : ""}`, part: `row ${status}`, role: "row" },
      h("td", { class: "figure place", role: "cell" }, place ? range(place) : ""),
      h(
        "th",
        { scope: "row", role: "rowheader" },
        candidate.name,
        candidate.organisation !== null &&
          h("span", { class: "under" }, this.#organisation(candidate.organisation)),
        candidate.reasons.length > 0 &&
          h(
            "details",
            { id: `why-${index}` },
            h(
              "summary",
              { id: `because-${index}` },
              text.why,
              h("span", { class: "visually-hidden" }, ` ${candidate.name}`),
            ),
            h(
              "ul",
              {},
              candidate.reasons.map((reason) => h("li", {}, reasonInWords(reason, result, text, language))),
            ),
          ),
      ),
      h(
        "td",
        { class: "figure votes", role: "cell" },
        votes === null ? "" : number(votes, language),
        tied && h("span", { class: "mark" }, text.tied),
      ),
      h("td", { class: "figure share", role: "cell" }, share === null ? "" : percent(share, language)),
      h(
        "td",
        { class: "status", role: "cell" },
        text.statuses[status],
        status === "deputy" && deputy !== null ? ` ${range(deputy)}` : "",
        office !== null && h("span", { class: "under office" }, officeName(result, office, language)),
      ),
    );
  }

  #list(title: string, part: string, items: readonly Child[]): Child {
    return (
      items.length > 0 &&
      h(
        "section",
        { part },
        h("h3", {}, title),
        h(
          "ul",
          { class: "list" },
          items.map((item) => h("li", {}, item)),
        ),
      )
    );
  }

  #offices(result: CountResult): Child {
    const { text, language } = this;
    return this.#list(
      text.offices,
      "offices",
      result.offices.map((office) => [
        `${inLanguage(office.name, language).text}: `,
        office.holder !== null
          ? h("strong", {}, this.#name(result, office.holder))
          : office.filled === "by_votes"
            ? text.office_open
            : text.office_elsewhere,
      ]),
    );
  }

  #deputies(result: CountResult): Child {
    const { text } = this;
    return this.#list(
      text.deputies,
      "deputies",
      result.deputies.map((deputy) => {
        switch (deputy.deputy) {
          case "next_in_order":
            return [
              deputy.place.first === deputy.place.last
                ? `${deputy.place.first}. `
                : `${deputy.place.first}.–${deputy.place.last}. `,
              h("strong", {}, this.#name(result, deputy.candidate)),
            ];
          case "personal":
            return [
              h("strong", {}, deputy.name),
              ` (${text.personal_deputy(this.#name(result, deputy.elected))})`,
            ];
          default:
            return [
              h("strong", {}, this.#organisation(deputy.organisation)),
              ` (${text.to_be_named(this.#name(result, deputy.elected))})`,
            ];
        }
      }),
    );
  }

  #lots(result: CountResult): Child {
    const { text } = this;
    return this.#list(
      text.lots,
      "lots",
      result.lots.map(({ request, drawn, method, witnesses }) => {
        const how = typeof method === "string" ? method : "seeded" in method ? "seeded" : "rfc3797";
        const names = (ids: readonly string[]) => ids.map((id) => this.#name(result, id)).join(", ");
        return [
          `${names(request.among)}. ${text.drawn} (${text.method[how]}): `,
          h("strong", {}, names(drawn)),
          witnesses?.length ? `. ${text.witnesses}: ${witnesses.join(", ")}.` : ".",
        ];
      }),
    );
  }

  #margin(result: CountResult): Child {
    const { text, language } = this;
    const margin = result.margins?.elected_set;
    if (margin === undefined) return undefined;
    const ballots = margin === "unchangeable" ? undefined : least(margin);
    let sentence = text.margin_unchangeable;
    if (ballots === 0) sentence = text.margin_settled;
    else if (ballots !== undefined) sentence = text.margin_set(number(ballots, language));
    return h("section", { part: "margin" }, h("h3", {}, text.margin), h("p", {}, sentence));
  }
}

function least(margin: Exclude<Margin, "unchangeable">): number {
  if ("exact" in margin) return margin.exact;
  if ("at_least" in margin) return margin.at_least;
  return margin.between.at_least;
}
