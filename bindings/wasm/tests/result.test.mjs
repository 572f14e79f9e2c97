// The result as people read it: complete and awaiting a lot, narrow and wide, light and dark, in three languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { load } from "vaali";
import { accessible, tabTo } from "./accessible.mjs";
import { browse, open } from "./chromium.mjs";
import { ballots, definition } from "./sample.mjs";
import { serve, STRICT } from "./server.mjs";

const vaali = await load();
const outcome = (rules, tied, proceedings) => {
  const election = vaali.parse(definition(rules));
  return election.count(election.cast(ballots(tied)), proceedings);
};
const complete = outcome({});
const tied = outcome({}, true);

let server;
let browser;
let page;
let problems;

before(async () => {
  server = await serve({ "/outcome.json": complete }, { "content-security-policy": STRICT });
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

async function result(given, lang = "en") {
  await page?.close();
  ({ page, problems } = await open(browser.context, `${server.url}/tests/pages/elements.html`));
  await page.evaluate(
    ({ given, election, lang }) => {
      document.documentElement.lang = lang;
      const element = document.querySelector("vaali-result");
      element.outcome = given;
      element.definition = election;
    },
    { given, election: definition(), lang },
  );
  return page.locator("vaali-result");
}

const words = () => page.locator("vaali-result").evaluate((element) => element.shadowRoot.textContent);
const shot = (name) =>
  process.env.VAALI_SHOTS &&
  page.screenshot({ path: `${process.env.VAALI_SHOTS}/${name}.png`, fullPage: true });

const SAID = {
  fi: [/Äänet järjestyksessä/, /puheenjohtaja: Aino Koivuranta/, /Tarvitaan arvonta/],
  sv: [/Röster i ordning/, /ordförande: Aino Koivuranta/, /Lottning behövs/],
  en: [/Votes in order/, /chair: Aino Koivuranta/, /A lot is needed/],
};

for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const lang of ["fi", "sv", "en"]) {
      test(`a result at ${width} px, ${colorScheme}, ${lang}`, async () => {
        for (const [name, given] of [
          ["complete", complete],
          ["tied", tied],
        ]) {
          await result(given, lang);
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 800 });
          await accessible(page, name);
          await shot(`result-${width}-${colorScheme}-${lang}-${name}`);
          const text = await words();
          assert.match(text, SAID[lang][0]);
          assert.match(text, SAID[lang][name === "tied" ? 2 : 1]);
          assert.deepEqual(problems, []);
        }
      });
    }
  }
}

test("the table says all that the chart shows, with the line under the last seat", async () => {
  await result(complete);
  const rows = await page
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.cells].map((cell) => cell.firstChild?.textContent ?? "")),
    );
  assert.equal(rows.length, 16);
  assert.deepEqual(rows[0].slice(0, 3), ["1.", "Aino Koivuranta", "9"]);
  const bars = await page.locator(".bars li:not(.seats) .value").allTextContents();
  assert.deepEqual(
    bars,
    rows.map((row) => row[2]),
  );
  assert.equal(await page.locator(".bars li.seats").textContent(), "5 seats filled");
  assert.equal(await page.locator("tr.line").count(), 1);
});

test("reasons unfold by keyboard", async () => {
  await result(complete);
  await page.locator("vaali-result summary").first().focus();
  await page.keyboard.press("Enter");
  assert.match(await page.locator("details[open]").textContent(), /Among those with most votes/);
  await accessible(page, "unfolded");
  await tabTo(page, "language-sv", "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.match(await words(), /Röster i ordning/);
});

test("a drawn lot is told with its witnesses", async () => {
  const { request } = tied;
  const drawn = request.among.slice(0, request.places);
  let lots = [{ request, drawn, method: "manual", witnesses: ["Olga Otava", "Ture Tall"] }];
  let settled = outcome({}, true, { lots });
  while (settled.outcome === "lot_needed") {
    const next = settled.request;
    lots = [...lots, { request: next, drawn: next.among.slice(0, next.places), method: "manual" }];
    settled = outcome({}, true, { lots });
  }
  await result(settled);
  assert.match(await words(), /Drawn \(by hand\).*Witnesses: Olga Otava, Ture Tall/);
  assert.match(await words(), /Elected by lot/);
});

test("it comes from an address too, without an engine", async () => {
  await result(undefined);
  const before = server.requests.length;
  await page.locator("vaali-result").evaluate((element) => element.setAttribute("src", "/outcome.json"));
  await page.locator("tbody tr").first().waitFor();
  assert.deepEqual(server.requests.slice(before), ["GET /outcome.json"]);
});
