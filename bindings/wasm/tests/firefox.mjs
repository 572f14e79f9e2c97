// Firefox for the tests, driven by WebDriver BiDi, which any Firefox speaks.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

/** A browser in a fresh profile; `downloads` is where it puts files. */
export async function browseFirefox() {
  const downloads = await mkdtemp(join(tmpdir(), "vaali-firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
    headless: true,
    extraPrefsFirefox: {
      "browser.download.dir": downloads,
      "browser.download.folderList": 2,
      "browser.download.useDownloadDir": true,
      "intl.accept_languages": "fi-FI, fi",
    },
  });
  const close = async () => {
    await browser.close();
    await rm(downloads, { recursive: true, force: true });
  };
  return { browser, downloads, close };
}
