import type { CandidateResult, CountResult } from "../../js/engine-types.js";
import { h } from "../dom.js";
import { type Language, number } from "../language.js";
import type { Messages } from "../messages/en.js";

const SVG = "http://www.w3.org/2000/svg";

/** A bar of some thousandths of the width: attributes of SVG, because a strict policy forbids the attribute `style`. */
function bar(thousandths: number): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 1000 16");
  svg.setAttribute("preserveAspectRatio", "none");
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("x", "1");
  rect.setAttribute("y", "1");
  rect.setAttribute("height", "14");
  rect.setAttribute("width", String(Math.max(2, thousandths - 2)));
  rect.setAttribute("part", "bar");
  svg.append(rect);
  return svg;
}

function votesOf(candidate: CandidateResult): number {
  return Number(candidate.votes ?? 0);
}

/** Candidates with votes, in votes order. */
export function counted(result: CountResult): CandidateResult[] {
  return result.candidates.filter(({ votes }) => votes !== null);
}

/** Whether a candidate stands below the last seat that is filled, and the one before does not. */
export function seatLineBefore(candidates: readonly CandidateResult[]): number {
  const filled = candidates.filter(({ status }) => status === "elected").length;
  if (filled === 0 || filled === candidates.length) return -1;
  const last = candidates.findLastIndex(({ status }) => status === "elected");
  // Where somebody declined between the elected, no single line parts them.
  return candidates.slice(0, last + 1).every(({ status }) => status === "elected" || status === "declined")
    ? last + 1
    : -1;
}

/** Votes as bars, with the line under the last seat and the band of a tie. The table beside says the same in figures. */
export function chart(result: CountResult, text: Messages, language: Language): HTMLElement {
  const candidates = counted(result);
  const most = Math.max(1, ...candidates.map(votesOf));
  const line = seatLineBefore(candidates);
  const items = candidates.flatMap((candidate, index) => {
    const tied = candidate.place !== null && candidate.place.first !== candidate.place.last;
    const undecided = candidate.status === "undecided";
    const item = h(
      "li",
      { class: `${candidate.status}${undecided && tied ? " tie" : ""}` },
      h("span", { class: "label" }, candidate.name),
      h("span", { class: "track" }, bar((votesOf(candidate) / most) * 1000)),
      h("span", { class: "value" }, number(candidate.votes ?? 0, language)),
    );
    if (index !== line) return [item];
    const seats = candidates.filter(({ status }) => status === "elected").length;
    return [h("li", { class: "seats", part: "seat-line" }, text.seat_line(seats)), item];
  });
  return h(
    "figure",
    { part: "chart", role: "img", "aria-label": text.chart(candidates.length) },
    h("ul", { class: "bars", "aria-hidden": "true" }, items),
  );
}
