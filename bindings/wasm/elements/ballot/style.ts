import { THEME } from "../theme.js";

export const STYLE = `${THEME}
.page { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(1.25 * var(--_rem)); padding: var(--vaali-padding, clamp(calc(0.75 * var(--_rem)), 3cqi, calc(2 * var(--_rem)))); max-width: calc(60 * var(--_rem)); margin-inline: auto; }
.filters { display: flex; flex-wrap: wrap; gap: calc(0.75 * var(--_rem)) calc(1 * var(--_rem)); align-items: end; }
.filters label { display: grid; gap: calc(0.25 * var(--_rem)); flex: 1 1 calc(14 * var(--_rem)); font-size: calc(0.9375 * var(--_rem)); color: var(--_quiet); }
.filters label.group { flex: 0 1 calc(14 * var(--_rem)); }
.filters input, .filters select {
  min-height: calc(2.75 * var(--_rem)); width: 100%; padding: calc(0.375 * var(--_rem)) calc(0.75 * var(--_rem)); border: 1px solid var(--_control); border-radius: var(--_radius);
  background: var(--_surface); color: var(--_text);
}
.found { flex-basis: 100%; display: flex; flex-wrap: wrap; gap: 0 calc(0.75 * var(--_rem)); align-items: center; font-size: calc(0.9375 * var(--_rem)); color: var(--_quiet); }
fieldset { min-width: 0; }
legend { padding: 0; font-weight: 600; font-size: calc(1.125 * var(--_rem)); margin-bottom: calc(0.5 * var(--_rem)); }
.candidates { list-style: none; border-top: 1px solid var(--_line); }
/* What has the focus is not hidden by the bar. */
.page :is(a, button, input, select, summary) { scroll-margin-block: calc(2 * var(--_rem)) calc(9 * var(--_rem)); }
.candidates > li { border-bottom: 1px solid var(--_line); scroll-margin-block: calc(1 * var(--_rem)) calc(7 * var(--_rem)); }
.candidates > li:has(input:checked) { background: var(--_tint); box-shadow: inset 4px 0 0 var(--_accent); }
.candidate { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 calc(0.875 * var(--_rem)); align-items: start; padding: calc(0.75 * var(--_rem)) calc(0.75 * var(--_rem)) calc(0.75 * var(--_rem)) calc(1 * var(--_rem)); cursor: pointer; }
.candidate:has(+ details) { padding-bottom: calc(0.25 * var(--_rem)); }
.candidate:hover { background: var(--_raised); }
li:has(input:checked) .candidate:has(+ details) { padding-bottom: calc(0.25 * var(--_rem)); }
.candidate:hover { background: none; }
.candidate input { width: calc(1.5 * var(--_rem)); height: calc(1.5 * var(--_rem)); margin: calc(0.0625 * var(--_rem)) 0 0; accent-color: var(--_accent); cursor: pointer; }
.candidate input:disabled { cursor: default; }
.name { font-weight: 600; }
.about, .note { display: block; color: var(--_quiet); font-size: calc(0.9375 * var(--_rem)); }
.note { color: var(--_care); }
.about > span:not(:first-child)::before { content: "· "; }
details { padding: 0 calc(0.75 * var(--_rem)) calc(0.625 * var(--_rem)) calc(3.375 * var(--_rem)); font-size: calc(0.9375 * var(--_rem)); }
summary { width: fit-content; min-height: calc(1.75 * var(--_rem)); padding-block: calc(0.125 * var(--_rem)); color: var(--_accent); cursor: pointer; }
details p { padding-top: calc(0.25 * var(--_rem)); max-width: calc(42 * var(--_rem)); white-space: pre-line; }
.bar {
  position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: calc(0.5 * var(--_rem)) calc(1 * var(--_rem)); align-items: center; justify-content: space-between;
  padding: calc(0.75 * var(--_rem)) clamp(calc(0.75 * var(--_rem)), 3cqi, calc(2 * var(--_rem))); background: var(--_surface); border-top: 1px solid var(--_line); box-shadow: 0 -4px 16px rgb(0 0 0 / 0.07);
}
.bar .inner { display: flex; flex-wrap: wrap; gap: calc(0.5 * var(--_rem)) calc(1 * var(--_rem)); align-items: center; justify-content: space-between; width: 100%; max-width: calc(56 * var(--_rem)); margin-inline: auto; }
.counter { display: grid; line-height: 1.3; }
.counter strong { font-variant-numeric: tabular-nums; }
.counter .state { color: var(--_quiet); font-size: calc(0.9375 * var(--_rem)); }
.counter.over strong { color: var(--_bad); font-weight: 700; }
p.marked { margin-top: calc(0.5 * var(--_rem)); }
.actions { display: flex; flex-wrap: wrap; gap: calc(0.5 * var(--_rem)) calc(0.75 * var(--_rem)); align-items: center; }
.problem ul { list-style: none; display: grid; gap: calc(0.25 * var(--_rem)); }
.blank button { margin-inline-start: calc(-0.5 * var(--_rem)); }
.problem { scroll-margin-block: calc(1 * var(--_rem)); }
.problem h3, #chosen { margin-bottom: calc(0.25 * var(--_rem)); }
.problem a { color: inherit; }
.problem ul.marked { display: flex; flex-wrap: wrap; gap: calc(0.25 * var(--_rem)) calc(1 * var(--_rem)); margin-top: calc(0.5 * var(--_rem)); }
.problem a { display: inline-block; min-height: calc(1.5 * var(--_rem)); }
.chosen { padding-left: calc(2 * var(--_rem)); display: grid; gap: calc(0.5 * var(--_rem)); }
.chosen li::marker { color: var(--_quiet); font-variant-numeric: tabular-nums; }
.not-cast { font-weight: 600; }
.receipt h2 { color: var(--_good); }
.receipt code { font-size: calc(1.0625 * var(--_rem)); overflow-wrap: anywhere; user-select: all; }
@container (width < 30em) {
  .bar .primary { flex: 1; }
  details { padding-left: calc(1 * var(--_rem)); }
}
@media (forced-colors: active) {
  .candidates > li:has(input:checked) { outline: 2px solid Highlight; outline-offset: -2px; }
  .bar { border-top: 2px solid CanvasText; }
}
@media (max-height: 25em) { .bar { position: static; } }
@media print {
  .bar, .filters, .closed { display: none; }
  .candidates > li { break-inside: avoid; }
}
`;
