// A page with a ballot, as the tests of the ballot share it: one server, one browser, one page at a time.
import { browse } from "./chromium.mjs";
import { open } from "./page.mjs";
import { definition } from "./sample.mjs";
import { serve, STRICT } from "./server.mjs";

/** What a voter reads, by language. */
export const WORDS = {
  fi: { over: "1 merkintä liikaa", not_cast: "Ei vielä annettu", done: "Äänestyslippusi on annettu" },
  sv: { over: "1 markering för mycket", not_cast: "Inte avgiven ännu", done: "Din röstsedel är avgiven" },
  en: { over: "1 mark too many", not_cast: "Not cast yet", done: "Your ballot has been cast" },
};

/** Starts a server and a browser; `ballot` opens a fresh page in it. */
export async function voter() {
  const server = await serve({ "/election.json": definition() }, { "content-security-policy": STRICT });
  const browser = await browse();
  let page;
  let problems;

  return {
    server,
    browser,
    get page() {
      return page;
    },
    /** What the page logged as errors. */
    get problems() {
      return problems;
    },
    /** A fresh page, as it is. */
    async fresh(path) {
      await page?.close();
      ({ page, problems } = await open(browser.context, `${server.url}/tests/pages/${path}`));
      return page;
    },
    /** A fresh page with a ballot. The page takes a cast over, unless `takes` is false. */
    async ballot({
      rules,
      lang = "fi",
      voter,
      path = "elements.html",
      takes = true,
      width = 1280,
      height = 740,
    } = {}) {
      await this.fresh(path);
      await page.setViewportSize({ width, height });
      await page.evaluate(
        ({ election, lang, voter, takes }) => {
          document.documentElement.lang = lang;
          const element = document.querySelector("vaali-ballot");
          globalThis.told = [];
          for (const name of ["vaali-change", "vaali-cast", "vaali-error"]) {
            document.addEventListener(name, ({ detail }) => {
              globalThis.told.push({ name, ...detail });
              if (takes) detail.waitUntil?.(undefined);
            });
          }
          if (voter) element.voter = voter;
          element.definition = election;
        },
        { election: definition(rules), lang, voter, takes },
      );
      return page;
    },
    /** The details of the events of a name. */
    told: (name) => page.evaluate((name) => globalThis.told.filter((event) => event.name === name), name),
    count: () => page.evaluate(() => document.querySelector("vaali-ballot").markCount),
    isCast: () => page.evaluate(() => document.querySelector("vaali-ballot").isCast),
    /** Waits until the ballot says that it was cast. */
    done: (lang = "en") => page.locator("h2", { hasText: WORDS[lang].done }).waitFor(),
    /** Whether leaving the page would be asked about. */
    leaving: () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true }))),
    /** A picture, where VAALI_SHOTS names a folder. */
    shot: (name, options = {}) =>
      process.env.VAALI_SHOTS &&
      page.screenshot({ path: `${process.env.VAALI_SHOTS}/${name}.png`, ...options }),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
