/**
 * Colours, sizes and controls that both elements share. Every colour can be set from outside by a custom property.
 *
 * Dark or light is inherited from the page, which knows what it supports. Sizes do not follow a page that makes its root font small.
 */
export const THEME = `
:host {
  --_text: var(--vaali-text, light-dark(#1b1f24, #eceef1));
  --_quiet: var(--vaali-quiet, light-dark(#565e69, #a9b2bd));
  --_surface: var(--vaali-surface, light-dark(#ffffff, #16191d));
  --_raised: var(--vaali-raised, light-dark(#f4f6f8, #20252b));
  --_line: var(--vaali-line, light-dark(#d5dae0, #3a424b));
  --_control: var(--vaali-control, light-dark(#6b7480, #8d97a3));
  --_accent: var(--vaali-accent, light-dark(#0b5cad, #7db8f5));
  --_on_accent: var(--vaali-on-accent, light-dark(#ffffff, #0b1622));
  --_tint: var(--vaali-tint, light-dark(#e8f1fb, #1b2b3d));
  --_bad: var(--vaali-bad, light-dark(#a3161f, #ff9a9a));
  --_bad_tint: var(--vaali-bad-tint, light-dark(#fdeeee, #3a1d20));
  --_care: var(--vaali-care, light-dark(#7a4a00, #f2c063));
  --_care_tint: var(--vaali-care-tint, light-dark(#fff6e3, #352a14));
  --_good: var(--vaali-good, light-dark(#14633a, #7fd6a4));
  --_radius: var(--vaali-radius, calc(0.5 * var(--_rem)));
  --_rem: max(1rem, 16px);
  display: block;
  container-type: inline-size;
  /* A container has no width of its own where its width follows what is in it, as in a row of a flex box. */
  contain-intrinsic-inline-size: min(640px, 85vw);
  min-inline-size: 0;
  background: var(--_surface);
}
:host([hidden]) { display: none; }
/* What a theme says of everything in an article wins on the element itself, not on what is in it: a low line height would cut the dots off an Ä. */
:host, :host > * {
  color: var(--_text);
  font: var(--vaali-font, var(--_rem)/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  letter-spacing: normal;
  overflow-wrap: break-word;
  text-align: start;
  text-indent: 0;
  text-transform: none;
  white-space: normal;
}
*, ::before, ::after { box-sizing: border-box; }
h2, h3, p, ul, ol, dl, dd, fieldset, figure, table { margin: 0; padding: 0; border: 0; }
h2 { font-size: calc(1.5 * var(--_rem)); line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
h3 { font-size: calc(1.125 * var(--_rem)); line-height: 1.35; }
h2:focus { outline: none; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
button, input, select { font: inherit; color: inherit; }
button {
  min-height: calc(2.75 * var(--_rem)); padding: calc(0.5 * var(--_rem)) calc(1.125 * var(--_rem)); border: 1px solid var(--_control); border-radius: var(--_radius);
  background: var(--_surface); cursor: pointer;
}
button:hover { background: var(--_raised); }
button.primary { background: var(--_accent); border-color: var(--_accent); color: var(--_on_accent); font-weight: 600; }
button.primary:hover { filter: brightness(0.92); }
button.quiet { border-color: transparent; background: none; color: var(--_accent); text-decoration: underline; text-underline-offset: 0.2em; padding-inline: calc(0.5 * var(--_rem)); }
button:disabled, button[aria-disabled] { opacity: 0.55; cursor: default; }
.head { display: flex; flex-wrap: wrap; gap: calc(0.75 * var(--_rem)) calc(1.5 * var(--_rem)); align-items: start; justify-content: space-between; }
.head > div:first-child { flex: 1 1 calc(16 * var(--_rem)); }
.languages { display: flex; flex-wrap: wrap; gap: calc(0.25 * var(--_rem)); }
.languages button { min-height: calc(2.25 * var(--_rem)); padding: calc(0.25 * var(--_rem)) calc(0.625 * var(--_rem)); border-color: transparent; color: var(--_accent); font-size: calc(0.9375 * var(--_rem)); }
.languages [aria-pressed="true"] { border-color: var(--_control); color: var(--_text); font-weight: 600; }
.test, .care, .problem { padding: calc(0.75 * var(--_rem)) calc(1 * var(--_rem)); border-radius: var(--_radius); border: 1px solid; }
.test, .care { color: var(--_care); background: var(--_care_tint); }
.test { font-weight: 600; }
.problem { color: var(--_bad); background: var(--_bad_tint); }
.quiet-text { color: var(--_quiet); font-size: calc(0.9375 * var(--_rem)); }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  button.primary { border-width: 2px; }
  .languages [aria-pressed="true"] { border-color: Highlight; }
}
@media print {
  :host { color-scheme: light; }
  button, .languages { display: none; }
}
@media (prefers-reduced-motion: no-preference) {
  button { transition: background-color 120ms, filter 120ms; }
}
`;
