// What every state of every page must keep: no fault that axe finds, nothing wider than the window.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Fails with what axe finds, and where a page scrolls sideways. */
export async function accessible(page, state) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    // A colour on its way to another is none of the page's colours; a document does not know of what
    // moves in the shadow roots below it, and a new scheme moves nothing before the next frame.
    const roots = (root) => [
      root,
      ...[...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? roots(shadowRoot) : [])),
    ];
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    for (;;) {
      await frame();
      const moving = roots(document)
        .flatMap((root) => root.getAnimations())
        .filter(({ playState }) => playState === "running");
      if (moving.length === 0) break;
      await Promise.allSettled(moving.map(({ finished }) => finished));
    }
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { violations } = await globalThis.axe.run(document, { runOnly: tags });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  });
  assert.deepEqual(found, [], state);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(wide <= 0, `${state}: ${wide} px too wide`);
}

/** The element that has the focus, through shadow roots: its id, or what it says. */
export function focused(page) {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.id || active?.textContent || "";
  });
}

/** Presses a key until an element has the focus. */
export async function tabTo(page, id, key = "Tab") {
  for (let presses = 0; presses < 120; presses++) {
    if ((await focused(page)) === id) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} never reaches ${id}`);
}

/** Fails where text of the ballot is cut off, or the page scrolls sideways. */
export async function legible(page, state) {
  const cut = await page.evaluate(() => {
    const root = document.querySelector("vaali-ballot").shadowRoot;
    const shown = [...root.querySelectorAll("*")].filter((element) => !element.closest(".visually-hidden"));
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    const narrow = shown.filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const hides = overflowX !== "visible" || overflowY !== "visible";
      return (
        hides &&
        (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
      );
    });
    return [
      ...narrow.map((element) => element.id || element.className),
      ...(wide > 0 ? [`${wide} px too wide`] : []),
    ];
  });
  assert.deepEqual(cut, [], state);
}
