// The result as people read it: complete and awaiting a lot, narrow and wide, light and dark, in three languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { load } from "vaali";
import { accessible, tabTo } from "./accessible.mjs";
import { browse } from "./chromium.mjs";
import { open } from "./page.mjs";
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
  server = await serve(
    { "/outcome.json": complete, "/election.json": definition() },
    { "content-security-policy": STRICT },
  );
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
  const chart = page.getByRole("img", {
    name: "Chart: the votes of 16 candidates. The table has the same figures.",
  });
  assert.equal(await chart.count(), 1);
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
  assert.match(await words(), /The votes were tied, and how that was settled decided who is elected/);
});

test("it comes from an address too, without an engine", async () => {
  await result(undefined);
  const before = server.requests.length;
  await page.locator("vaali-result").evaluate((element) => element.setAttribute("src", "/outcome.json"));
  await page.locator("tbody tr").first().waitFor();
  assert.deepEqual(server.requests.slice(before), ["GET /outcome.json"]);
});

test("what is no outcome is told, not shown empty", async () => {
  await result(undefined);
  const said = await page.locator("vaali-result").evaluate(async (element, election) => {
    const refused = (given) => {
      try {
        element.outcome = given;
        return "taken";
      } catch (error) {
        return `${error.name}: ${error.message}`;
      }
    };
    const direct = [election, { outcome: "complete" }, "{}", []].map(refused);
    const told = new Promise((done) => element.addEventListener("vaali-error", ({ detail }) => done(detail)));
    element.setAttribute("src", "/election.json");
    const timeout = new Promise((done) => setTimeout(done, 30_000, { code: "nothing" }));
    return { direct, told: await Promise.race([told, timeout]) };
  }, definition());
  for (const refused of said.direct) assert.match(refused, /^TypeError: an outcome is what `count` gives/);
  assert.equal(said.told.code, "W10");
  assert.match(said.told.message, /election\.json: an outcome is what/);
});

test("a theme that styles everything in an article changes no letter of a name", async () => {
  await result(complete);
  const inherited = () =>
    page.locator("vaali-result").evaluate((element) => {
      const { color, fontSize, lineHeight, letterSpacing, textTransform } = getComputedStyle(
        element.shadowRoot.querySelector(".bars .label"),
      );
      return { color, fontSize, lineHeight, letterSpacing, textTransform };
    });
  const before = await inherited();
  await page.evaluate(() => {
    const theme = new CSSStyleSheet();
    theme.replaceSync(
      "body * { color: red; font: 10px/1 serif; letter-spacing: 3px; text-transform: uppercase; text-align: right; }",
    );
    document.adoptedStyleSheets = [theme];
  });
  assert.deepEqual(await inherited(), before);
});

test("a tie is a band and a word, not a colour alone", async () => {
  await result(tied);
  const { among } = tied.request;
  assert.equal(await page.locator(".bars li.tie").count(), among.length);
  const bars = await page
    .locator(".bars li.tie rect")
    .evaluateAll((rects) => rects.map((rect) => getComputedStyle(rect).strokeDasharray));
  assert.ok(bars.every((dashes) => dashes !== "none"));
  assert.equal(await page.locator("td.votes .mark").count(), among.length);
  assert.deepEqual(await page.locator("[part=lot-needed] li").count(), among.length);
});

test("deputies, who declined, who withdrew and who was not elected stand with their reasons", async () => {
  const election = definition();
  election.candidates[15].withdrawn = true;
  const parsed = vaali.parse(election);
  const cast = parsed.cast(
    ballots().map(({ voter, marks }) => ({ voter, marks: marks.filter((id) => id !== "c16") })),
  );
  const declines = [
    { candidate: "c01", from: { office: "chair" } },
    { candidate: "c02", from: "seat" },
  ];
  let proceedings = { declines };
  let given = parsed.count(cast, proceedings);
  while (given.outcome === "lot_needed") {
    const { request } = given;
    const lot = { request, drawn: request.among.slice(0, request.places), method: "manual" };
    proceedings = { declines, lots: [...(proceedings.lots ?? []), lot] };
    given = parsed.count(cast, proceedings);
  }
  await result(given);
  const row = (name) => page.locator("tbody tr", { hasText: name }).first();
  assert.match(await row("Björn Strandholm").textContent(), /declined/);
  assert.match(await row("Pekka Vesijako").textContent(), /withdrew/);
  assert.match(await row("Oili Tervakorpi").textContent(), /not elected/);
  await row("Aino Koivuranta").locator("summary").click();
  assert.match(await row("Aino Koivuranta").textContent(), /Declined: chair/);
  assert.match(await page.locator("[part=deputies]").textContent(), /^Deputies1\./);
  await accessible(page, "declined and withdrawn");
  await shot("result-declined");
});

test("switching the language keeps what is unfolded, and the page's language is followed", async () => {
  await result(complete, "fi");
  await page.locator("#because-2").click();
  await page.locator("#language-sv").click();
  assert.equal(await page.locator("#why-2").evaluate((details) => details.open), true);
  assert.match(await words(), /Röster i ordning/);
  await result(complete, "fi");
  await page.evaluate(() => (document.documentElement.lang = "en"));
  await page.locator("h2", { hasText: "Result" }).waitFor();
});

test("forced colours and print keep the bars and the words", async () => {
  await result(tied);
  await page.emulateMedia({ forcedColors: "active" });
  await shot("result-forced-colours");
  const stroke = () =>
    page
      .locator(".bars rect")
      .last()
      .evaluate((rect) => getComputedStyle(rect).stroke);
  assert.equal(await stroke(), "rgb(0, 0, 0)");
  await page.emulateMedia({ forcedColors: "none", media: "print", colorScheme: "dark" });
  assert.equal(await page.locator("vaali-result button:visible").count(), 0);
  assert.equal(
    await page.locator("vaali-result").evaluate((element) => getComputedStyle(element).backgroundColor),
    "rgb(255, 255, 255)",
  );
  await shot("result-print");
});

test("several results, one of them in a shadow root and set before the element was defined", async () => {
  await page?.close();
  ({ page, problems } = await open(browser.context, `${server.url}/tests/pages/late.html`));
  await page.evaluate(
    async ({ complete, tied, election }) => {
      const early = document.createElement("vaali-result");
      Object.assign(early, { outcome: complete, definition: election });
      const host = document.createElement("section");
      const inner = host.attachShadow({ mode: "open" }).appendChild(document.createElement("vaali-result"));
      inner.outcome = tied;
      document.querySelector("main").append(early, host);
      (await import("/dist/result.js")).defineResult();
    },
    { complete, tied, election: { ...definition(), title: "First" } },
  );
  assert.equal(await page.locator("vaali-result tbody tr").count(), 32);
  assert.equal(await page.locator("vaali-result [part=lot-needed]").count(), 1);
  await accessible(page, "two results");
  assert.deepEqual(problems, []);
});
