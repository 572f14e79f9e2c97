// From the review to the receipt: who takes the ballot over, what is said when nobody does, and when the page is left.
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

/** A ballot with one mark, in review, on a page that does with a cast what `handler` says. */
async function review(handler, options = {}) {
  page = await here.ballot({ lang: "en", takes: handler === undefined, ...options });
  if (handler) await page.evaluate(`document.addEventListener("vaali-cast", ${handler})`);
  await page.locator("#c0").click();
  await page.locator("#review").click();
}

test("p38 offline between opening and casting: not cast, told so, the marks kept, and cast once online", async () => {
  await review(`({ detail }) => {
    const posted = fetch("/cast", { method: "POST", body: JSON.stringify(detail.ballot) });
    detail.waitUntil(posted.then((response) => response.text()));
  }`);
  await here.browser.context.setOffline(true);
  try {
    await page.locator("#cast").click();
    await page.locator("#failed").waitFor();
    assert.match(await page.locator("#failed").textContent(), /not cast. Your marks are kept/);
    assert.equal(await focused(page), "cast");
    await accessible(page, "failed");
    await here.shot("ballot-failed");
    assert.equal((await here.told("vaali-error"))[0].code, "W11");
    assert.deepEqual([await here.isCast(), await here.count(), await here.leaving()], [false, 1, true]);
    await page.locator("#back").click();
    await page.locator("#c1").click();
    await page.locator("#review").click();
    assert.equal(await page.locator(".chosen li").count(), 2, "the whole ballot works without a connection");
  } finally {
    await here.browser.context.setOffline(false);
  }
  let posted;
  await page.route("**/cast", (route) => {
    posted = route.request().postDataJSON();
    return route.fulfill({ body: "K7-2F" });
  });
  await page.locator("#cast").click();
  await page.locator("code").waitFor();
  assert.equal(await page.locator("code").textContent(), "K7-2F");
  assert.deepEqual(posted.marks, ["c01", "c02"]);
  assert.deepEqual([await here.isCast(), await here.leaving()], [true, false]);
});

test("p38 while the page is asked, nothing else can be done, and the ballot is not cast", async () => {
  await review("({ detail }) => detail.waitUntil(new Promise((done) => { globalThis.answer = done; }))");
  await page.locator("#cast").click();
  assert.equal(await page.locator("#cast").getAttribute("aria-disabled"), "true");
  assert.equal(await page.locator("#cast").textContent(), "Casting …");
  await accessible(page, "casting");
  await here.shot("ballot-casting");
  await page.locator("#cast").click({ force: true });
  assert.equal((await here.told("vaali-cast")).length, 1, "pressed twice, cast once");
  assert.deepEqual([await here.isCast(), await here.leaving()], [false, true]);
  await page.evaluate(() => globalThis.answer("A-1"));
  await here.done();
  assert.equal(await page.locator("code").textContent(), "A-1");
});

test("p38 a page may refuse the cast; then it is not cast", async () => {
  await review("(event) => event.preventDefault()");
  await page.locator("#cast").click();
  assert.equal(await page.locator("#failed").textContent(), "The ballot was not cast.");
  assert.equal(await here.isCast(), false);
  await accessible(page, "refused");
});

test("p38 a ballot that nobody takes over is not shown as cast", async () => {
  await review("() => {}");
  await page.locator("#cast").click();
  assert.match(await page.locator("#failed").textContent(), /not cast/);
  assert.equal((await here.told("vaali-error"))[0].code, "W30");
  assert.deepEqual([await here.isCast(), await here.count()], [false, 1]);
});

test("taking a ballot over too late is an error of the page, not a ballot lost", async () => {
  await review(`async ({ detail }) => {
    await undefined;
    try { detail.waitUntil(Promise.resolve("late")); } catch (error) { globalThis.late = error.name; }
  }`);
  await page.locator("#cast").click();
  await page.waitForFunction(() => globalThis.late);
  assert.equal(await page.evaluate(() => globalThis.late), "InvalidStateError");
  assert.equal(await here.isCast(), false);
});

test("what became wrong after the review is told before the cast", async () => {
  await review(undefined, { voter: "o2", rules: { own_candidate: "forbidden" } });
  await page.locator("vaali-ballot").evaluate((element) => {
    element.voter = "o1";
  });
  await page.locator("#cast").click();
  assert.match(await page.locator("#problem").textContent(), /nominated by your own organisation/);
  assert.deepEqual(await here.told("vaali-cast"), []);
});

test("an answer to a ballot that was started over is not taken for one to the next", async () => {
  await review("({ detail }) => detail.waitUntil(new Promise((done) => { globalThis.answer = done; }))");
  await page.locator("#cast").click();
  await page.locator("vaali-ballot").evaluate(
    (element, election) => {
      element.definition = election;
    },
    { ...definition(), id: "7d0cb4f0-7a53-4a86-9d3f-5c4a0a0b0c0d" },
  );
  await page.evaluate(() => globalThis.answer("A-1"));
  assert.deepEqual([await here.isCast(), await here.count()], [false, 0]);
  assert.equal(await page.locator("#review").count(), 1);
});

test("p38 leaving warns while marks are not cast, and only then", async () => {
  page = await here.ballot({ lang: "en" });
  assert.equal(await here.leaving(), false);
  await page.locator("#c0").click();
  assert.equal(await here.leaving(), true);
  let asked = 0;
  page.on("dialog", (dialog) => {
    asked++;
    void dialog.dismiss();
  });
  await page.reload({ timeout: 3000 }).catch(() => {});
  assert.deepEqual([asked, await here.count()], [1, 1], "staying keeps the marks");
  await page.locator("#review").click();
  assert.equal(await here.leaving(), true);
  await page.locator("#cast").click();
  await here.done();
  assert.equal(await here.leaving(), false);
});

/** The page again, after it was left: its ballot has the definition anew. */
async function again() {
  await page.waitForFunction(() => customElements.get("vaali-ballot"));
  await page.locator("vaali-ballot").evaluate((element, election) => {
    document.documentElement.lang = "en";
    element.definition = election;
  }, definition());
  assert.equal(await here.isCast(), false);
}

test("the way back gives the marks of a ballot that was not cast, and says that it is not", async () => {
  page = await here.ballot({ lang: "en" });
  await page.locator("#c3").click();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${here.server.url}/tests/pages/page.css`);
  await page.goBack();
  await again();
  assert.deepEqual([await here.count(), await page.locator("#c3").isChecked()], [1, true]);
  assert.match(await page.locator("#counter").textContent(), /1 of 4 marked.*Not cast yet/);
});

test("a reload is warned of, and what comes after it says that nothing is marked or cast", async () => {
  page = await here.ballot({ lang: "en" });
  await page.locator("#c3").click();
  let asked = 0;
  page.on("dialog", (dialog) => {
    asked++;
    void dialog.accept();
  });
  await page.reload();
  await again();
  assert.equal(asked, 1);
  // Chromium gives no field its state back on a reload; a browser that does gives the marks back too.
  assert.match(await page.locator("#counter").textContent(), /0 of 4 marked.*Not cast yet/);
});

test("the way back after the cast gives no marks back", async () => {
  await review();
  await page.locator("#cast").click();
  await here.done();
  await page.goto(`${here.server.url}/tests/pages/page.css`);
  await page.goBack();
  await again();
  assert.equal(await here.count(), 0);
});

test("the receipt prints as dark text on white, without what can be pressed", async () => {
  await review('({ detail }) => detail.waitUntil(Promise.resolve("K7-2F-93"))');
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("#cast").click();
  await here.done();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal(await page.locator("vaali-ballot button:visible").count(), 0);
  const colours = () =>
    page.locator("vaali-ballot").evaluate((element) => {
      const { color, backgroundColor } = getComputedStyle(element);
      return [color, backgroundColor];
    });
  assert.deepEqual(await colours(), ["rgb(27, 31, 36)", "rgb(255, 255, 255)"]);
  await here.shot("ballot-print-receipt");
});
