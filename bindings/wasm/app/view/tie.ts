/** The tie: who is tied, for what, how it is settled, and what was drawn. */
import { type Child, h } from "../../elements/dom.js";
import { inLanguage, spoken } from "../../elements/language.js";
import type { LotRequest } from "../../js/types.js";
import { compute, recordLot } from "../actions/meeting.js";
import type { App } from "../app.js";
import type { Counted } from "../protocol.js";
import { button, field, linesField, problem, section, select, textField } from "./parts.js";

/** The section of the lot that the count asks for; none where it asks for none. */
export function tie(app: App): HTMLElement | undefined {
  const { text, state } = app;
  const { counted } = state;
  if (counted?.outcome.outcome !== "lot_needed" || !counted.tie) return undefined;
  const { request, partial } = counted.outcome;
  const { among, rule, source } = counted.tie;
  const office = (id: string) => {
    const found = partial.offices.find((known) => known.office === id);
    return found ? inLanguage(found.name, state.language).text : id;
  };
  const what =
    request.for === "seat"
      ? text.tie_for.seat(request.places)
      : request.for === "deputy"
        ? text.tie_for.deputy(request.places)
        : text.tie_for.office(office(request.for.office));
  return section(
    "tie",
    text.tie,
    h(
      "div",
      { class: "notice care" },
      h("p", { class: "lead" }, `${text.tie_who(among.length, among[0]?.votes ?? "")}; ${what}.`),
      h(
        "ul",
        { class: "tied" },
        among.map(({ name, organisation, id }) =>
          h(
            "li",
            {},
            h("strong", {}, name),
            organisation !== undefined && h("span", { class: "under" }, spoken(organisation, state.language)),
            h("span", { class: "under" }, id),
          ),
        ),
      ),
      h("p", {}, text.tie_why),
    ),
    h("p", {}, text.tie_how[rule]),
    source !== undefined && h("p", {}, text.seed_from(inLanguage(source, state.language).text)),
    problem(app, "tie"),
    drawn(app, counted, request),
    h(
      "div",
      { class: "form" },
      linesField("witnesses", text.witnesses, state.lot.witnesses, (value) => (state.lot.witnesses = value)),
      textField("lot-note", text.note, state.lot.note, (value) => (state.lot.note = value)),
    ),
    h(
      "div",
      { class: "actions" },
      button("record-lot", text.record_lot, () => void recordLot(app), "primary"),
    ),
  );
}

function drawn(app: App, { tie }: Counted, request: LotRequest): Child {
  const { text, state } = app;
  const { lot } = state;
  if (!tie) return undefined;
  const name = (id: string) => tie.among.find((tied) => tied.id === id)?.name ?? id;
  if (tie.rule === "lot_seeded" || tie.rule === "lot_rfc3797") {
    return h(
      "div",
      { class: "form" },
      h(
        "div",
        { class: "row" },
        textField("seed", tie.rule === "lot_seeded" ? text.seed : text.key, lot.seed, (value) => {
          lot.seed = value;
          // What was computed belongs to another seed now.
          lot.computed = false;
          lot.drawn = [];
        }),
        button("compute", text.compute, () => void compute(app)),
      ),
      lot.computed &&
        h(
          "div",
          { class: "notice good" },
          h("p", {}, text.computed),
          h(
            "ol",
            {},
            lot.drawn.map((id) => h("li", {}, h("strong", {}, name(id)))),
          ),
        ),
    );
  }
  const options = [["", text.nobody_yet], ...tie.among.map(({ id, name }) => [id, `${name} (${id})`])];
  return h(
    "div",
    { class: "form" },
    Array.from({ length: request.places }, (_, place) =>
      field(
        `drawn-${place}`,
        request.places === 1 ? text.drawn_first : text.drawn(place + 1),
        select(lot.drawn[place] ?? "", options as [string, string][], (id) => {
          lot.drawn[place] = id;
        }),
      ),
    ),
  );
}
