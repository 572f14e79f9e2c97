import { THEME } from "../theme.js";

export const STYLE = `${THEME}
.page { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.75rem; padding: var(--vaali-padding, clamp(0.75rem, 3cqi, 2rem)); max-width: 76rem; margin-inline: auto; }
section { display: grid; gap: 0.75rem; align-content: start; min-width: 0; }
.counted { display: grid; gap: 1.75rem; align-items: start; }
@container (width >= 62rem) { .counted { grid-template-columns: minmax(20rem, 2fr) minmax(30rem, 3fr); } }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; }
th, td { padding: 0.5rem 0.625rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--_line); }
thead th { color: var(--_quiet); font-weight: 600; font-size: 0.875rem; border-bottom: 1px solid var(--_control); white-space: nowrap; }
tbody th { font-weight: 600; min-width: 9rem; }
td.figure, th.figure { text-align: end; white-space: nowrap; }
td.status { white-space: nowrap; }
tr.elected td.status { color: var(--_good); font-weight: 600; }
tr.undecided td.status { color: var(--_care); font-weight: 600; }
tr.line > * { border-bottom: 3px solid var(--_text); }
.under { display: block; font-weight: 400; color: var(--_quiet); font-size: 0.9375rem; }
.mark { display: inline-block; margin-inline-start: 0.375rem; padding: 0 0.375rem; border: 1px solid; border-radius: 0.25rem; color: var(--_care); font-size: 0.8125rem; white-space: nowrap; }
.office { color: var(--_accent); }
details summary { color: var(--_accent); cursor: pointer; width: fit-content; min-height: 1.5rem; font-weight: 400; font-size: 0.9375rem; }
details ul { list-style: none; font-weight: 400; font-size: 0.9375rem; color: var(--_quiet); }
.bars { list-style: none; display: grid; gap: 0.25rem; }
.bars li { display: grid; grid-template-columns: minmax(0, 9.5rem) 1fr 2.5rem; gap: 0.625rem; align-items: center; min-height: 1.625rem; font-size: 0.9375rem; }
.bars .label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bars .track { display: block; height: 1rem; }
.bars .value { text-align: end; font-variant-numeric: tabular-nums; }
.bars svg { display: block; width: 100%; height: 1rem; }
.bars rect { fill: none; stroke: var(--_quiet); stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
.bars .elected rect { fill: var(--_accent); stroke: var(--_accent); }
.bars .undecided rect { fill: var(--_care_tint); stroke: var(--_care); stroke-dasharray: 4 3; }
.bars .tie { background: var(--_care_tint); box-shadow: -0.375rem 0 0 var(--_care_tint), 0.375rem 0 0 var(--_care_tint); }
.bars .seats { display: flex; gap: 0.625rem; color: var(--_quiet); font-size: 0.875rem; white-space: nowrap; }
.bars .seats::before, .bars .seats::after { content: ""; flex: 1; border-top: 2px solid var(--_text); }
.rest { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.75rem; align-items: start; }
.rest:empty { display: none; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: 0.75rem; }
.facts div { display: flex; flex-direction: column-reverse; padding: 0.625rem 0.875rem; background: var(--_raised); border-radius: var(--_radius); }
.facts dt { color: var(--_quiet); font-size: 0.875rem; }
.facts dd { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.list { list-style: none; display: grid; gap: 0.375rem; }
.list strong { font-weight: 600; }
.care ul { padding-left: 1.25rem; }
.foot { color: var(--_quiet); font-size: 0.8125rem; overflow-wrap: anywhere; }
/* Narrow: a row of the table becomes two lines; its roles are written out, since a grid is no table by itself. */
@container (width < 34rem) {
  table, tbody { display: block; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tbody tr { display: grid; grid-template-columns: 3.75rem minmax(0, 1fr) auto; border-bottom: 1px solid var(--_line); padding-block: 0.5rem; }
  tbody tr.line { border-bottom: 3px solid var(--_text); }
  tbody th, tbody td, tr.line > * { border: 0; padding: 0 0.25rem; }
  td.place { grid-row: 1 / 3; text-align: start; }
  tbody th { min-width: 0; }
  td.votes { font-weight: 600; }
  td.votes .mark { display: none; }
  td.status { grid-column: 2; }
  td.share { grid-column: 3; grid-row: 2; color: var(--_quiet); }
}
@media (forced-colors: active) {
  .bars rect { stroke: CanvasText; }
  .bars .elected rect { fill: Highlight; }
  .bars .tie { outline: 1px dashed CanvasText; }
}
@media print { .languages { display: none; } details::details-content { content-visibility: visible; } }
`;
