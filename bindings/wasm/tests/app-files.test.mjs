// The counting page: files as they come, rules from a preset, records, large files.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { choose, downloaded, example, file, openApp, settled } from "./app.mjs";
import { board, count, elected, rules } from "./board.mjs";
import { unpacked, workbook } from "./workbook.mjs";

const FILES = "import-2030/files";
const lists = ["members", "others", "nominations", "ballots"].map((name) => example(`${FILES}/${name}.csv`));

/** Decides the one group of the sample: the organisation is on both lists. */
async function decide(page) {
  const cards = page.locator("fieldset.same .card select");
  assert.equal(await cards.count(), 2);
  await cards.nth(0).selectOption("keep");
  await page.waitForFunction(() => document.querySelectorAll(".card.open").length === 1);
  await cards.nth(1).selectOption("same as 001");
  await page.waitForFunction(() => document.querySelectorAll(".card.open").length === 0);
  await settled(page);
}

test("lists and exports as they are: recognised, shown, put side by side, decided, counted", async () => {
  const { page, problems, end } = await openApp();
  await choose(page, [...lists, example("import-2030/election/election.toml")]);
  const kinds = await page
    .locator(".files select[id^=kind]")
    .evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(kinds, ["roll_list", "roll_list", "nominations", "ballot_form", "election"]);
  assert.equal(await page.locator("#count-now").count(), 0);
  await accessible(page, "undecided");
  await decide(page);
  assert.match(await page.textContent("#findings"), /nominations\.csv, rivi 7/);
  assert.match(await page.textContent("#findings"), /ballots\.csv, rivi 5/);
  await page.click("#count-now");
  await page.waitForSelector("vaali-result");
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Eero Kuvitelma", "Åsa Påhitt"]);
  const reconciliation = await page.evaluate(
    () => document.querySelector("vaali-result").outcome.result.reconciliation,
  );
  assert.deepEqual([reconciliation.rows, reconciliation.accepted, reconciliation.blank], [11, 5, 1]);
  // Somebody declines: the next one takes the seat, and it can be taken back.
  await page.click("#declines-summary");
  await page.selectOption("#declining", "c2");
  await page.click("#record-decline");
  await page.waitForSelector("#undo-decline");
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Åsa Påhitt", "Seppo Satu, nuorempi"]);
  await page.click("#undo-decline");
  await page.waitForFunction(() => !document.getElementById("undo-decline"));
  assert.equal((await elected(page)).includes("Eero Kuvitelma"), true);
  assert.deepEqual(problems, []);
  await end();
});

test("what was recognised can be overridden: the kind of a file, and the meaning of a column", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  await choose(page, [file("people.csv", "Nro;Kuka;Nimi\n1;Aino ry;x\n2;Bo ry;y\n")]);
  assert.equal(await page.inputValue(".files select"), "roll_list");
  await page.click("[id^=columns-summary-]");
  const meaning = (header) => page.getByLabel(`${header}: Read as`);
  assert.equal(await meaning("Nimi").inputValue(), "name");
  await meaning("Nimi").selectOption("");
  await settled(page);
  assert.match(await page.textContent("#findings"), /column `name` is missing/);
  await page.selectOption(".files select", "unknown");
  await settled(page);
  assert.equal(await page.locator("#findings").count(), 0);
  await end();
});

test("without a file of rules: a preset and three questions, read back, from workbooks too", async () => {
  const { page, problems, end } = await openApp();
  const roll = workbook([
    ["Tunnus", "Nimi"],
    ...["A", "B", "C", "D"].map((name) => [`0${name}`, `${name} ry`]),
  ]);
  const people = ["Aino", "Bertta", "Cecilia", "Daavid"];
  const nominations = workbook([
    ["Ehdokas", "Järjestö"],
    ...people.map((name, place) => [name, `${"ABCD"[place]} ry`]),
  ]);
  const ballots =
    "Aikaleima,Äänestäjä,Ehdokkaat\n" +
    ["A", "B", "C"]
      .map((name, place) => `15.4.2030 klo 9.0${place}.00,${name} ry,"Aino, ${people[place + 1]}"\n`)
      .join("");
  await choose(page, [
    { name: "jäsenet.xlsx", mimeType: "", buffer: roll },
    { name: "ehdokkaat.xlsx", mimeType: "", buffer: nominations },
    file("äänet.csv", ballots),
  ]);
  await page.selectOption("#preset", "association_board");
  await settled(page);
  await page.fill("#title", "Keksitty ry:n hallitus");
  for (const [id, number] of [
    ["seatsMin", 1],
    ["seatsMax", 1],
    ["marksMin", 1],
    ["marksMax", 2],
  ]) {
    await page.fill(`#${id}`, String(number));
    await page.press(`#${id}`, "Tab");
    await settled(page);
  }
  await page.waitForFunction(() =>
    /enintään 2 ehdokasta/.test(document.getElementById("read-back").textContent),
  );
  await page.click("#use-rules");
  await page.waitForSelector("#count-now");
  await page.click("#count-now");
  await page.waitForSelector("vaali-result");
  assert.deepEqual(await elected(page), ["Aino"]);
  // The folder holds all of it, and opens here again.
  const { name, bytes } = await downloaded(page, () => page.click("#folder"));
  assert.equal(name, "election.zip");
  page.once("dialog", (dialog) => dialog.accept());
  await page.click("#start-over");
  await choose(page, [{ name, mimeType: "", buffer: bytes }]);
  await page.click("#count-now");
  await page.waitForSelector("vaali-result");
  assert.deepEqual(await elected(page), ["Aino"]);
  assert.deepEqual(problems, []);
  await end();
});

/** Minutes and the rest of a verified record: those that were certified with it, and with the people of its meeting. */
async function recordReports(page, parts) {
  assert.equal((await page.locator("#folder").count()) + (await page.locator("#certify").count()), 0);
  for (const language of ["fi", "sv", "en"]) {
    await page.selectOption("#documents-language", language);
    for (const [id, path] of [
      ["minutes-html", `public/minutes.${language}.html`],
      ["document-page", `public/result.${language}.html`],
    ]) {
      const { bytes } = await downloaded(page, () => page.click(`#${id}`));
      const certified = parts[path].toString();
      // A page that was certified has links to the others beside it.
      const bare = (text) =>
        text.replace(/<nav[\s\S]*?<\/nav>/g, "").replace(/<link[^>]*alternate[^>]*>/g, "");
      assert.equal(bare(bytes.toString()), bare(certified), path);
    }
  }
  for (const [id, begins] of [
    ["minutes-docx", /^PK/],
    ["minutes-md", /^# /],
    ["document-chart", /^<svg/],
    ["document-news", /Aino Keksitty/],
    ["document-table", /Aino Keksitty/],
  ]) {
    const { bytes } = await downloaded(page, () => page.click(`#${id}`));
    assert.match(bytes.toString(), begins, id);
  }
}

test("a certified election: its parts are saved, verified whole, in part, and changed", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  await choose(page, [...lists, example("import-2030/election/election.toml")]);
  await decide(page);
  await page.click("#count-now");
  await page.waitForSelector("vaali-result");
  await page.clock.setFixedTime("2030-04-15T16:10:00Z");
  await page.click("#certify-summary");
  await page.fill("#frozen-at", "2030-04-01T12:00");
  await page.click("#certify-now");
  await page.waitForSelector("#public-part");
  const seal = await page.locator(".hash").first().textContent();
  const open = await downloaded(page, () => page.click("#public-part"));
  const sealed = await downloaded(page, () => page.click("#sealed-part"));
  const again = async (files, hash = "") => {
    page.once("dialog", (dialog) => dialog.accept());
    await page.click("#start-over");
    await choose(page, files);
    await page.fill("#hash", hash);
    await page.click("#verify-now");
    await page.waitForSelector("#verdict");
    return page.evaluate(() => ({
      verdict: document.getElementById("verdict").textContent,
      failed: [...document.querySelectorAll(".checks .failed .code")].map(({ textContent }) => textContent),
    }));
  };
  const part = ({ name, bytes }) => ({ name, mimeType: "", buffer: bytes });
  const whole = await again([part(open), part(sealed)], seal.toUpperCase());
  assert.deepEqual(whole, { verdict: "The record is verified.", failed: [] });
  await accessible(page, "verified");
  await recordReports(page, unpacked(open.bytes));
  const half = await again([part(open)]);
  assert.deepEqual(half, { verdict: "Nothing is wrong as far as could be checked.", failed: [] });
  const other = await again([part(open)], "0".repeat(64));
  assert.equal(other.verdict, "The record is NOT verified.");
  assert.ok(other.failed.length > 0);
  // Nothing is written of a record with which anything is wrong.
  assert.equal(await page.locator("#documents").count(), 0);
  await accessible(page, "not verified");
  assert.deepEqual(problems, []);
  await end();
});

test("a changed record is refused, with the checks that say why", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  await choose(page, [file("record.json", '{"kind": "vaali record"}')]);
  await page.click("#verify-now");
  await page.waitForSelector("#verdict");
  assert.equal(await page.textContent("#verdict"), "The record is NOT verified.");
  for (const [language, proves, wrong] of [
    ["fi", /laji ja muoto tunnetaan/, /muotoa ei tunneta/],
    ["sv", /slag och format är kända/, /formatet är inte känt/],
    ["en", /kind and format are known/, /the format is not known/],
  ]) {
    await page.click(`#language-${language}`);
    const check = page.locator(".checks .failed", { hasText: "V02" });
    assert.match(await check.textContent(), proves);
    assert.match(await check.locator("li").first().textContent(), wrong);
  }
  await end();
});

test("what is wrong is told with its file and row, and nothing can be counted until it is mended", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  const founding = await readFile(example("founding-2020-tie/election.toml"), "utf8");
  await choose(page, [
    file("election.toml", founding),
    file("candidates.csv", "id,name\nc01,Aino\nc01,Bertta\n"),
    file("roll.csv", await readFile(example("founding-2020-tie/roll.csv"))),
  ]);
  assert.match(await page.textContent("#findings-error"), /candidates\.csv, row 3/);
  assert.equal(await page.locator("#count-now").count(), 0);
  await accessible(page, "errors");
  // The mended file takes the place of the one before.
  await choose(page, [example("founding-2020-tie/candidates.csv")]);
  assert.equal(await page.locator(".files > li").count(), 3);
  assert.match(await page.textContent("#count"), /ballots are missing/);
  await end();
});

test("findings are told in the language of the page, and stay when it changes", async () => {
  const { page, end } = await openApp({ locale: "fi-FI" });
  const founding = await readFile(example("founding-2020-tie/election.toml"), "utf8");
  await choose(page, [
    file("election.toml", founding),
    file("candidates.csv", "id,name\nc01,Aino\nc01,Bertta\n"),
    file("roll.csv", await readFile(example("founding-2020-tie/roll.csv"))),
  ]);
  for (const [language, message, fix] of [
    ["fi", "tunnus `c01` on myös rivillä 2", "anna jokaiselle ehdokkaalle oma tunnus"],
    ["sv", "beteckningen `c01` finns också på rad 2", "ge varje kandidat en egen beteckning"],
    ["en", "the id `c01` is that of row 2 too", "give each candidate an id of its own"],
  ]) {
    await page.click(`#language-${language}`);
    const item = page.locator("#findings-error li", { hasText: "D12" });
    assert.equal(await item.locator(`p[lang=${language}]`).first().textContent(), message);
    assert.equal(await item.locator(`p.fix[lang=${language}]`).textContent(), fix);
  }
  await end();
});

test("a text under the name of a language is told with the code that is meant, and is in the way of nothing", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  const named = rules().replace('"Keksitty hallitus"', '{ fi = "Hallitus", ruotsi = "Styrelsen" }');
  await choose(page, board({ "election.toml": named }));
  const item = page.locator("#findings li", { hasText: "F153" });
  assert.match(await item.textContent(), /election\.toml, row 3, title\.ruotsi/);
  for (const [language, message, fix] of [
    ["fi", /`ruotsi` ei ole kielikoodi/, "kirjoita sen tilalle `sv`"],
    ["sv", /`ruotsi` är ingen språkkod/, "skriv `sv` i stället"],
    ["en", /`ruotsi` is no language code/, "write `sv` instead"],
  ]) {
    await page.click(`#language-${language}`);
    assert.match(await item.locator(`p[lang=${language}]`).first().textContent(), message);
    assert.equal(await item.locator(`p.fix[lang=${language}]`).textContent(), fix);
  }
  await count(page);
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Bo Påhitt"]);
  await end();
});

test("a file that cannot be opened is said to be so, and is in the way of nothing", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  await choose(page, [file("broken.zip", "PK\x03\x04 and no more")]);
  assert.equal(await page.locator("#files-problem").count(), 1);
  assert.equal(await page.locator(".files > li").count(), 0);
  await accessible(page, "broken");
  await page.click("#sample");
  await page.waitForSelector("#count-now");
  assert.equal(await page.locator("#files-problem").count(), 0);
  assert.deepEqual(problems, []);
  await end();
});

test("while something is under way it can be ended, and everything is as it was", async () => {
  const { page, problems, end } = await openApp();
  await page.click("#sample");
  await page.waitForSelector("#count-now");
  // A worker that never answers.
  await page.evaluate(() => {
    globalThis.post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = () => undefined;
  });
  await page.click("#count-now");
  await page.waitForSelector("#cancel");
  await accessible(page, "working");
  await page.evaluate(() => {
    Worker.prototype.postMessage = globalThis.post;
  });
  await page.click("#cancel");
  await settled(page);
  assert.equal(await page.locator(".files > li").count(), 6);
  await page.click("#count-now");
  await page.waitForSelector("#tie");
  assert.deepEqual(problems, []);
  await end();
});

test("two million ballots: the page stays alive, tells how far it is, and can be stopped", async () => {
  const folder = await mkdtemp(join(tmpdir(), "vaali-large-"));
  const path = join(folder, "ballots.csv");
  const rows = ["marks"];
  for (let row = 0; row < 2_000_000; row++) {
    const first = row % 17;
    rows.push(Array.from({ length: 10 }, (_, mark) => `c${String(first + mark).padStart(2, "0")}`).join(";"));
  }
  await writeFile(path, rows.join("\n"));
  const names = Array.from({ length: 26 }, (_, place) => `c${String(place).padStart(2, "0")}`);
  const large = `format = 1\nid = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"\ntitle = "Large"\ntest = true\n[rules]\nballots = "anonymous"\nsecrecy = "secret"\nmarks = { min = 1, max = 10 }\nseats = { min = 3, max = 3 }\nties = { seat = "lot_manual" }\n`;
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  await choose(page, [
    file("election.toml", large),
    file("candidates.csv", ["id,name", ...names.map((id) => `${id},Name ${id}`)].join("\n")),
  ]);
  // The longest time between two frames, from here on, and all of it.
  await page.evaluate(() => {
    globalThis.longest = 0;
    let last = performance.now();
    globalThis.since = last;
    const frame = (now) => {
      globalThis.longest = Math.max(globalThis.longest, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await page.setInputFiles("#file-input", path);
  // Pressed as soon as it tells how far it is: the machine may be faster than a hand.
  await page.waitForFunction(() => {
    const told = /MB/.test(document.getElementById("working-rest")?.textContent ?? "");
    if (told) document.getElementById("cancel").click();
    return told;
  });
  await settled(page);
  assert.equal(await page.locator(".files > li").count(), 2);
  await page.setInputFiles("#file-input", path);
  await page.waitForSelector("#count-now", { timeout: 120_000 });
  await page.click("#count-now");
  await page.waitForSelector("#result-title", { timeout: 60_000 });
  const { outcome, longest, whole } = await page.evaluate(() => ({
    outcome: document.querySelector("vaali-result").outcome.outcome,
    longest: globalThis.longest,
    whole: performance.now() - globalThis.since,
  }));
  assert.ok(["complete", "lot_needed"].includes(outcome));
  // A machine that is busy elsewhere lets everything wait, the page too.
  assert.ok(longest < Math.max(1500, whole / 5), `${longest} ms without a frame, of ${whole}`);
  assert.deepEqual(problems, []);
  await end();
  await rm(folder, { recursive: true });
});
