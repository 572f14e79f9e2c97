// The counting page: a definition as JSON, the meeting beside a record, and files of which only one can be meant.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { accessible } from "./accessible.mjs";
import { choose, downloaded, example, file, openApp, settled, startOver } from "./app.mjs";
import { BALLOTS, board, count, elected, shown, unfold } from "./board.mjs";
import { unpacked } from "./workbook.mjs";

const upload = ({ name, bytes }) => ({ name, mimeType: "", buffer: bytes });
const codes = (page) =>
  page
    .locator("#findings-error .code")
    .evaluateAll((all) => all.map(({ textContent }) => textContent.trim()));

test("a definition as JSON is the election: counted with a file of ballots, kept in the folder, and refused with its place", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  await choose(page, board({ "ballots.csv": undefined }));
  const definition = await downloaded(page, () => page.click("#definition"));
  await startOver(page);
  await choose(page, [upload({ ...definition, name: "Our board.json" }), file("ballots.csv", BALLOTS)]);
  assert.match(await page.textContent("#rules"), /From Our board\.json\./);
  await count(page);
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Bo Påhitt"]);
  const { result } = await shown(page);
  assert.equal(result.definition_hash, createHash("sha256").update(definition.bytes).digest("hex"));
  await accessible(page, "definition");
  const folder = await downloaded(page, () => page.click("#folder"));
  await startOver(page);
  await choose(page, [upload(folder)]);
  await count(page);
  assert.deepEqual((await shown(page)).result, result);
  await startOver(page);
  const wrong = definition.bytes.toString().replace('"seats":{"max":2', '"seats":{"max":1');
  await choose(page, [file("definition.json", wrong)]);
  assert.match(await page.textContent("#findings-error .where"), /^definition\.json, rules\.seats/);
  // The same rules in two files: nobody can know which were meant.
  await startOver(page);
  await choose(page, [...board(), upload(definition)]);
  assert.deepEqual(await codes(page), ["W22"]);
  await page.click(`[aria-label="Remove ${definition.name}"]`);
  await page.waitForSelector("#count-now");
  assert.deepEqual(problems, []);
  await end();
});

/** The public part of a certified election, whose chair is Aino. */
async function certified(page) {
  await page.clock.setFixedTime("2030-04-15T16:10:00Z");
  await choose(page, board());
  await count(page);
  await unfold(page, "meeting");
  await page.fill("#meeting-chair", "Aino Chair");
  await page.fill("#meeting-place", "Salo");
  await unfold(page, "certify");
  await page.fill("#frozen-at", "2030-04-01T12:00");
  await page.click("#certify-now");
  await page.waitForSelector("#public-part");
  const part = await downloaded(page, () => page.click("#public-part"));
  await startOver(page);
  return part;
}

/** Chooses a folder with these files, by their paths in it. */
async function chooseFolder(page, name, files) {
  const root = await mkdtemp(join(tmpdir(), "vaali-chosen-"));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name, path)), { recursive: true });
    await writeFile(join(root, name, path), content);
  }
  await page.setInputFiles("#folder-input", join(root, name));
  await page.waitForSelector(".files > li");
  await settled(page);
  await rm(root, { recursive: true });
}

async function verify(page, files) {
  await choose(page, files);
  await page.click("#verify-now");
  await page.waitForSelector("#verdict");
  return page.textContent("#verdict");
}

test("meeting.toml beside a record is shown and stands in its minutes; those who certified it stand fast", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  const part = await certified(page);
  const meeting = 'place = "Åbo"\nsection = "7"\nchair = "Somebody Else"\nsecretary = "Bo Secretary"\n';
  const said = await verify(page, [upload(part), file("meeting.toml", meeting)]);
  assert.equal(said, "Nothing is wrong as far as could be checked.");
  await unfold(page, "meeting");
  assert.equal(await page.inputValue("#meeting-place"), "Åbo");
  assert.equal(await page.inputValue("#meeting-chair"), "Aino Chair");
  assert.equal(await page.getAttribute("#meeting-chair", "readonly"), "");
  assert.equal(await page.getAttribute("#meeting-place", "readonly"), null);
  await accessible(page, "meeting of a record");
  await page.fill("#meeting-section", "8");
  await page.selectOption("#documents-language", "fi");
  const minutes = async () => (await downloaded(page, () => page.click("#minutes-md"))).bytes.toString();
  const text = await minutes();
  for (const words of ["Åbo", "8", "Aino Chair", "Bo Secretary"]) assert.ok(text.includes(words), words);
  assert.ok(!text.includes("Somebody Else") && !text.includes("Salo"));
  // A mended file takes the place of the one before, but not of what was typed.
  await verify(page, [file("meeting.toml", 'place = "Turku"\n')]);
  const mended = await minutes();
  assert.ok(mended.includes("Turku") && !mended.includes("Bo Secretary") && mended.includes("8"));
  assert.deepEqual(problems, []);
  await end();
});

test("a meeting.toml with faults beside a record is told with its line, and one inside the certified folder is a stranger there", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  const part = await certified(page);
  await choose(page, [upload(part), file("meeting.toml", 'place = "Turku"\nchair = "a@example.org"\n')]);
  assert.match(await page.textContent("#findings-error .where"), /^meeting\.toml, row 2, chair F137$/);
  await accessible(page, "meeting with faults");
  await startOver(page);
  const inside = { ...unpacked(part.bytes), "public/meeting.toml": "place = 'Turku'\n" };
  await chooseFolder(page, "certified", inside);
  await page.click("#verify-now");
  await page.waitForSelector("#verdict");
  assert.equal(await page.textContent("#verdict"), "The record is NOT verified.");
  await end();
});

const lists = ["files/members", "files/others", "files/nominations", "files/ballots"]
  .map((name) => example(`import-2030/${name}.csv`))
  .concat(example("import-2030/election/election.toml"));

test("of two files that hold the same neither is chosen in silence: both are named, and one can be left out", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  // A list of those entitled beside a roll; the examples of a new election would give way.
  await choose(page, [...board(), file("members.csv", "Tunnus;Nimi\nv9;Muu ry\n")]);
  assert.deepEqual(await codes(page), ["W22"]);
  assert.match(await page.textContent("#findings-error"), /roll\.csv.*`members\.csv` holds the same/s);
  await accessible(page, "doubled");
  for (const [language, words] of [
    ["fi", "sama on myös tiedostossa `members.csv`"],
    ["sv", "detsamma finns också i `members.csv`"],
  ]) {
    await page.click(`#language-${language}`);
    assert.ok((await page.textContent("#findings-error")).includes(words));
  }
  await page.click("#language-en");
  await page.selectOption('select[aria-label="What members.csv is"]', "unknown");
  await page.waitForSelector("#count-now");
  await startOver(page);
  // Two exports of the same form.
  await choose(page, lists);
  await choose(page, [file("answers.csv", "Aikaleima,Äänestäjä,Ehdokkaat\n")]);
  await page.selectOption('select[aria-label="What answers.csv is"]', "ballot_form");
  await settled(page);
  assert.ok((await codes(page)).includes("W22"));
  await startOver(page);
  // Two records, and two data sets.
  await choose(page, [file("a.json", '{"kind":"vaali record"}'), file("b.json", '{"kind":"vaali record"}')]);
  assert.deepEqual(await codes(page), ["W22"]);
  assert.equal(await page.locator("#verify-now").count(), 0);
  await accessible(page, "two records");
  assert.deepEqual(problems, []);
  await end();
});

test("a folder with what was certified of it opens as the election, and what was certified stays out of its count", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  await chooseFolder(page, "board", {
    ...Object.fromEntries(board().map(({ name, buffer }) => [name, buffer])),
    "certified/public/SHA256SUMS": "",
    "certified/public/record.json": '{"kind":"vaali record"}',
    "certified/sealed/SHA256SUMS": "",
    "certified/sealed/voted.csv": "voter,name\nv1,Keksitty ry\n",
  });
  await page.waitForSelector("#count-now");
  assert.match(await page.textContent("#findings"), /Nothing odd/);
  await count(page);
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Bo Påhitt"]);
  assert.deepEqual(problems, []);
  await end();
});

test("what is nothing of an election is said to be so, and what is empty too: there is always a way on", async () => {
  const { page, problems, end } = await openApp({ locale: "en-GB" });
  const photo = {
    name: "meeting.jpg",
    mimeType: "image/jpeg",
    buffer: Buffer.from("ffd8ffe000104a46", "hex"),
  };
  const document = {
    name: "minutes.docx",
    mimeType: "",
    buffer: Buffer.from(`PK\x03\x04${" ".repeat(26)}_rels/.rels`),
  };
  await choose(page, [photo, document, file("notes.csv", "")]);
  assert.equal(await page.locator(".files > .unused").count(), 3);
  assert.match(await page.textContent("#nothing-known"), /Say above what each is/);
  assert.match(await page.locator(".files > li").nth(2).textContent(), /notes\.csv\s*empty/);
  await accessible(page, "nothing known");
  await choose(page, board({ "ballots.csv": "" }));
  assert.equal(await page.locator("#nothing-known").count(), 0);
  assert.match(await page.textContent("#findings-error"), /ballots\.csv F03.*the file is empty/s);
  // Mended, and the photo is in the way of nothing.
  await choose(page, [file("ballots.csv", BALLOTS)]);
  await count(page);
  assert.deepEqual(await elected(page), ["Aino Keksitty", "Bo Påhitt"]);
  assert.deepEqual(problems, []);
  await end();
});

test("a record of which one byte was changed is not verified, and nothing is written of it", async () => {
  const { page, end } = await openApp({ locale: "en-GB" });
  const files = unpacked((await certified(page)).bytes);
  const record = Buffer.from(files["public/record.json"]);
  record[record.indexOf("Aino Keksitty")] ^= 1;
  await chooseFolder(page, "certified", { ...files, "public/record.json": record });
  // The pages of the folder are no strangers: the list of files has them.
  assert.equal(await page.locator(".files > .unused").count(), 0);
  await page.click("#verify-now");
  await page.waitForSelector("#verdict");
  assert.equal(await page.textContent("#verdict"), "The record is NOT verified.");
  const failed = await page.locator(".checks .failed .code").allTextContents();
  assert.ok(failed.includes("V04") && failed.includes("V17"), failed.join(" "));
  assert.equal(await page.locator("#documents").count(), 0);
  await accessible(page, "one byte changed");
  await end();
});
