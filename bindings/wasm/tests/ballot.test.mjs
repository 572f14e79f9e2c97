// The ballot as voters meet it: by pointer and by keyboard, narrow and wide, light and dark, in three languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, focused, tabTo } from "./accessible.mjs";
import { browse, open } from "./chromium.mjs";
import { definition } from "./sample.mjs";
import { serve, STRICT } from "./server.mjs";

let server;
let browser;
let page;
let problems;

before(async () => {
  server = await serve({ "/election.json": definition() }, { "content-security-policy": STRICT });
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** A fresh page with a ballot; `cast` says what the page does with a cast. */
async function ballot({ rules, lang = "fi", voter, path = "elements.html" } = {}) {
  await page?.close();
  ({ page, problems } = await open(browser.context, `${server.url}/tests/pages/${path}`));
  await page.evaluate(
    ({ election, lang, voter }) => {
      document.documentElement.lang = lang;
      const element = document.querySelector("vaali-ballot");
      globalThis.told = [];
      for (const name of ["vaali-change", "vaali-cast", "vaali-error"]) {
        document.addEventListener(name, ({ detail }) => globalThis.told.push({ name, ...detail }));
      }
      if (voter) element.voter = voter;
      element.definition = election;
    },
    { election: definition(rules), lang, voter },
  );
  return page.locator("vaali-ballot");
}

const told = (name) => page.evaluate((name) => globalThis.told.filter((event) => event.name === name), name);
const count = () => page.evaluate(() => document.querySelector("vaali-ballot").markCount);
const shot = (name) =>
  process.env.VAALI_SHOTS &&
  page.screenshot({ path: `${process.env.VAALI_SHOTS}/${name}.png`, fullPage: false });

const WORDS = {
  fi: { over: "1 merkintä liikaa", not_cast: "Ei vielä annettu", done: "Äänestyslippusi on annettu" },
  sv: { over: "1 markering för mycket", not_cast: "Inte avgiven ännu", done: "Din röstsedel är avgiven" },
  en: { over: "1 mark too many", not_cast: "Not cast yet", done: "Your ballot has been cast" },
};

for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const lang of ["fi", "sv", "en"]) {
      test(`p38 by pointer at ${width} px, ${colorScheme}, ${lang}: over the limit is told, reviewed, cast`, async () => {
        await ballot({ lang });
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 740 });
        const counter = page.locator("#counter");
        await accessible(page, "empty");
        await shot(`ballot-${width}-${colorScheme}-${lang}-1-empty`);
        for (const n of [0, 1, 2, 3, 4]) await page.locator(`#c${n}`).click();
        assert.equal(await count(), 5, "nothing is unticked");
        assert.match(await counter.textContent(), new RegExp(WORDS[lang].over));
        assert.match(await counter.textContent(), new RegExp(WORDS[lang].not_cast));
        await page.locator("#review").click();
        assert.equal(await focused(page), "problem");
        assert.equal(await count(), 5, "nothing is unticked");
        assert.deepEqual(await told("vaali-cast"), []);
        await accessible(page, "over the limit");
        await shot(`ballot-${width}-${colorScheme}-${lang}-2-over`);
        await page.locator("#c4").click();
        assert.equal(await page.locator("#problem").count(), 0);
        await page.locator("#c3").click();
        await page.locator("#review").click();
        assert.deepEqual(await told("vaali-cast"), [], "a review casts nothing");
        await accessible(page, "review");
        await shot(`ballot-${width}-${colorScheme}-${lang}-3-review`);
        await page.locator("#cast").click();
        const [cast] = await told("vaali-cast");
        assert.deepEqual(cast.ballot.marks, ["c01", "c02", "c03"]);
        assert.ok(!Number.isNaN(Date.parse(cast.ballot.cast_at)));
        assert.equal(await page.locator("vaali-ballot h2").textContent(), WORDS[lang].done);
        await accessible(page, "receipt");
        await shot(`ballot-${width}-${colorScheme}-${lang}-4-receipt`);
        assert.deepEqual(problems, []);
      });

      test(`p38 by keyboard at ${width} px, ${colorScheme}, ${lang}`, async () => {
        await ballot({ lang, rules: { marks: { min: 2, max: 3 } } });
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 600 });
        await tabTo(page, "search");
        for (const n of [0, 9, 15]) {
          await tabTo(page, `c${n}`);
          await page.keyboard.press("Space");
          const hidden = await page.evaluate((id) => {
            const root = document.querySelector("vaali-ballot").shadowRoot;
            const box = root.getElementById(id).getBoundingClientRect();
            return box.bottom > root.querySelector(".bar").getBoundingClientRect().top && box.bottom > 0;
          }, `c${n}`);
          assert.ok(!hidden, `the bar hides c${n}, which has the focus`);
        }
        await tabTo(page, "review");
        await page.keyboard.press("Enter");
        await tabTo(page, "back");
        await page.keyboard.press("Enter");
        assert.equal(await count(), 3);
        await tabTo(page, "review");
        await page.keyboard.press("Enter");
        await tabTo(page, "cast");
        await page.keyboard.press("Enter");
        const [cast] = await told("vaali-cast");
        assert.deepEqual(cast.ballot.marks, ["c01", "c10", "c16"]);
        assert.equal(await focused(page), WORDS[lang].done);
      });
    }
  }
}

test("below the least number of marks nothing is cast, below the greatest the review says so", async () => {
  await ballot({ rules: { marks: { min: 2, max: 3 } }, lang: "en" });
  await page.locator("#c0").click();
  await page.locator("#review").click();
  assert.match(await page.locator("#problem").textContent(), /at least 2 must be marked/);
  assert.match(await page.locator("fieldset").getAttribute("aria-describedby"), /problem/);
  await page.locator("#c1").click();
  await page.locator("#review").click();
  assert.match(
    await page.locator("vaali-ballot").evaluate((e) => e.shadowRoot.textContent),
    /You may mark 1 more/,
  );
});

test("a blank ballot is cast on purpose, never by accident and never with marks", async () => {
  await ballot({ lang: "en" });
  await page.locator("#review").click();
  assert.match(await page.locator("#problem").textContent(), /You have marked nobody/);
  await page.locator("#c0").click();
  await page.locator("#blank").click();
  assert.match(await page.locator("#problem").textContent(), /Remove the marks first/);
  assert.equal(await count(), 1);
  await page.locator("#c0").click();
  await page.locator("#blank").click();
  await accessible(page, "blank review");
  await page.locator("#cast").click();
  const [cast] = await told("vaali-cast");
  assert.deepEqual([cast.ballot.marks, cast.blank], [[], true]);
});

test("switching the language keeps marks, search and screen", async () => {
  await ballot({ lang: "fi" });
  await page.locator("#c1").click();
  await page.locator("#search").fill("Ingå");
  await page.locator("[data-language=sv]").click();
  assert.equal(await focused(page), "sv");
  assert.deepEqual([await count(), await page.locator("#c1").isChecked()], [1, true]);
  assert.equal(await page.locator("#search").inputValue(), "Ingå");
  assert.match(await page.locator("label[for=c1]").textContent(), /Ingå Fyr rf/);
  await page.locator("#review").click();
  await page.locator("[data-language=en]").click();
  assert.equal(await page.locator("vaali-ballot h2").textContent(), "Review and cast");
});

test("a name in another language says so, for those who hear the page", async () => {
  await ballot({ lang: "fi" });
  const name = page.locator("label[for=c2] .organisation");
  assert.deepEqual([await name.textContent(), await name.getAttribute("lang")], ["Ekenäs Stöd rf", "sv"]);
  assert.equal(await page.locator("label[for=c1] .organisation").getAttribute("lang"), null);
});

test("search and target group leave marks alone, and say which are out of sight", async () => {
  await ballot({ lang: "en" });
  await page.locator("#c0").click();
  await page.locator("#search").fill("hangö");
  const visible = () => page.locator(".candidates > li:visible").count();
  assert.equal(await visible(), 1);
  assert.match(
    await page.locator("#found").textContent(),
    /1 of 16 candidates shown.*1 candidate you marked is not among those shown/,
  );
  await accessible(page, "searched");
  await page.locator("#all").click();
  assert.deepEqual([await visible(), await focused(page), await count()], [16, "search", 1]);
  await page.locator("#group").selectOption("nuoret");
  assert.equal(await visible(), 3);
  await page.locator("#group").selectOption("");
  await page.locator("#search").fill("nobody at all");
  assert.match(await page.locator("#found").textContent(), /No candidate fits/);
  await accessible(page, "nobody found");
});

test("presentations unfold by pointer and by keyboard", async () => {
  await ballot({ lang: "sv" });
  const first = page.locator("details").first();
  await first.locator("summary").click();
  assert.match(await first.textContent(), /Tillgänglighet/);
  await accessible(page, "unfolded");
  await page.keyboard.press("Enter");
  assert.equal(await first.evaluate((details) => details.open), false);
});

test("who was nominated by the voter's own organisation, or withdrew, is told and blocked", async () => {
  await ballot({ lang: "en", voter: "o1", rules: { own_candidate: "forbidden" } });
  await page.locator("#c0").click();
  await page.locator("#review").click();
  assert.match(
    await page.locator("#problem").textContent(),
    /Aino Koivuranta was nominated by your own organisation/,
  );
  await page.locator("#problem a").click();
  assert.equal(await focused(page), "c0");
  const gone = definition();
  gone.candidates[1].withdrawn = true;
  await page.locator("vaali-ballot").evaluate((element, election) => {
    element.definition = { ...election, id: "another" };
  }, gone);
  assert.equal(await page.locator("#c1").isDisabled(), true);
  assert.match(await page.locator("label[for=c1]").textContent(), /has withdrawn/);
});

test("p38 when the connection drops at casting, the ballot is not cast and the marks are kept", async () => {
  await ballot({ lang: "en" });
  await page.evaluate(() => {
    document.addEventListener("vaali-cast", ({ detail }) => {
      const posted = fetch("/cast", { method: "POST", body: JSON.stringify(detail.ballot) });
      detail.waitUntil(posted.then((response) => response.text()));
    });
  });
  await page.locator("#c0").click();
  await browser.context.setOffline(true);
  try {
    await page.locator("#review").click();
    await page.locator("#cast").click();
    await page.locator("#failed").waitFor();
    assert.match(await page.locator("#failed").textContent(), /not cast. Your marks are kept/);
    await accessible(page, "failed");
    assert.equal((await told("vaali-error"))[0].code, "W11");
    assert.equal(await page.evaluate(() => document.querySelector("vaali-ballot").isCast), false);
    assert.equal(await count(), 1);
  } finally {
    await browser.context.setOffline(false);
  }
  await page.route("**/cast", (route) => route.fulfill({ body: "K7-2F" }));
  await page.locator("#cast").click();
  await page.locator("code").waitFor();
  assert.equal(await page.locator("code").textContent(), "K7-2F");
});

test("p38 a page may refuse the cast; then it is not cast", async () => {
  await ballot({ lang: "en" });
  await page.evaluate(() => document.addEventListener("vaali-cast", (event) => event.preventDefault()));
  await page.locator("#c0").click();
  await page.locator("#review").click();
  await page.locator("#cast").click();
  assert.equal(await page.locator("#failed").textContent(), "The ballot was not cast.");
  assert.equal(await page.evaluate(() => document.querySelector("vaali-ballot").isCast), false);
});

test("p38 leaving warns while marks are not cast, and only then", async () => {
  await ballot({ lang: "en" });
  const leaving = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  assert.equal(await leaving(), false);
  await page.locator("#c0").click();
  assert.equal(await leaving(), true);
  let asked = 0;
  page.on("dialog", (dialog) => {
    asked++;
    void dialog.dismiss();
  });
  await page.reload({ timeout: 3000 }).catch(() => {});
  assert.deepEqual([asked, await count()], [1, 1], "staying keeps the marks");
  await page.locator("#review").click();
  await page.locator("#cast").click();
  assert.equal(await leaving(), false);
});

test("in a form it sends nothing before it is cast, and the ballot after", async () => {
  await ballot({ lang: "en", path: "form.html" });
  const sent = () => page.evaluate(() => new FormData(document.querySelector("form")).get("ballot"));
  const valid = () => page.evaluate(() => document.querySelector("form").checkValidity());
  await page.locator("#c0").click();
  assert.deepEqual([await sent(), await valid()], [null, false]);
  await page.locator("#review").click();
  await page.locator("#cast").click();
  assert.deepEqual([JSON.parse(await sent()).marks, await valid()], [["c01"], true]);
  await page.evaluate(() => document.querySelector("form").reset());
  assert.deepEqual([await sent(), await count()], [null, 0]);
  await page.evaluate(() => document.querySelector("fieldset#around").setAttribute("disabled", ""));
  assert.equal(await page.locator("#c0").isDisabled(), true);
});

test("a reload gives back the marks of a ballot that was not cast, and the way back too", async () => {
  await ballot({ lang: "en", path: "form.html" });
  await page.locator("#c3").click();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${server.url}/tests/pages/page.css`);
  await page.goBack();
  await page.waitForFunction(() => customElements.get("vaali-ballot"));
  await page.locator("vaali-ballot").evaluate((element, election) => {
    element.definition ??= election;
  }, definition());
  assert.equal(await page.evaluate(() => document.querySelector("vaali-ballot").isCast), false);
  assert.deepEqual([await count(), await page.locator("#c3").isChecked()], [1, true]);
});

test("several ballots on a page and inside shadow roots keep their marks apart", async () => {
  await ballot({ lang: "en" });
  await page.evaluate((election) => {
    const host = document.body.appendChild(document.createElement("section"));
    const inner = host.attachShadow({ mode: "open" }).appendChild(document.createElement("vaali-ballot"));
    inner.definition = { ...election, id: "inner" };
    globalThis.inner = inner;
  }, definition());
  await page.locator("vaali-ballot #c0").first().click();
  await page.evaluate(() => globalThis.inner.shadowRoot.getElementById("c1").click());
  assert.deepEqual(
    await page.evaluate(() => [document.querySelector("vaali-ballot").markCount, globalThis.inner.markCount]),
    [1, 1],
  );
  assert.equal((await told("vaali-change")).length, 2, "events cross shadow roots");
  assert.deepEqual(
    Object.keys((await told("vaali-change"))[0]).sort(),
    ["marks", "max", "name"],
    "no choice in it",
  );
});

test("texts are replaced where a page has its own, and what is in a name is never markup", async () => {
  await ballot({ lang: "en" });
  const evil = definition();
  evil.candidates[0].name = '<img src=x onerror="globalThis.evil=1">';
  await page.locator("vaali-ballot").evaluate((element, election) => {
    element.messages = { en: { review: "Go on" } };
    element.definition = election;
  }, evil);
  assert.equal(await page.locator("#review").textContent(), "Go on");
  assert.equal(await page.evaluate(() => globalThis.evil), undefined);
  assert.match(await page.locator("label[for=c0]").textContent(), /<img/);
});

test("forced colours keep marks, focus and the counter visible", async () => {
  await ballot({ lang: "en" });
  await page.emulateMedia({ forcedColors: "active" });
  await page.locator("#c0").click();
  const outline = await page
    .locator(".candidates > li")
    .first()
    .evaluate((li) => getComputedStyle(li).outlineStyle);
  assert.equal(outline, "solid");
  await shot("ballot-forced-colours");
  await page.emulateMedia({ forcedColors: "none" });
});

test("an election that cannot be read is told, to people and to the page", async () => {
  await ballot({ lang: "en" });
  const loaded = page.waitForFunction(() => globalThis.told.some(({ name }) => name === "vaali-error"));
  await page.locator("vaali-ballot").evaluate((element) => element.setAttribute("src", "/missing.json"));
  await loaded;
  assert.equal((await told("vaali-error"))[0].code, "W10");
  assert.match(await page.locator("[role=alert]").textContent(), /could not be read/);
});
