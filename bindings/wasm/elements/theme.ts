/** Colours, sizes and controls that both elements share. Every colour can be set from outside by a custom property. */
export const THEME = `
:host {
  color-scheme: light dark;
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
  --_radius: var(--vaali-radius, 0.5rem);
  display: block;
  container-type: inline-size;
  color: var(--_text);
  background: var(--_surface);
  font: var(--vaali-font, 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  overflow-wrap: break-word;
}
:host([hidden]) { display: none; }
*, ::before, ::after { box-sizing: border-box; }
h2, h3, p, ul, ol, dl, dd, fieldset, figure, table { margin: 0; padding: 0; border: 0; }
h2 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
h3 { font-size: 1.125rem; line-height: 1.35; }
h2:focus, [tabindex="-1"]:focus { outline: none; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
button, input, select { font: inherit; color: inherit; }
button {
  min-height: 2.75rem; padding: 0.5rem 1.125rem; border: 1px solid var(--_control); border-radius: var(--_radius);
  background: var(--_surface); cursor: pointer;
}
button:hover { background: var(--_raised); }
button.primary { background: var(--_accent); border-color: var(--_accent); color: var(--_on_accent); font-weight: 600; }
button.primary:hover { filter: brightness(0.92); }
button.quiet { border-color: transparent; background: none; color: var(--_accent); text-decoration: underline; text-underline-offset: 0.2em; padding-inline: 0.5rem; }
button:disabled { opacity: 0.55; cursor: default; }
.head { display: flex; flex-wrap: wrap; gap: 0.75rem 1.5rem; align-items: start; justify-content: space-between; }
.head > div:first-child { flex: 1 1 16rem; }
.languages { display: flex; flex-wrap: wrap; gap: 0.25rem; }
.languages button { min-height: 2.25rem; padding: 0.25rem 0.625rem; border-color: transparent; color: var(--_accent); font-size: 0.9375rem; }
.languages [aria-pressed="true"] { border-color: var(--_control); color: var(--_text); font-weight: 600; }
.test, .care, .problem { padding: 0.75rem 1rem; border-radius: var(--_radius); border: 1px solid; }
.test, .care { color: var(--_care); background: var(--_care_tint); }
.test { font-weight: 600; }
.problem { color: var(--_bad); background: var(--_bad_tint); }
.quiet-text { color: var(--_quiet); font-size: 0.9375rem; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) {
  button.primary { border-width: 2px; }
  .languages [aria-pressed="true"] { border-color: Highlight; }
}
@media (prefers-reduced-motion: no-preference) {
  button { transition: background-color 120ms, filter 120ms; }
}
`;
