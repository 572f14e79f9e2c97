// The ballot, the result and the counting page in Firefox: the main flows, as the other tests have them in Chromium.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { load } from "vaali";
import { filesOf } from "./app.mjs";
import { browseFirefox } from "./firefox.mjs";
import { open } from "./page.mjs";
import { ballots, definition } from "./sample.mjs";
import { serve, STRICT } from "./server.mjs";

let firefox;
let server;
before(async () => {
  firefox = await browseFirefox();
  server = await serve({}, { "content-security-policy": STRICT });
});
after(async () => {
  await firefox?.close();
  await server?.close();
});

const shot = (page, name) =>
  process.env.VAALI_SHOTS &&
  page.screenshot({ path: `${process.env.VAALI_SHOTS}/firefox-${name}.png`, fullPage: true });

/** A control that a person sees, and its click in the middle of the window, where nothing that sticks to an edge covers it. */
async function control(page, selector) {
  const handle = await page.waitForSelector(selector, { visible: true, timeout: 60_000 });
  await handle.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  return handle;
}

/** A page with the elements, strict about its policy. */
async function elements(lang, width) {
  const opened = await open(firefox.browser, `${server.url}/tests/pages/elements.html`);
  await opened.page.setViewport({ width, height: 740 });
  await opened.page.evaluate((lang) => {
    document.documentElement.lang = lang;
  }, lang);
  return opened;
}

async function ballot(lang = "en", width = 1280) {
  const opened = await elements(lang, width);
  const { page } = opened;
  await page.evaluate((election) => {
    globalThis.told = [];
    document.addEventListener("vaali-cast", ({ detail }) => {
      globalThis.told.push(detail.ballot.marks);
      detail.waitUntil("K7-2F");
    });
    document.querySelector("vaali-ballot").definition = election;
  }, definition());
  const inside = (selector) => control(page, `vaali-ballot >>> ${selector}`);
  const text = () => page.$eval("vaali-ballot", (element) => element.shadowRoot.textContent);
  const leaving = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  return { ...opened, inside, text, leaving };
}
const marked = (page) => page.$eval("vaali-ballot", (element) => element.markCount);

test("p38 a ballot by pointer: over the limit is told, the language keeps the marks, reviewed, cast", async () => {
  const { page, inside, text, leaving, problems } = await ballot("fi", 320);
  assert.equal(await leaving(), false);
  for (const n of [0, 1, 2, 3, 4]) await (await inside(`#c${n}`)).click();
  assert.match(await text(), /1 merkintä liikaa/);
  assert.equal(await leaving(), true, "leaving is asked about");
  await (await inside("#review")).click();
  await shot(page, "ballot-over");
  assert.equal(await marked(page), 5, "nothing is unticked");
  await (await inside("#language-sv")).click();
  assert.match(await text(), /1 markering för mycket/);
  assert.equal(await marked(page), 5, "the language keeps the marks");
  await (await inside("#c4")).click();
  await (await inside("#review")).click();
  assert.deepEqual(await page.evaluate(() => globalThis.told), [], "a review casts nothing");
  await shot(page, "ballot-review");
  await (await inside("#cast")).click();
  await inside("code");
  assert.match(await text(), /Din röstsedel är avgiven/);
  assert.deepEqual(await page.evaluate(() => globalThis.told), [["c01", "c02", "c03", "c04"]]);
  assert.equal(await leaving(), false);
  await shot(page, "ballot-cast");
  assert.deepEqual(problems, []);
  await page.close();
});

test("p38 a ballot by keyboard, in a form that waits for it", async () => {
  const { page, inside, text, problems } = await ballot("en");
  const validity = await page.evaluate(() => {
    const form = document.createElement("form");
    const element = document.querySelector("vaali-ballot");
    element.before(form);
    element.setAttribute("name", "ballot");
    form.append(element);
    return [form.elements.length, form.checkValidity()];
  });
  assert.deepEqual(validity, [1, false], "it is an element of its form, which waits for the cast");
  await (await inside("#c1")).focus();
  await page.keyboard.press(" ");
  assert.equal(await marked(page), 1);
  await (await inside("#review")).focus();
  await page.keyboard.press("Enter");
  await (await inside("#cast")).focus();
  await page.keyboard.press("Enter");
  await inside("code");
  assert.match(await text(), /K7-2F/);
  assert.ok(await page.evaluate(() => document.forms[0].checkValidity()));
  const value = await page.evaluate(() => new FormData(document.forms[0]).get("ballot"));
  assert.deepEqual(JSON.parse(value).marks, ["c02"]);
  assert.deepEqual(problems, []);
  await page.close();
});

test("a result with its chart, its reasons, and the lot that is needed", async () => {
  const vaali = await load();
  const election = vaali.parse(definition());
  for (const [name, tied, said] of [
    ["complete", false, /chair: Aino Koivuranta/],
    ["tied", true, /A lot is needed/],
  ]) {
    const outcome = election.count(election.cast(ballots(tied)));
    const { page, problems } = await elements("en", 1280);
    await page.evaluate(
      ({ outcome, definition }) => {
        Object.assign(document.querySelector("vaali-result"), { outcome, definition });
      },
      { outcome, definition: definition() },
    );
    await control(page, "vaali-result >>> tbody tr");
    assert.match(await page.$eval("vaali-result", (element) => element.shadowRoot.textContent), said);
    const bars = await page.$eval("vaali-result", (element) =>
      [...element.shadowRoot.querySelectorAll(".bars rect")].map((bar) => bar.getBoundingClientRect().width),
    );
    assert.equal(bars.length, 16);
    assert.ok(bars[0] > 50 && bars[0] >= bars[15], `bars as long as the votes: ${bars}`);
    await (await control(page, "vaali-result >>> summary")).click();
    await control(page, "vaali-result >>> details[open] p, vaali-result >>> details[open] li");
    await shot(page, `result-${name}`);
    assert.deepEqual(problems, []);
    await page.close();
  }
});

test("the engine with vectors and without, in a page and in a worker, as in Node", async () => {
  const vaali = await load();
  const election = vaali.parse(definition());
  const expected = election.countText(election.cast(ballots()));
  const start =
    '<!doctype html><html lang="en"><title>vaali</title><script type="module" src="/tests/pages/counting.mjs"></script></html>';
  const pages = { "/": start, "/election.json": definition(), "/ballots.json": ballots() };
  const strict = await serve(pages, { "content-security-policy": STRICT });
  const { page, problems } = await open(firefox.browser, strict.url);
  await page.waitForFunction(() => globalThis.counted, { timeout: 60_000 });
  const { here, worker, again } = await page.evaluate(() => globalThis.counted);
  assert.deepEqual([here, worker, again], [expected, expected, expected]);
  for (const module of ["vaali-simd.wasm", "vaali.wasm"]) {
    assert.ok(strict.requests.includes(`GET /dist/${module}`), module);
  }
  assert.deepEqual(problems, []);
  await page.close();
  await strict.close();
});

test("done when: on the counting page the sample's files, the tie resolved, the Finnish minutes, with the server gone", async () => {
  const folder = new URL("../dist-app/", import.meta.url).pathname;
  const server = await serve({ "/": await readFile(join(folder, "index.html"), "utf8") }, {}, folder);
  const { page, problems } = await open(firefox.browser, `${server.url}/index.html`);
  await page.setViewport({ width: 1280, height: 900 });
  await page.waitForSelector("html[data-offline]", { timeout: 60_000 });
  await server.close();
  await page.reload();
  await page.waitForSelector("html[data-ready]", { timeout: 60_000 });

  const files = await Promise.all(
    (await filesOf("founding-2020-tie")).map(async (path) => [basename(path), await readFile(path, "utf8")]),
  );
  await page.evaluate((files) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of files) dataTransfer.items.add(new File([text], name));
    const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector("#zone").dispatchEvent(drop);
  }, files);
  await page.waitForSelector("#count-now");
  await page.waitForSelector("main[aria-busy=false]");
  await shot(page, "app-files");
  await page.click("#count-now");
  await page.waitForSelector("#tie");
  const tie = await page.$eval("#tie", (tie) => tie.textContent);
  assert.match(tie, /25 ääntä; jäljellä on 1 paikka/);
  await shot(page, "app-tie");
  await page.select("#drawn-0", await page.$eval("#drawn-0", (select) => select.options[1].value));
  await page.type("#witnesses", "Aino\nBo");
  await page.click("#record-lot");
  await page.waitForSelector("#undo-lot");
  await shot(page, "app-result");
  await page.click("#minutes-md");
  const minutes = await saved(firefox.downloads, "minutes.fi.md");
  assert.match(minutes, /Aino/);
  assert.match(minutes, /arvo/);
  assert.deepEqual(problems, []);
  await page.close();
});

/** What was saved under a name, once it is whole. */
async function saved(folder, name) {
  for (let tries = 0; tries < 600; tries++) {
    const names = await readdir(folder);
    if (names.includes(name) && !names.some((other) => other.endsWith(".part"))) {
      const text = await readFile(join(folder, name), "utf8");
      if (text !== "") return text;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  return assert.fail(`${name} is not among ${(await readdir(folder)).join(", ")}`);
}
