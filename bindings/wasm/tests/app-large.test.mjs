// The counting page: a large file is read by several workers of its worker, or by one where they cannot start, with the same result.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { choose, file, openApp, settled } from "./app.mjs";

const folder = await mkdtemp(join(tmpdir(), "vaali-large-"));
after(() => rm(folder, { recursive: true }));

const id = (place) => `c${String(place).padStart(2, "0")}`;
const names = Array.from({ length: 26 }, (_, place) => id(place));
const rules = `format = 1\nid = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"\ntitle = "Large"\ntest = true\n[rules]\nballots = "anonymous"\nsecrecy = "secret"\nmarks = { min = 1, max = 10 }\nseats = { min = 3, max = 3 }\nties = { seat = "lot_manual" }\n`;

/** Some hundred thousand ballots, among them rejected, blank and quoted ones, and one cell over many lines. */
function ballots() {
  const rows = ["marks,note"];
  for (let row = 0; row < 320_000; row++) {
    const marks = Array.from({ length: 10 }, (_, mark) => id((row * 7 + mark * (1 + (row % 3))) % 26));
    const list = [...new Set(marks)].join(";");
    const odd = row % 9_973;
    if (odd === 1) rows.push(",");
    else if (odd === 2) rows.push("c00;nobody,");
    else if (odd === 3) rows.push(`"${list}","two\nlines"`);
    else rows.push(`${list},`);
  }
  return rows.join("\r\n");
}

/** The page with the files of the election, and how many workers its server was asked for. */
async function counted(path, options) {
  const { page, server, problems, requests, end } = await openApp({ locale: "en-GB", ...options });
  await page.waitForSelector("html[data-offline]", { timeout: 60_000 });
  const asked = server.requests.length;
  await choose(page, [
    file("election.toml", rules),
    file("candidates.csv", ["id,name", ...names.map((name) => `${name},Name ${name}`)].join("\n")),
  ]);
  await page.setInputFiles("#file-input", path);
  await page.waitForSelector("#count-now", { timeout: 60_000 });
  const findings = await page.textContent("#findings");
  await page.click("#count-now");
  await page.waitForSelector("#result-title", { timeout: 60_000 });
  const outcome = await page.evaluate(() => document.querySelector("vaali-result").outcome);
  await settled(page);
  const seen = { outcome, findings, problems, requests, served: server.requests.slice(asked) };
  await end();
  return seen;
}

test("a large file is read by several workers, without them with the same result, and nothing leaves the page", async () => {
  const path = join(folder, "ballots.csv");
  const text = ballots();
  assert.ok(text.length > 8 * 2 ** 20);
  await writeFile(path, text);
  const several = await counted(path);
  const alone = await counted(path, { pages: { "/reader.js": "throw new Error('refused');" } });
  const { reconciliation, rejected } = several.outcome.result ?? several.outcome.partial;
  assert.equal(reconciliation.rows, 320_000);
  assert.ok(rejected.length > 0 && reconciliation.blank > 0);
  assert.deepEqual(several.outcome, alone.outcome);
  assert.equal(several.findings, alone.findings);
  assert.deepEqual(several.problems, []);
  // What is kept on the device: nobody else is asked.
  assert.deepEqual(several.served, []);
  // A device with one core has nobody to share with.
  const started = (requests) => requests.filter((address) => address.endsWith("/reader.js")).length;
  const cores = Math.min(availableParallelism(), 8);
  assert.equal(started(several.requests), cores > 1 ? cores : 0);
});
