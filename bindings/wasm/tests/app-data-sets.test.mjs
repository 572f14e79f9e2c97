// The counting page: data sets, which are counted and not certified.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { choose, file, openApp, settled } from "./app.mjs";
import { elected } from "./board.mjs";

const CAT =
  "# TITLE: Board\n# DATA TYPE: cat\n# NUMBER ALTERNATIVES: 3\n# NUMBER VOTERS: 7\n# NUMBER CATEGORIES: 2\n# CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n# ALTERNATIVE NAME 1: Aino\n# ALTERNATIVE NAME 2: Bo\n# ALTERNATIVE NAME 3: Cia\n4: {1,2},3\n2: 3, {1, 2}\n1: {},{1,2,3}\n";

test("a Pabulib file: so many seats, and the votes that it publishes", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  const text = (votes) =>
    `META\nkey;value\ninstance;Example\nvote_type;approval\nPROJECTS\nproject_id;cost;votes;name\n7;100;2;Swings\n8;100;${votes};Benches\nVOTES\nvoter_id;vote\n1;7,8\n2;7\n`;
  for (const [votes, kind] of [
    [1, "good"],
    [5, "bad"],
  ]) {
    await choose(page, [file("example.pb", text(votes))]);
    await page.fill("#seats", "1");
    await page.click("#use-seats");
    await page.waitForSelector("#count-now");
    await page.click("#count-now");
    await page.waitForSelector(`#result > .notice.${kind}`);
    assert.deepEqual(await elected(page), ["Swings"]);
    // As the command: counted, not certified, and why.
    assert.equal(await page.locator("#certify").count(), 0);
    assert.match(await page.textContent("#documents"), /counted, but not certified/);
    await accessible(page, "data set");
    page.once("dialog", (dialog) => dialog.accept());
    await page.click("#start-over");
  }
  await end();
});

test("a data set that says how many are elected is counted at once, as many can be tried, and none is certified", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  const blt = (seats) => `3 ${seats}\n4 1=2 0\n3 3 0\n0\n"Aino"\n"Bo"\n"Cia"\n"Choir"\n`;
  await choose(page, [file("choir.blt", blt(2))]);
  assert.equal(await page.inputValue("#seats"), "2");
  await page.click("#count-now");
  await page.waitForSelector("vaali-result");
  assert.deepEqual(await elected(page), ["Aino", "Bo"]);
  assert.equal((await page.locator("#certify").count()) + (await page.locator("#figures").count()), 0);
  await page.fill("#seats", "3");
  await page.click("#use-seats");
  await page.waitForFunction(
    () => document.querySelector("vaali-result").outcome.result.candidates.length === 3,
  );
  await settled(page);
  assert.deepEqual(await elected(page), ["Aino", "Bo", "Cia"]);
  page.once("dialog", (dialog) => dialog.accept());
  await page.click("#start-over");
  // One that says nothing of seats asks.
  await choose(page, [file("votes.cat", CAT)]);
  assert.equal(await page.locator("#files-problem").count(), 0, await page.textContent("#files"));
  assert.equal(await page.inputValue("#seats"), "");
  assert.equal(await page.locator("#count-now").count(), 0);
  await page.fill("#seats", "1");
  await page.click("#use-seats");
  await page.waitForSelector("#count-now");
  assert.deepEqual(problems, []);
  await end();
});
