// The counting page: what the meeting knows, who declines, what is frozen, and going on with the command.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { accessible, focused, tabTo } from "./accessible.mjs";
import { choose, downloaded, example, file, filesOf, openApp, settled } from "./app.mjs";
import { BALLOTS, board, CANDIDATES, count, elected, rules, shown, unfold } from "./board.mjs";
import { unpacked } from "./workbook.mjs";

const run = promisify(execFile);
test("the examples of a new election are never frozen, certified or signed for; in a rehearsal they may stay", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  const examples = { "candidates.csv": CANDIDATES.replace("Bo Påhitt", "Erik Exempel") };
  await choose(page, board({ ...examples, "ballots.csv": undefined }));
  assert.match(await page.textContent("#findings"), /candidates\.csv, row 3 F150/);
  await page.click("#freeze");
  await page.waitForSelector("#count-problem");
  assert.match(await page.textContent("#count-problem"), /`Erik Exempel` is an example row of `vaali new`/);
  await accessible(page, "examples");
  await choose(page, board(examples));
  await count(page);
  await page.click("#minutes-md");
  await page.waitForSelector("#documents-problem");
  assert.match(await page.textContent("#documents-problem"), /F150/);
  await page.click("#certify-summary");
  await page.fill("#frozen-at", "2020-01-01T12:00");
  await page.click("#certify-now");
  await page.waitForSelector("#certify-problem");
  assert.match(
    await page.textContent("#certify-problem"),
    /a rehearsal \(test = true in election\.toml\) may keep it/,
  );
  assert.equal(await page.locator("#public-part").count(), 0);
  await choose(page, [file("election.toml", rules({ test: true }))]);
  await settled(page);
  const { bytes } = await downloaded(page, () => page.click("#minutes-md"));
  assert.match(bytes.toString(), /Erik Exempel/);
  assert.deepEqual(problems, []);
  await end();
});

test("who was there and how many ballots there must be: in the minutes, the reconciliation and the folder, by the keyboard alone", async () => {
  const { page, problems, end } = await openApp();
  await choose(
    page,
    board({ "proceedings.toml": "# kokous\nballots_expected = 5 # lomakkeen laskuri\n", "meeting.toml": "" }),
  );
  await count(page);
  // What a file says stands in the form, and does not agree with the ballots.
  await tabTo(page, "figures-form-summary");
  await page.keyboard.press("Enter");
  assert.equal(await page.inputValue("#figure-expected"), "5");
  assert.match(await page.textContent("#disagreements"), /5 lippua|5.*3/);
  assert.equal(await page.locator("#figure-spoiled").count(), 0);
  await accessible(page, "disagreements");
  await page.click("#certify-summary");
  await page.fill("#frozen-at", "2020-01-01T12:00");
  await page.click("#certify-now");
  await page.waitForSelector("#certify-problem");
  assert.match(await page.textContent("#certify-problem"), /R03|expected/);
  // The time that was typed can be typed again.
  assert.equal(await page.inputValue("#frozen-at"), "2020-01-01T12:00");

  await page.focus("#figure-registered");
  await page.keyboard.type("neljä");
  await tabTo(page, "record-figures");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "figures-problem");
  await accessible(page, "figures refused");
  for (const [id, number] of [
    ["registered", "4"],
    ["present", "3"],
    ["expected", "3"],
  ]) {
    await tabTo(page, `figure-${id}`);
    await page.keyboard.press("Control+A");
    await page.keyboard.type(number);
  }
  await tabTo(page, "record-figures");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "figures-recorded");
  assert.equal(await page.locator("#disagreements").count(), 0);
  const { turnout, reconciliation } = (await shown(page)).result;
  assert.deepEqual([turnout.registered, turnout.present, reconciliation.expected], [4, 3, 3]);
  const minutes = (await downloaded(page, () => page.click("#minutes-md"))).bytes.toString();
  assert.match(minutes, /Ilmoittautuneita\W+4/);
  assert.match(minutes, /Läsnä\W+3/);
  const { bytes } = await downloaded(page, () => page.click("#folder"));
  const proceedings = unpacked(bytes)["election/proceedings.toml"].toString();
  assert.match(proceedings, /^# kokous\nballots_expected = 3 # lomakkeen laskuri\n/);
  assert.match(proceedings, /attendance = \{ registered = 4, present = 3 \}/);
  await page.click("#certify-now");
  await page.waitForSelector("#public-part");
  assert.deepEqual(problems, []);
  await end();
});

test("paper apart from the roll: spoiled ballots and those that did not come back are asked for, and must add up", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  await choose(
    page,
    board({
      "election.toml": rules({ ballots: "separate" }),
      "ballots.csv": "marks\na;b\na;b\na;c\n",
      "voted.csv": "voter\nv1\nv2\nv3\nv4\n",
    }),
  );
  await count(page);
  assert.match(await page.textContent("#disagreements"), /4.*3/);
  await unfold(page, "figures-form");
  await page.fill("#figure-unreturned", "1");
  await page.click("#record-figures");
  await page.waitForFunction(() => !document.getElementById("disagreements"));
  assert.equal((await shown(page)).result.reconciliation.unreturned, 1);
  await end();
});

test("whoever declines a seat makes room for the next, whoever declines an office keeps the seat; all of it is listed, and goes back", async () => {
  const { page, problems, end } = await openApp();
  await choose(page, board());
  await count(page);
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Bo Påhitt"]);
  await page.click("#declines-summary");
  await page.click("#record-decline");
  await page.waitForFunction(() => document.activeElement?.id === "result-problem");
  await page.selectOption("#declining", "a");
  await page.selectOption("#declined", "chair");
  await page.fill("#decline-note", "kausi päättyy");
  await page.click("#record-decline");
  await page.waitForSelector("#undo-decline");
  assert.match(await page.textContent("#declines .declined"), /Aino Keksitty \(a\): .*kausi päättyy/);
  assert.equal((await shown(page)).result.offices[0].holder, "b");
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Bo Påhitt"]);
  await page.selectOption("#declining", "b");
  await page.click("#record-decline");
  await page.waitForFunction(() => document.querySelectorAll("#declines .declined > li").length === 2);
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Cecilia Kuvitelma"]);
  await accessible(page, "declined");
  const { bytes } = await downloaded(page, () => page.click("#folder"));
  assert.equal(
    unpacked(bytes)
      ["election/proceedings.toml"].toString()
      .match(/\[\[declines\]\]/g).length,
    2,
  );
  await page.click("#undo-decline");
  await page.waitForFunction(() => document.querySelectorAll("#declines .declined > li").length === 1);
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Bo Påhitt"]);
  assert.deepEqual(problems, []);
  await end();
});

test("a decline that makes a drawn lot stale asks before the lot is taken back, and gives it back when it is undone", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  await choose(page, await filesOf("founding-2020-tie"));
  await page.click("#count-now");
  await page.waitForSelector("#tie");
  await page.selectOption("#drawn-0", "c17");
  await page.fill("#witnesses", "Aino");
  await page.click("#record-lot");
  await page.waitForSelector("#undo-lot");
  await page.click("#declines-summary");
  const first = await page.locator("#declining option").nth(1).getAttribute("value");
  await page.selectOption("#declining", first);
  await page.click("#record-decline");
  await page.waitForFunction(() => document.activeElement?.id === "stale");
  assert.equal((await elected(page)).length, 15);
  await accessible(page, "stale");
  await tabTo(page, "drop-stale");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#stale").count(), 0);
  await page.click("#record-decline");
  await page.waitForSelector("#record-stale");
  await page.click("#record-stale");
  await page.waitForSelector("#undo-decline");
  // The seat of whoever declined goes to the other of the tied: nothing is left to be drawn.
  const names = await elected(page);
  assert.equal(names.length, 15);
  assert.ok(names.includes("Mikko Yösydänniemi") && names.includes("Tuula Yösydänvuo"));
  const lots = unpacked((await downloaded(page, () => page.click("#folder"))).bytes);
  assert.doesNotMatch(lots["election/proceedings.toml"].toString(), /\[\[lots\]\]/);
  await page.click("#undo-decline");
  await page.waitForSelector("#undo-lot");
  assert.ok(!(await elected(page)).includes("Mikko Yösydänniemi"));
  assert.deepEqual(problems, []);
  await end();
});

/** What the command says of a folder. */
async function counted(folder) {
  const root = new URL("../../../", import.meta.url).pathname;
  const command = ["run", "--release", "--quiet", "--package", "vaali-cli", "--", "count", folder, "--json"];
  const { stdout } = await run("cargo", command, { cwd: root, maxBuffer: 1 << 26 });
  return JSON.parse(stdout).outcome;
}

/** The hash of a result: of its canonical JSON, whose names are sorted. */
function hashOf(value) {
  const sorted = (part) => {
    if (Array.isArray(part)) return part.map(sorted);
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(
      Object.keys(part)
        .sort()
        .map((name) => [name, sorted(part[name])]),
    );
  };
  return createHash("sha256")
    .update(JSON.stringify(sorted(value)))
    .digest("hex");
}

test("before the vote the page freezes and keeps the folder; with the ballots the command counts it to the same result as the page", async () => {
  const { page, problems, end } = await openApp();
  await page.clock.setFixedTime("2030-04-01T12:00:00Z");
  await choose(page, board({ "ballots.csv": undefined }));
  await tabTo(page, "freeze");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "count-title");
  assert.equal(await page.locator("#freeze").count(), 0);
  await accessible(page, "frozen");
  await tabTo(page, "folder");
  const kept = await downloaded(page, () => page.keyboard.press("Enter"));
  assert.deepEqual(Object.keys(unpacked(kept.bytes)).sort(), [
    "election/candidates.csv",
    "election/election.toml",
    "election/frozen.toml",
    "election/roll.csv",
  ]);
  assert.equal(await focused(page), "folder");
  const definition = await downloaded(page, () => page.click("#definition"));
  assert.equal(definition.name, "definition.json");
  // Another day, with the ballots.
  page.once("dialog", (dialog) => dialog.accept());
  await page.click("#start-over");
  await choose(page, [{ name: kept.name, mimeType: "", buffer: kept.bytes }, file("ballots.csv", BALLOTS)]);
  await count(page);
  const outcome = await shown(page);
  assert.equal(outcome.result.definition_hash, createHash("sha256").update(definition.bytes).digest("hex"));
  await unfold(page, "figures-form");
  await page.fill("#figure-present", "3");
  await page.click("#record-figures");
  await page.waitForFunction(() => document.activeElement?.id === "figures-recorded");
  const whole = await downloaded(page, () => page.click("#folder"));
  const folder = await mkdtemp(join(tmpdir(), "vaali-folder-"));
  for (const [path, bytes] of Object.entries(unpacked(whole.bytes))) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  const said = await counted(join(folder, "election"));
  assert.equal(hashOf(said), hashOf(await shown(page)));
  assert.equal(said.result.turnout.present, 3);
  // And frozen.toml still knows when: nothing is asked of whoever certifies.
  assert.match(await readFile(join(folder, "election/frozen.toml"), "utf8"), /2030-04-01T12:00:00Z/);
  await page.click("#certify-summary");
  assert.equal(await page.locator("#frozen-at").count(), 0);
  assert.deepEqual(problems, []);
  await rm(folder, { recursive: true });
  await end();
});

test("a later ballot that replaces an earlier one is told by its row, once", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  const lists = ["members", "others", "nominations"].map((name) => example(`import-2030/files/${name}.csv`));
  const election = await readFile(example("import-2030/election/election.toml"), "utf8");
  // Two empty lines: a row of the file is another number than that of the ballot.
  const ballots = await readFile(example("import-2030/files/ballots.csv"), "latin1");
  const text = ballots.replace("\n", "\n\n\n");
  await choose(page, lists);
  await choose(page, [
    file("election.toml", election),
    { ...file("answers.csv", ""), buffer: Buffer.from(text, "latin1") },
  ]);
  const cards = page.locator("fieldset.same .card select");
  await cards.nth(0).selectOption("keep");
  await page.waitForFunction(() => document.querySelectorAll(".card.open").length === 1);
  await cards.nth(1).selectOption("same as 001");
  await page.waitForSelector("#count-now");
  const found = await page
    .locator("#findings .found > li")
    .evaluateAll((all) => all.map(({ textContent }) => textContent));
  const replaced = found.filter((text) => /B05|B12/.test(text));
  assert.ok(replaced.length > 0);
  const voter = (row) => text.split("\n")[row - 1].split(",")[5];
  for (const text of replaced) {
    const [, own, other] = /row (\d+).* in row (\d+)/s.exec(text) ?? [];
    assert.equal(voter(Number(own)), voter(Number(other)), text);
    assert.match(text, /answers\.csv/);
  }
  assert.equal(new Set(found).size, found.length);
  await end();
});
