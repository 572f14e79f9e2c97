// The counting page, as a secretary uses it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { test } from "node:test";
import { load } from "vaali/full";
import { accessible, focused } from "./accessible.mjs";
import { choose, downloaded, example, filesOf, openApp, ready, settled } from "./app.mjs";

const TIE = "founding-2020-tie";
const NOW = "2030-04-15T16:10:00Z";

/** The Finnish minutes of the sample with its lot, as the package writes them. */
async function minutesOfThePackage(meeting) {
  const vaali = await load();
  const files = vaali.files();
  for (const path of await filesOf(TIE)) files.put(basename(path), await readFile(path));
  const before = vaali.openFolder(files);
  const { request } = before.election.count(before.ballots, before.proceedings);
  const [drawn] = request.among;
  const witnesses = ["Aino", "Bo"];
  vaali.recordLot(files, { request, drawn: [drawn], method: "manual", drawn_at: NOW, witnesses });
  const { election, ballots, proceedings, frozen_at } = vaali.openFolder(files);
  const order = { language: "fi", format: "markdown", frozen_at, meeting };
  return vaali.minutes(election, ballots, proceedings, order);
}

test("done when: the sample's files, the tie resolved, the Finnish minutes, with the network cut off", async () => {
  const { context, page, server, problems, requests, end } = await openApp();
  await page.waitForSelector("html[data-offline]", { timeout: 60_000 });
  // Gone for good: neither a network nor a server.
  await context.setOffline(true);
  await server.close();
  await page.reload();
  await ready(page);
  requests.length = 0;
  await page.clock.setFixedTime(NOW);

  // Dropped, not chosen.
  const files = await Promise.all(
    (await filesOf(TIE)).map(async (path) => [basename(path), await readFile(path, "utf8")]),
  );
  const data = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name));
    return data;
  }, files);
  await page.dispatchEvent("#zone", "drop", { dataTransfer: data });
  await settled(page);
  assert.equal(await page.locator("#findings .notice.good").count(), 1);
  await page.click("#count-now");
  await page.waitForSelector("#tie");
  assert.match(await page.textContent("#tie"), /25 ääntä; jäljellä on 1 paikka/);
  await page.selectOption("#drawn-0", { index: 1 });
  await page.fill("#witnesses", "Aino\nBo");
  await page.click("#record-lot");
  await page.waitForSelector("#undo-lot");
  assert.equal(await page.locator("#tie").count(), 0);
  await page.click("#meeting-summary");
  await page.fill("#meeting-place", "Turku");
  const { name, bytes } = await downloaded(page, () => page.click("#minutes-md"));
  assert.equal(name, "minutes.fi.md");
  assert.equal(bytes.toString(), await minutesOfThePackage({ place: "Turku" }));
  const docx = await downloaded(page, () => page.click("#minutes-docx"));
  assert.equal(docx.name, "minutes.fi.docx");
  assert.equal(docx.bytes.subarray(0, 2).toString(), "PK");
  assert.deepEqual(requests, []);
  assert.deepEqual(problems, []);
  await end();
});

test("nothing leaves the page: no request after it is ready, and its policy forbids any other", async () => {
  const { page, requests, problems, end } = await openApp();
  await page.waitForSelector("html[data-offline]", { timeout: 60_000 });
  requests.length = 0;
  await page.click("#sample");
  await page.click("#count-now");
  await page.waitForSelector("#tie");
  for (const id of [
    "minutes-html",
    "document-page",
    "document-chart",
    "document-news",
    "document-table",
    "folder",
    "definition",
  ]) {
    await downloaded(page, () => page.click(`#${id}`));
  }
  assert.deepEqual(requests, []);
  assert.deepEqual(problems, []);
  const blocked = await page.evaluate(async () => {
    const violation = new Promise((done) => {
      addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) =>
        done(`${effectiveDirective} ${blockedURI}`),
      );
    });
    await fetch("https://example.org/elsewhere").catch(() => undefined);
    return violation;
  });
  assert.equal(blocked, "connect-src https://example.org/elsewhere");
  await end();
});

test("a press that is under way while the page becomes ready for offline use is heard", async () => {
  const { page, end } = await openApp();
  await page.addInitScript(() => {
    const { serviceWorker } = navigator;
    const register = serviceWorker.register.bind(serviceWorker);
    const released = new Promise((done) => (globalThis.release = done));
    serviceWorker.register = (...values) => released.then(() => register(...values));
  });
  await page.reload();
  await ready(page);
  await page.hover("#language-sv");
  await page.mouse.down();
  await page.evaluate(() => globalThis.release());
  await page.waitForSelector("html[data-offline]");
  await page.mouse.up();
  assert.equal(await page.getAttribute("html", "lang"), "sv");
  assert.match(await page.textContent("#foot"), /fungerar nu utan nätverk/);
  await end();
});

/** Presses Tab until a control has the focus. */
async function tabTo(page, id, key = "Tab") {
  for (let presses = 0; presses < 150; presses++) {
    if ((await focused(page)) === id) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${key} never reaches ${id}`);
}

test("by the keyboard alone: from the first Tab to the minutes", async () => {
  const { page, problems, end } = await openApp({ viewport: { width: 320, height: 700 } });
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "skip");
  await page.keyboard.press("Enter");
  await tabTo(page, "sample");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#count-now");
  await tabTo(page, "count-now");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "tie-title");
  await tabTo(page, "record-lot");
  await page.keyboard.press("Enter");
  // What is missing is said, and there the focus is.
  await page.waitForFunction(() => document.activeElement?.id === "tie-problem");
  await tabTo(page, "drawn-0");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "witnesses");
  await page.keyboard.type("Aino");
  await tabTo(page, "record-lot");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "result-title");
  await tabTo(page, "minutes-html");
  const { name } = await downloaded(page, () => page.keyboard.press("Enter"));
  assert.equal(name, "minutes.fi.html");
  assert.deepEqual(problems, []);
  await end();
});

for (const [width, colorScheme, forcedColors] of [
  [1280, "light", "none"],
  [320, "dark", "none"],
  [1280, "dark", "active"],
]) {
  test(`every state keeps the WCAG, ${width} px, ${colorScheme}, forced colours ${forcedColors}; a switch of the language keeps it`, async () => {
    const { page, problems, end } = await openApp({
      viewport: { width, height: 800 },
      colorScheme,
      forcedColors,
    });
    const everyLanguage = async (state) => {
      for (const language of ["sv", "en", "fi"]) {
        await page.click(`#language-${language}`);
        assert.equal(await page.getAttribute("html", "lang"), language);
        await accessible(page, `${state} ${language}`);
      }
    };
    await everyLanguage("start");
    await choose(page, [example("import-2030/files/members.csv"), example("import-2030/files/others.csv")]);
    await page.click("#findings-note-summary");
    await page.click("[id^=columns-summary-]");
    await everyLanguage("lists");
    await page.fill("#title", "Hallitus");
    await page.fill("#seatsMin", "9");
    await page.fill("#seatsMax", "3");
    await page.click("#use-rules");
    await page.waitForSelector("#rules-problem");
    await everyLanguage("refused");
    assert.equal(await page.inputValue("#title"), "Hallitus");
    page.once("dialog", (dialog) => dialog.accept());
    await page.click("#start-over");
    await choose(
      page,
      (await filesOf(TIE)).filter((path) => !/ballots|frozen/.test(path)),
    );
    await everyLanguage("before the vote");
    page.once("dialog", (dialog) => dialog.accept());
    await page.click("#start-over");
    await page.click("#sample");
    await page.waitForSelector("#count-now");
    await everyLanguage("ready");
    await page.click("#count-now");
    await page.waitForSelector("#tie");
    await page.fill("#witnesses", "Aino");
    await everyLanguage("tie");
    assert.equal(await page.inputValue("#witnesses"), "Aino");
    await page.selectOption("#drawn-0", { index: 1 });
    await page.click("#record-lot");
    await page.waitForSelector("#undo-lot");
    for (const id of ["declines", "figures-form", "meeting", "certify", "files-counted", "rules-counted"]) {
      await page.click(`#${id}-summary`);
    }
    await page.fill("#figure-expected", "1");
    await page.click("#record-figures");
    await page.waitForSelector("#disagreements");
    await everyLanguage("disagreements");
    await page.fill("#figure-expected", "");
    await page.click("#record-figures");
    await page.waitForFunction(() => !document.getElementById("disagreements"));
    await page.click("#certify-now");
    await page.waitForSelector("#public-part");
    await everyLanguage("certified");
    assert.deepEqual(problems, []);
    await end();
  });
}
