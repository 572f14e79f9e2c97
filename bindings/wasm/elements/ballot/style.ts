import { THEME } from "../theme.js";

export const STYLE = `${THEME}
.page { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; padding: var(--vaali-padding, clamp(0.75rem, 3cqi, 2rem)); max-width: 60rem; margin-inline: auto; }
.filters { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; }
.filters label { display: grid; gap: 0.25rem; flex: 1 1 14rem; font-size: 0.9375rem; color: var(--_quiet); }
.filters label.group { flex: 0 1 14rem; }
.filters input, .filters select {
  min-height: 2.75rem; width: 100%; padding: 0.375rem 0.75rem; border: 1px solid var(--_control); border-radius: var(--_radius);
  background: var(--_surface); color: var(--_text);
}
.found { flex-basis: 100%; display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: center; font-size: 0.9375rem; color: var(--_quiet); }
fieldset { min-width: 0; }
legend { padding: 0; font-weight: 600; font-size: 1.125rem; margin-bottom: 0.5rem; }
.candidates { list-style: none; border-top: 1px solid var(--_line); }
.candidates > li { border-bottom: 1px solid var(--_line); scroll-margin-block: 1rem 7rem; }
.candidates > li:has(input:checked) { background: var(--_tint); box-shadow: inset 4px 0 0 var(--_accent); }
.candidate { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 0.875rem; align-items: start; padding: 0.75rem 0.75rem 0.75rem 1rem; cursor: pointer; }
.candidate:has(+ details) { padding-bottom: 0.25rem; }
.candidate:hover { background: var(--_raised); }
li:has(input:checked) .candidate:has(+ details) { padding-bottom: 0.25rem; }
.candidate:hover { background: none; }
.candidate input { width: 1.5rem; height: 1.5rem; margin: 0.0625rem 0 0; accent-color: var(--_accent); scroll-margin-block: 2rem 8rem; cursor: pointer; }
.candidate input:disabled { cursor: default; }
.name { font-weight: 600; }
.about, .note { display: block; color: var(--_quiet); font-size: 0.9375rem; }
.note { color: var(--_care); }
.about > span:not(:first-child)::before { content: "· "; }
details { padding: 0 0.75rem 0.625rem 3.375rem; font-size: 0.9375rem; }
summary { width: fit-content; min-height: 1.75rem; padding-block: 0.125rem; color: var(--_accent); cursor: pointer; scroll-margin-block: 2rem 8rem; }
details p { padding-top: 0.25rem; max-width: 42rem; white-space: pre-line; }
.bar {
  position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between;
  padding: 0.75rem clamp(0.75rem, 3cqi, 2rem); background: var(--_surface); border-top: 1px solid var(--_line); box-shadow: 0 -4px 16px rgb(0 0 0 / 0.07);
}
.bar .inner { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; width: 100%; max-width: 56rem; margin-inline: auto; }
.counter { display: grid; line-height: 1.3; }
.counter strong { font-variant-numeric: tabular-nums; }
.counter .state { color: var(--_quiet); font-size: 0.9375rem; }
.counter.over strong, .counter.over .over { color: var(--_bad); font-weight: 700; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: center; }
.problem ul { list-style: none; display: grid; gap: 0.25rem; }
.problem h3 { margin-bottom: 0.25rem; }
.problem a { color: inherit; }
.problem .marked { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin-top: 0.5rem; }
.problem .marked a { display: inline-block; min-height: 1.5rem; }
.chosen { padding-left: 2rem; display: grid; gap: 0.5rem; }
.chosen li::marker { color: var(--_quiet); font-variant-numeric: tabular-nums; }
.not-cast { font-weight: 600; }
.receipt h2 { color: var(--_good); }
.receipt code { font-size: 1.0625rem; overflow-wrap: anywhere; user-select: all; }
@container (width < 30rem) {
  .bar .actions { width: 100%; }
  .bar .actions .primary { flex: 1; }
  details { padding-left: 1rem; }
}
@media (forced-colors: active) {
  .candidates > li:has(input:checked) { outline: 2px solid Highlight; outline-offset: -2px; }
  .bar { border-top: 2px solid CanvasText; }
}
@media (max-height: 25rem) { .bar { position: static; } }
`;
