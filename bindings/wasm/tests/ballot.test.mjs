// The ballot as voters meet it: by pointer and by keyboard, narrow and wide, light and dark, in three languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, focused, legible, tabTo } from "./accessible.mjs";
import { definition } from "./sample.mjs";
import { voter, WORDS } from "./voter.mjs";

let here;
let page;
before(async () => {
  here = await voter();
});
after(() => here?.close());

async function ballot(options) {
  page = await here.ballot(options);
}
const text = () => page.locator("vaali-ballot").evaluate((element) => element.shadowRoot.textContent);

for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const lang of ["fi", "sv", "en"]) {
      const where = `${width}-${colorScheme}-${lang}`;
      test(`p38 by pointer at ${width} px, ${colorScheme}, ${lang}: over the limit is told, reviewed, cast`, async () => {
        await ballot({ lang, width });
        await page.emulateMedia({ colorScheme });
        const counter = page.locator("#counter");
        await accessible(page, "empty");
        await here.shot(`ballot-${where}-1-empty`);
        for (const n of [0, 1, 2, 3, 4]) await page.locator(`#c${n}`).click();
        assert.equal(await here.count(), 5, "nothing is unticked");
        assert.match(await counter.textContent(), new RegExp(WORDS[lang].over));
        assert.match(await counter.textContent(), new RegExp(WORDS[lang].not_cast));
        await page.locator("#review").click();
        assert.equal(await focused(page), "problem");
        assert.equal(await here.count(), 5, "nothing is unticked");
        assert.deepEqual(await here.told("vaali-cast"), []);
        await accessible(page, "over the limit");
        await here.shot(`ballot-${where}-2-over`);
        await page.locator("#c4").click();
        assert.equal(await page.locator("#problem").count(), 0);
        await page.locator("#c3").click();
        await page.locator("#review").click();
        assert.deepEqual(await here.told("vaali-cast"), [], "a review casts nothing");
        await accessible(page, "review");
        await here.shot(`ballot-${where}-3-review`);
        await page.locator("#cast").click();
        await here.done(lang);
        const [cast] = await here.told("vaali-cast");
        assert.deepEqual(cast.ballot.marks, ["c01", "c02", "c03"]);
        assert.ok(!Number.isNaN(Date.parse(cast.ballot.cast_at)));
        await accessible(page, "receipt");
        await here.shot(`ballot-${where}-4-receipt`);
        assert.deepEqual(here.problems, []);
      });

      test(`p38 by keyboard at ${width} px, ${colorScheme}, ${lang}`, async () => {
        await ballot({ lang, width, height: 600, rules: { marks: { min: 2, max: 3 } } });
        await page.emulateMedia({ colorScheme });
        await tabTo(page, "search");
        for (const n of [0, 9, 15]) {
          await tabTo(page, `c${n}`);
          await page.keyboard.press("Space");
        }
        await tabTo(page, "review");
        await page.keyboard.press("Enter");
        await tabTo(page, "back");
        await page.keyboard.press("Enter");
        assert.equal(await here.count(), 3);
        await tabTo(page, "review");
        await page.keyboard.press("Enter");
        await tabTo(page, "cast");
        await page.keyboard.press("Enter");
        await here.done(lang);
        const [cast] = await here.told("vaali-cast");
        assert.deepEqual(cast.ballot.marks, ["c01", "c10", "c16"]);
        assert.equal(await focused(page), "title");
      });
    }
  }
}

test("by keyboard: every stop shows its focus, in the order of the page, and the bar hides none", async () => {
  for (const width of [320, 1280]) {
    await ballot({ lang: "en", width, height: 600 });
    const stops = [];
    await tabTo(page, "language-fi");
    for (;;) {
      const stop = await page.evaluate(() => {
        const root = document.querySelector("vaali-ballot").shadowRoot;
        const active = root.activeElement;
        if (!active) return undefined;
        const bar = root.querySelector(".bar").getBoundingClientRect();
        const box = active.getBoundingClientRect();
        const { outlineStyle, outlineWidth } = getComputedStyle(active);
        return {
          id: active.id,
          hidden: !active.closest(".bar") && (box.bottom > bar.top + 1 || box.top < 0),
          outlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
        };
      });
      if (!stop) break;
      stops.push(stop.id);
      assert.ok(!stop.hidden, `${width} px: the bar hides ${stop.id}, which has the focus`);
      assert.ok(stop.outlined, `${stop.id} does not show its focus`);
      await page.keyboard.press("Tab");
    }
    const order = [
      "language-fi",
      "language-sv",
      "language-en",
      "search",
      "group",
      "c0",
      "s0",
      "c1",
      "c2",
      "c3",
      "s3",
    ];
    assert.deepEqual(stops.slice(0, order.length), order);
    assert.deepEqual(stops.slice(-2), ["blank", "review"]);
  }
});

for (const width of [320, 1280]) {
  test(`p38 by keyboard alone at ${width} px: language, search, group, presentation, too many, blank`, async () => {
    await ballot({ lang: "fi", width });
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await tabTo(page, "language-en");
    await press("Enter");
    assert.equal(await focused(page), "language-en");
    await tabTo(page, "search");
    await page.keyboard.type("hangö");
    await page.locator("#found", { hasText: "1 of 16" }).waitFor();
    await tabTo(page, "all");
    await press("Enter");
    assert.equal(await focused(page), "search");
    await tabTo(page, "group");
    await page.keyboard.type("nuo");
    assert.equal(await page.locator(".candidates > li:visible").count(), 3);
    await tabTo(page, "all");
    await press("Enter");
    await tabTo(page, "s0");
    await press("Enter");
    assert.equal(await page.locator("#p0").evaluate((details) => details.open), true);
    for (const n of [1, 2, 3, 4, 5]) {
      await tabTo(page, `c${n}`);
      await press("Space");
    }
    await tabTo(page, "review");
    await press("Enter");
    assert.equal(await focused(page), "problem");
    assert.notEqual(
      await page.locator("#problem").evaluate((box) => getComputedStyle(box).outlineStyle),
      "none",
      "the summary shows that it has the focus",
    );
    // The first link of the summary leads to the first mark.
    await press("Tab", "Enter");
    assert.equal(await focused(page), "c1");
    await press("Space");
    assert.deepEqual([await here.count(), await page.locator("#problem").count()], [4, 0]);
    for (const n of [2, 3, 4, 5]) {
      await tabTo(page, `c${n}`);
      await press("Space");
    }
    await tabTo(page, "blank");
    await press("Enter");
    assert.equal(await focused(page), "title");
    await tabTo(page, "cast");
    await press("Space");
    await here.done();
    const [cast] = await here.told("vaali-cast");
    assert.deepEqual([cast.ballot.marks, cast.blank], [[], true]);
  });
}

test("everything that is pressed is 24 px wide and high, in every state", async () => {
  await ballot({ lang: "sv", width: 320 });
  const small = () =>
    page.evaluate(() =>
      [
        ...document
          .querySelector("vaali-ballot")
          .shadowRoot.querySelectorAll("button, input, select, a, summary"),
      ]
        .map((element) => [element.id || element.textContent, element.getBoundingClientRect()])
        .filter(([, { width, height }]) => width > 0 && (width < 24 || height < 24))
        .map(([name, { width, height }]) => `${name}: ${width} x ${height}`),
    );
  assert.deepEqual(await small(), []);
  for (const n of [0, 1, 2, 3, 4]) await page.locator(`#c${n}`).click();
  await page.locator("#review").click();
  assert.deepEqual(await small(), []);
  await page.locator("#c0").click();
  await page.locator("#review").click();
  assert.deepEqual(await small(), []);
});

test("zoomed to 400 per cent, and with the spacing that readers may set, nothing is cut or covered", async () => {
  await ballot({ lang: "fi", width: 320, height: 256 });
  await accessible(page, "400 per cent");
  await here.shot("ballot-zoom-400");
  assert.equal(await page.locator(".bar").evaluate((bar) => getComputedStyle(bar).position), "static");
  await ballot({ lang: "fi", width: 320 });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
    );
    document.querySelector("vaali-ballot").shadowRoot.adoptedStyleSheets.push(sheet);
  });
  await legible(page, "spaced");
  await here.shot("ballot-spaced");
});

test("below the least number of marks nothing is cast, below the greatest the review says so", async () => {
  await ballot({ rules: { marks: { min: 2, max: 3 } }, lang: "en" });
  await page.locator("#c0").click();
  await page.locator("#review").click();
  assert.match(await page.locator("#problem").textContent(), /at least 2 must be marked/);
  assert.match(await page.locator("fieldset").getAttribute("aria-describedby"), /problem/);
  await page.locator("#c1").click();
  assert.equal(await page.locator("fieldset").getAttribute("aria-describedby"), "instruction");
  await page.locator("#review").click();
  assert.match(await text(), /You may mark 1 more/);
});

test("p38 a blank ballot is cast on purpose, never by accident and never with marks", async () => {
  await ballot({ lang: "en" });
  await page.locator("#review").click();
  assert.match(await page.locator("#problem").textContent(), /You have marked nobody/);
  await accessible(page, "nobody marked");
  await page.locator("#problem a").click();
  assert.equal(await focused(page), "c0");
  await page.locator("#c0").click();
  await page.locator("#blank").click();
  assert.match(await page.locator("#problem").textContent(), /Remove the marks first/);
  assert.equal(await here.count(), 1);
  await page.locator("#c0").click();
  await page.locator("#blank").click();
  await accessible(page, "blank review");
  await here.shot("ballot-blank-review");
  assert.deepEqual(await here.told("vaali-cast"), []);
  assert.equal(await here.leaving(), true, "a blank ballot that is not cast is not cast either");
  await page.locator("#cast").click();
  await here.done();
  const [cast] = await here.told("vaali-cast");
  assert.deepEqual([cast.ballot.marks, cast.blank], [[], true]);
  assert.match(await text(), /It is blank/);
});

test("switching the language keeps marks, search, what is unfolded, and screen", async () => {
  await ballot({ lang: "fi" });
  await page.locator("#c1").click();
  await page.locator("#s0").click();
  await page.locator("#search").fill("Ingå");
  await page.locator("#language-sv").click();
  assert.equal(await focused(page), "language-sv");
  assert.deepEqual([await here.count(), await page.locator("#c1").isChecked()], [1, true]);
  assert.equal(await page.locator("#search").inputValue(), "Ingå");
  assert.equal(await page.locator("#p0").evaluate((details) => details.open), true);
  assert.match(await page.locator("label[for=c1]").textContent(), /Ingå Fyr rf/);
  await page.locator("#review").click();
  await page.locator("#language-en").click();
  assert.equal(await page.locator("vaali-ballot h2").textContent(), "Review and cast");
});

test("the page's own language is followed, until the voter chooses another", async () => {
  await ballot({ lang: "fi" });
  const heading = () => page.locator("vaali-ballot h2").textContent();
  const speak = (lang) => page.evaluate((lang) => (document.documentElement.lang = lang), lang);
  await speak("sv");
  await page.locator("h2", { hasText: "Röstsedel" }).waitFor();
  await page.locator("#language-en").click();
  await speak("fi");
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal(await heading(), "Ballot");
});

test("a name in another language says so, for those who hear the page", async () => {
  await ballot({ lang: "fi" });
  const name = page.locator("label[for=c2] .organisation");
  assert.deepEqual([await name.textContent(), await name.getAttribute("lang")], ["Ekenäs Stöd rf", "sv"]);
  assert.equal(await page.locator("label[for=c1] .organisation").getAttribute("lang"), null);
});

test("search and target group leave marks alone, and say which are out of sight", async () => {
  await ballot({ lang: "en" });
  const found = (words) => page.locator("#found", { hasText: words }).waitFor();
  await page.locator("#c0").click();
  await page.locator("#search").fill("hangö");
  const visible = () => page.locator(".candidates > li:visible").count();
  assert.equal(await visible(), 1);
  await found(/1 of 16 candidates shown.*1 candidate you marked is not among those shown/);
  await accessible(page, "searched");
  await here.shot("ballot-searched");
  await page.locator("#all").click();
  assert.deepEqual([await visible(), await focused(page), await here.count()], [16, "search", 1]);
  await page.locator("#group").selectOption("nuoret");
  assert.equal(await visible(), 3);
  await page.locator("#group").selectOption("");
  await page.locator("#search").fill("nobody at all");
  await found(/No candidate fits/);
  await accessible(page, "nobody found");
});

test("what is read aloud by itself changes once a mark and once a search, not at each letter", async () => {
  await ballot({ lang: "en" });
  await page.evaluate(() => {
    globalThis.said = [];
    const root = document.querySelector("vaali-ballot").shadowRoot;
    for (const region of root.querySelectorAll("[role=status], [role=alert]")) {
      new MutationObserver(() => globalThis.said.push(region.textContent)).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    }
  });
  // In one go: typed by a busy machine, the letters might be so far apart that somebody could be waiting.
  await page.locator("#search").evaluate(async (search) => {
    for (const letter of "hangö") {
      search.value += letter;
      search.dispatchEvent(new InputEvent("input", { bubbles: true }));
      // What is said at this letter is seen.
      await Promise.resolve();
    }
  });
  await page.locator("#found", { hasText: "1 of 16" }).waitFor();
  await page.locator("#c6").click();
  await page.waitForTimeout(500);
  assert.deepEqual(await page.evaluate(() => globalThis.said), [
    "1 of 16 candidates shown.",
    "1 of 4 marked",
  ]);
});

test("presentations unfold by pointer and by keyboard", async () => {
  await ballot({ lang: "sv" });
  const first = page.locator("details").first();
  await first.locator("summary").click();
  assert.match(await first.textContent(), /Tillgänglighet/);
  await accessible(page, "unfolded");
  await here.shot("ballot-unfolded");
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
  await accessible(page, "own candidate");
  await here.shot("ballot-own");
  await page.locator("#problem a").first().click();
  assert.equal(await focused(page), "c0");
  const gone = definition();
  gone.candidates[1].withdrawn = true;
  await page.locator("vaali-ballot").evaluate((element, election) => {
    element.definition = { ...election, id: "another" };
  }, gone);
  assert.equal(await page.locator("#c1").isDisabled(), true);
  assert.match(await page.locator("label[for=c1]").textContent(), /has withdrawn/);
  await accessible(page, "withdrawn");
});

test("twenty-six candidates and ten marks fit on one page", async () => {
  await ballot({ lang: "fi", rules: { marks: { min: 1, max: 10 } } });
  const many = definition({ marks: { min: 1, max: 10 } });
  const more = many.candidates
    .slice(0, 10)
    .map((candidate, n) => ({ ...candidate, id: `d${n}`, name: `${candidate.name} nuorempi` }));
  many.candidates.push(...more);
  await page.locator("vaali-ballot").evaluate((element, election) => {
    element.definition = election;
  }, many);
  for (let n = 0; n < 7; n++) await page.locator(`#c${n * 3}`).click();
  assert.equal(await page.locator("#count").textContent(), "Merkitty 7/10");
  await accessible(page, "26 candidates");
  await here.shot("ballot-26", { fullPage: true });
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
  await here.shot("ballot-forced-colours");
  await page.emulateMedia({ forcedColors: "none" });
});

test("whoever asks for less motion gets none, also on a page that scrolls smoothly", async () => {
  await ballot({ lang: "en" });
  const duration = () =>
    page.locator("#review").evaluate((button) => getComputedStyle(button).transitionDuration.split(", ")[0]);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  assert.notEqual(await duration(), "0s");
  await page.emulateMedia({ reducedMotion: "reduce" });
  assert.equal(await duration(), "0s");
  await page.evaluate(() => document.documentElement.style.setProperty("scroll-behavior", "smooth"));
  await page.locator("#c15").click();
  await page.locator("#review").click();
  await page.locator("#back").click();
  const top = await page.locator("vaali-ballot").evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(Math.abs(top) < 2, `the ballot begins at ${top} px`);
});
