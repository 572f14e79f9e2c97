import { THEME } from "../theme.js";

export const STYLE = `${THEME}
.page { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(1.75 * var(--_rem)); padding: var(--vaali-padding, clamp(calc(0.75 * var(--_rem)), 3cqi, calc(2 * var(--_rem)))); max-width: calc(76 * var(--_rem)); margin-inline: auto; }
section { display: grid; gap: calc(0.75 * var(--_rem)); align-content: start; min-width: 0; }
.counted { display: grid; gap: calc(1.75 * var(--_rem)); align-items: start; }
@container (width >= 62em) { .counted { grid-template-columns: minmax(calc(20 * var(--_rem)), 2fr) minmax(calc(30 * var(--_rem)), 3fr); } }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; }
th, td { padding: calc(0.5 * var(--_rem)) calc(0.625 * var(--_rem)); text-align: start; vertical-align: top; border-bottom: 1px solid var(--_line); }
thead th { color: var(--_quiet); font-weight: 600; font-size: calc(0.875 * var(--_rem)); border-bottom: 1px solid var(--_control); white-space: nowrap; }
tbody th { font-weight: 600; min-width: calc(9 * var(--_rem)); }
td.figure, th.figure { text-align: end; white-space: nowrap; }
td.status { white-space: nowrap; }
tr.elected td.status { color: var(--_good); font-weight: 600; }
tr.undecided td.status { color: var(--_care); font-weight: 600; }
tr.line > * { border-bottom: 3px solid var(--_text); }
.under { display: block; font-weight: 400; color: var(--_quiet); font-size: calc(0.9375 * var(--_rem)); }
.mark { display: inline-block; margin-inline-start: calc(0.375 * var(--_rem)); padding: 0 calc(0.375 * var(--_rem)); border: 1px solid; border-radius: calc(0.25 * var(--_rem)); color: var(--_care); font-size: calc(0.8125 * var(--_rem)); white-space: nowrap; }
.office { color: var(--_accent); }
details summary { color: var(--_accent); cursor: pointer; width: fit-content; min-height: calc(1.5 * var(--_rem)); font-weight: 400; font-size: calc(0.9375 * var(--_rem)); }
details ul { list-style: none; font-weight: 400; font-size: calc(0.9375 * var(--_rem)); color: var(--_quiet); }
.bars { list-style: none; display: grid; gap: calc(0.25 * var(--_rem)); }
.bars li { display: grid; grid-template-columns: minmax(0, calc(9.5 * var(--_rem))) 1fr calc(2.5 * var(--_rem)); gap: calc(0.625 * var(--_rem)); align-items: center; min-height: calc(1.625 * var(--_rem)); font-size: calc(0.9375 * var(--_rem)); }
@container (width >= 34em) { .bars li { grid-template-columns: calc(12 * var(--_rem)) minmax(0, 1fr) calc(2.5 * var(--_rem)); } }
.bars .label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bars .track { display: block; height: calc(1 * var(--_rem)); }
.bars .value { text-align: end; font-variant-numeric: tabular-nums; }
.bars svg { display: block; width: 100%; height: calc(1 * var(--_rem)); }
.bars rect { fill: none; stroke: var(--_quiet); stroke-width: 1.5px; vector-effect: non-scaling-stroke; }
.bars .elected rect { fill: var(--_accent); stroke: var(--_accent); }
.bars .undecided rect { fill: var(--_care_tint); stroke: var(--_care); stroke-dasharray: 4 3; }
.bars .tie { background: var(--_care_tint); box-shadow: calc(-0.375 * var(--_rem)) 0 0 var(--_care_tint), calc(0.375 * var(--_rem)) 0 0 var(--_care_tint); }
.bars .seats { display: flex; gap: calc(0.625 * var(--_rem)); color: var(--_quiet); font-size: calc(0.875 * var(--_rem)); white-space: nowrap; }
.bars .seats::before, .bars .seats::after { content: ""; flex: 1; border-top: 2px solid var(--_text); }
.rest { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, calc(20 * var(--_rem))), 1fr)); gap: calc(1.75 * var(--_rem)); align-items: start; }
.rest:empty { display: none; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(calc(7.5 * var(--_rem)), 1fr)); gap: calc(0.75 * var(--_rem)); }
.facts div { display: flex; flex-direction: column-reverse; padding: calc(0.625 * var(--_rem)); background: var(--_raised); border-radius: var(--_radius); }
.facts dt { color: var(--_quiet); font-size: calc(0.875 * var(--_rem)); }
.facts dd { font-size: calc(1.25 * var(--_rem)); font-weight: 600; font-variant-numeric: tabular-nums; }
.list { list-style: none; display: grid; gap: calc(0.375 * var(--_rem)); }
.list strong { font-weight: 600; }
.care ul { padding-left: calc(1.25 * var(--_rem)); }
.foot { color: var(--_quiet); font-size: calc(0.8125 * var(--_rem)); overflow-wrap: anywhere; }
/* Narrow: a row of the table becomes two lines; its roles are written out, since a grid is no table by itself. */
@container (width < 34em) {
  table, tbody { display: block; }
  thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  tbody tr { display: grid; grid-template-columns: calc(4.25 * var(--_rem)) minmax(0, 1fr) auto; border-bottom: 1px solid var(--_line); padding-block: calc(0.5 * var(--_rem)); }
  tbody tr.line { border-bottom: 3px solid var(--_text); }
  tbody th, tbody td, tr.line > * { border: 0; padding: 0 calc(0.25 * var(--_rem)); }
  td.place { grid-row: 1 / 3; text-align: start; }
  tbody th { min-width: 0; }
  td.votes { font-weight: 600; }
  td.votes .mark { display: none; }
  td.status { grid-column: 2; white-space: normal; }
  td.share { grid-column: 3; grid-row: 2; color: var(--_quiet); }
}
@media (forced-colors: active) {
  .bars rect { stroke: CanvasText; }
  .bars .elected rect { fill: Highlight; }
  .bars .tie { outline: 1px dashed CanvasText; }
}
@media print { .languages { display: none; } details::details-content { content-visibility: visible; } }
`;
