// The ballot among other things on a page: forms, shadow roots, several at once, styles of the page, frameworks that are early or late.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessible, focused } from "./accessible.mjs";
import { definition } from "./sample.mjs";
import { voter } from "./voter.mjs";

let here;
let page;
before(async () => {
  here = await voter();
});
after(() => here?.close());

async function ballot(options = {}) {
  page = await here.ballot({ lang: "en", ...options });
}
const inForm = () => ballot({ path: "form.html", takes: false });
const sent = () => page.evaluate(() => new FormData(document.querySelector("form")).get("ballot"));
const valid = () => page.evaluate(() => document.querySelector("form").checkValidity());

test("in a form it sends nothing before it is cast, and the ballot after", async () => {
  await inForm();
  await page.locator("#c0").click();
  assert.deepEqual([await sent(), await valid()], [null, false]);
  await page.locator("#review").click();
  await page.locator("#cast").click();
  assert.equal(await valid(), true);
  assert.match(await page.locator("vaali-ballot h2").textContent(), /One more step/);
  assert.equal(await here.leaving(), true, "the form holds the ballot, but has not sent it");
  await accessible(page, "in the form");
  await here.shot("ballot-form-unsent");
  assert.deepEqual(JSON.parse(await sent()).marks, ["c01"]);
  assert.match(await page.locator("vaali-ballot h2").textContent(), /sent with the form/);
  assert.equal(await here.leaving(), false);
  await accessible(page, "sent with the form");
});

test("a form cannot be sent before the ballot is cast: the browser says so, where the next step is", async () => {
  await inForm();
  await page.evaluate(() => document.querySelector("form").requestSubmit());
  await page.waitForFunction(() => document.querySelector("vaali-ballot").shadowRoot.activeElement);
  assert.equal(await focused(page), "review");
  assert.deepEqual(
    here.server.requests.filter((request) => request.startsWith("POST")),
    [],
  );
});

test("a form without a definition cannot be sent either", async () => {
  await inForm();
  await page.evaluate(() => {
    document.querySelector("vaali-ballot").definition = undefined;
  });
  assert.deepEqual([await sent(), await valid()], [null, false]);
});

test("the reset of a form starts the ballot over; a disabled fieldset stops it", async () => {
  await inForm();
  await page.locator("#c0").click();
  await page.locator("#review").click();
  await page.locator("#cast").click();
  await page.evaluate(() => document.querySelector("form").reset());
  assert.deepEqual([await sent(), await here.count(), await here.isCast()], [null, 0, false]);
  await page.evaluate(() => document.querySelector("fieldset#around").setAttribute("disabled", ""));
  assert.equal(await page.locator("#c0").isDisabled(), true);
  assert.equal(await page.locator("#review").isDisabled(), true);
  await accessible(page, "disabled");
  await page.evaluate(() => document.querySelector("fieldset#around").removeAttribute("disabled"));
  await page.locator("#c0").click();
  assert.equal(await here.count(), 1);
});

test("a page that takes the ballot over by itself needs no form, also inside one", async () => {
  await ballot({ path: "form.html" });
  await page.locator("#c0").click();
  await page.locator("#review").click();
  await page.locator("#cast").click();
  await here.done();
  assert.equal(await here.leaving(), false);
});

test("several ballots on a page and inside shadow roots keep their marks apart", async () => {
  await ballot();
  await page.evaluate((election) => {
    const host = document.body.appendChild(document.createElement("section"));
    const inner = host.attachShadow({ mode: "open" }).appendChild(document.createElement("vaali-ballot"));
    inner.definition = { ...election, id: "inner", title: { en: "Election of the board" } };
    globalThis.inner = inner;
  }, definition());
  await page.locator("vaali-ballot #c0").first().click();
  await page.evaluate(() => globalThis.inner.shadowRoot.getElementById("c1").click());
  assert.deepEqual(
    await page.evaluate(() => [document.querySelector("vaali-ballot").markCount, globalThis.inner.markCount]),
    [1, 1],
  );
  assert.equal((await here.told("vaali-change")).length, 2, "events cross shadow roots");
  assert.deepEqual(
    Object.keys((await here.told("vaali-change"))[0]).sort(),
    ["marks", "max", "name"],
    "no choice in it",
  );
  // The second ballot of this page lies outside its `main`; everything else of two ballots must hold.
  await page.evaluate(() => document.querySelector("main").append(document.querySelector("section")));
  await accessible(page, "two ballots");
  await here.shot("ballot-two", { fullPage: true });
});

test("properties and attributes that were set before the element was defined count", async () => {
  page = await here.fresh("late.html");
  await page.evaluate(async (election) => {
    const early = document.createElement("vaali-ballot");
    early.definition = election;
    early.messages = { en: { review: "Go on" } };
    early.voter = "o3";
    early.disabled = true;
    early.language = "en";
    document.querySelector("main").replaceChildren(early);
    const { define } = await import("/dist/elements.js");
    define();
    define();
  }, definition());
  assert.equal(await page.locator("#review").textContent(), "Go on");
  assert.equal(await page.locator("#review").isDisabled(), true);
  assert.deepEqual(
    await page.evaluate(() => {
      const element = document.querySelector("vaali-ballot");
      return [element.getAttribute("voter"), Object.hasOwn(element, "definition")];
    }),
    ["o3", false],
  );
});

test("moving the element on the page keeps the marks and one warning", async () => {
  await ballot();
  await page.locator("#c2").click();
  await page.evaluate(() => {
    const element = document.querySelector("vaali-ballot");
    document.body.append(document.createElement("div"));
    document.body.lastElementChild.append(element);
  });
  assert.deepEqual([await here.count(), await page.locator("#c2").isChecked()], [1, true]);
  await page.evaluate(() => document.querySelector("vaali-ballot").remove());
  assert.equal(await here.leaving(), false, "an element that is gone warns of nothing");
});

test("the page decides between light and dark", async () => {
  await ballot();
  const background = () =>
    page.locator("vaali-ballot").evaluate((element) => getComputedStyle(element).backgroundColor);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await background(), "rgb(22, 25, 29)", "a page that knows dark");
  await page.evaluate(() => document.documentElement.style.setProperty("color-scheme", "normal"));
  assert.equal(await background(), "rgb(255, 255, 255)", "a page that knows only light");
});

test("styles of a page do not spoil the ballot: a small root font, a row of a flex box, centred capitals", async () => {
  await ballot({ width: 1000 });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "html { font-size: 62.5% } main { display: flex; text-align: center; text-transform: uppercase; white-space: nowrap }",
    );
    document.adoptedStyleSheets.push(sheet);
  });
  const { width, box, size, align } = await page.evaluate(() => {
    const element = document.querySelector("vaali-ballot");
    const style = getComputedStyle(element);
    return {
      width: element.getBoundingClientRect().width,
      box: element.shadowRoot.getElementById("c0").getBoundingClientRect().width,
      size: style.fontSize,
      align: `${style.textAlign} ${style.textTransform} ${style.whiteSpace}`,
    };
  });
  assert.ok(width > 300, `${width} px wide in a row of a flex box`);
  assert.deepEqual([box, size, align], [24, "16px", "start none normal"]);
  await here.shot("ballot-in-flex");
});

test("colours and parts can be set from outside", async () => {
  await ballot();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "vaali-ballot { --vaali-accent: rgb(90, 20, 110) } vaali-ballot::part(title) { font-style: italic }",
    );
    document.adoptedStyleSheets.push(sheet);
  });
  assert.equal(
    await page.locator("#review").evaluate((button) => getComputedStyle(button).backgroundColor),
    "rgb(90, 20, 110)",
  );
  assert.equal(await page.locator("#title").evaluate((title) => getComputedStyle(title).fontStyle), "italic");
});

test("texts are replaced where a page has its own, and what is in a name is never markup", async () => {
  await ballot();
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

test("an election that cannot be read is told, to people and to the page, in their language", async () => {
  await ballot();
  const loaded = page.waitForFunction(() => globalThis.told.some(({ name }) => name === "vaali-error"));
  await page.locator("vaali-ballot").evaluate((element) => element.setAttribute("src", "/missing.json"));
  await loaded;
  assert.equal((await here.told("vaali-error"))[0].code, "W10");
  assert.match(await page.locator("[role=alert]").textContent(), /could not be read/);
  await accessible(page, "unreadable");
  await page.evaluate(() => (document.documentElement.lang = "sv"));
  await page.locator("[role=alert]", { hasText: "kunde inte läsas" }).waitFor();
  await page.locator("vaali-ballot").evaluate((element) => element.setAttribute("src", "/election.json"));
  await page.locator("#c0").waitFor();
  const refused = await page.evaluate(() => {
    try {
      document.querySelector("vaali-ballot").definition = { title: "?" };
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(refused, "TypeError");
});

test("the attributes of the README do what it says, and come back as properties", async () => {
  await ballot({ lang: "fi" });
  const set = (name, value) =>
    page.evaluate(
      ([name, value]) => {
        const element = document.querySelector("vaali-ballot");
        if (value === null) element.removeAttribute(name);
        else element.setAttribute(name, value);
      },
      [name, value],
    );
  const property = (name) => page.evaluate((name) => document.querySelector("vaali-ballot")[name], name);
  const offered = () => page.locator(".languages button").allTextContents();
  assert.deepEqual(await offered(), ["suomi", "svenska", "English"]);
  await set("languages", "sv fi");
  assert.deepEqual(await offered(), ["suomi", "svenska"]);
  await set("languages", "");
  assert.deepEqual(await offered(), []);
  await set("lang", "sv-FI");
  assert.equal(await property("language"), "sv");
  assert.equal(await page.locator("#title").textContent(), "Röstsedel");
  await set("voter", "o7");
  await set("name", "council");
  assert.deepEqual([await property("voter"), await property("name")], ["o7", "council"]);
  await set("disabled", "");
  assert.deepEqual([await property("disabled"), await page.locator("#c0").isDisabled()], [true, true]);
  await accessible(page, "disabled by attribute");
  await here.shot("ballot-disabled");
  await set("disabled", null);
  await page.locator("#c0").click();
  assert.deepEqual(await here.told("vaali-change"), [{ name: "vaali-change", marks: 1, max: 4 }]);
  assert.deepEqual([await property("markCount"), await property("isCast")], [1, false]);
  await page.locator("#review").click();
  await page.locator("#cast").click();
  await here.done("sv");
  const [{ ballot: cast }] = await here.told("vaali-cast");
  assert.deepEqual([cast.voter, cast.marks, await property("isCast")], ["o7", ["c01"], true]);
});
