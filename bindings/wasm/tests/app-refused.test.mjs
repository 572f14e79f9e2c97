// The counting page: what is refused is told in the language of the page, with its code.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { choose, file, openApp, settled } from "./app.mjs";
import { board, CANDIDATES, count, rules, unfold } from "./board.mjs";

/** What stands at a place in each language: the message and what to do. */
async function told(page, selector, expected) {
  for (const [language, ...words] of expected) {
    await page.click(`#language-${language}`);
    const said = page.locator(`${selector} li`).first();
    const texts = await said.locator(`p[lang=${language}]`).allTextContents();
    assert.deepEqual(texts, words);
  }
}

const CAST = "voter,marks,cast_at\nv1,a;b,2030-04-09T10:00:00Z\nv2,a,2030-04-09T11:00:00Z\n";
const VOTING = 'voting = { opens = "2030-04-08 09:00", closes = "2030-04-15 16:00" }\n';

test("what keeps a result from being certified is told in the language of the page, with its code", async () => {
  const { page, problems, end } = await openApp();
  await page.clock.setFixedTime("2030-04-15T16:10:00Z");
  await choose(page, board({ "election.toml": rules({ more: VOTING }) }));
  await choose(page, [file("ballots.csv", CAST)]);
  await count(page);
  await page.click("#certify-summary");
  await page.fill("#frozen-at", "2030-04-01T12:00");
  await unfold(page, "figures-form");
  await page.fill("#figure-expected", "4");
  await page.click("#record-figures");
  await page.waitForSelector("#disagreements");
  await page.click("#certify-now");
  await page.waitForFunction(() => document.activeElement?.id === "certify-problem");
  await told(page, "#certify-problem", [
    ["fi", "lippuja pitäisi olla 4, mutta niitä luettiin 2", "etsi puuttuvat tai liiat liput"],
    ["sv", "röstsedlarna borde vara 4, men 2 lästes", "sök de röstsedlar som saknas eller är för många"],
    ["en", "4 ballots were expected, but 2 were read", "find the ballots that are missing or too many"],
  ]);
  assert.match(await page.textContent("#certify-problem .where"), /^\s*R03$/);
  await accessible(page, "refused at certifying");
  assert.deepEqual(problems, []);
  await end();
});

test("the examples of a new election are named by file and row in the language of the page", async () => {
  const { page, end } = await openApp();
  const examples = CANDIDATES.replace("Bo Påhitt", "Erik Exempel");
  await choose(page, board({ "candidates.csv": examples, "ballots.csv": undefined }));
  await page.click("#freeze");
  await page.waitForSelector("#count-problem");
  assert.match(await page.textContent("#count-problem .where"), /^candidates\.csv, rivi 3 F150$/);
  await told(page, "#count-problem", [
    [
      "sv",
      "`Erik Exempel` är en exempelrad från `vaali new`",
      "skriv en kandidat i stället eller ta bort raden; i en övning (test = true i election.toml) får den stå kvar",
    ],
  ]);
  await end();
});

test("a freeze after voting has opened is refused as the command refuses it, and before it is not", async () => {
  const { page, problems, end } = await openApp();
  await page.clock.setFixedTime("2030-04-08T06:00:00Z");
  const unvoted = board({ "election.toml": rules({ more: VOTING }), "ballots.csv": undefined });
  await choose(page, unvoted);
  await page.click("#freeze");
  await page.waitForFunction(() => document.activeElement?.id === "count-problem");
  assert.match(await page.textContent("#count-problem .where"), /K23/);
  await told(page, "#count-problem", [
    [
      "fi",
      "äänestys alkoi 2030-04-08 09:00 Europe/Helsinki: sääntöjen lukitseminen on myöhäistä",
      "jos ne lukittiin sitä ennen, kirjoita milloin, kun vahvistat tuloksen; muuten siirrä aikaa rules.voting.opens",
    ],
    [
      "sv",
      "röstningen började 2030-04-08 09:00 Europe/Helsinki: det är för sent att låsa reglerna",
      "om de låstes före det, skriv när då du fastställer resultatet; flytta annars rules.voting.opens",
    ],
    [
      "en",
      "voting opened at 2030-04-08 09:00 Europe/Helsinki: it is too late to freeze the rules",
      "if they were settled before, say when as you certify; else move rules.voting.opens",
    ],
  ]);
  await accessible(page, "too late to freeze");
  // The time that is typed at certifying is held to the same.
  await choose(page, [file("ballots.csv", CAST)]);
  await page.clock.setFixedTime("2030-04-15T16:10:00Z");
  await count(page);
  await page.click("#certify-summary");
  await page.fill("#frozen-at", "2030-04-10T12:00");
  await page.click("#certify-now");
  await page.waitForSelector("#certify-problem");
  assert.match(await page.textContent("#certify-problem .where"), /K23/);
  await page.fill("#frozen-at", "2030-04-01T12:00");
  await page.click("#certify-now");
  await page.waitForSelector("#public-part");
  // A second earlier the rules could be frozen.
  page.once("dialog", (dialog) => dialog.accept());
  await page.click("#start-over");
  await page.clock.setFixedTime("2030-04-08T05:59:59Z");
  await choose(page, unvoted);
  await page.click("#freeze");
  await page.waitForFunction(() => document.activeElement?.id === "count-title");
  await settled(page);
  assert.equal((await page.locator("#freeze").count()) + (await page.locator("#count-problem").count()), 0);
  assert.deepEqual(problems, []);
  await end();
});
