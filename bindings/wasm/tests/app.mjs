// The counting page under test: served as any static host would, with a log of what it asks for.
import { readdir, readFile } from "node:fs/promises";
import { browse } from "./chromium.mjs";
import { open } from "./page.mjs";
import { serve } from "./server.mjs";

const root = new URL("../", import.meta.url);
export const example = (path) => new URL(`../../examples/${path}`, root).pathname;

/** The files of an example, as a person would drop them. */
export async function filesOf(folder) {
  const names = (await readdir(example(folder))).filter((name) => name !== "README.md").sort();
  return names.map((name) => example(`${folder}/${name}`));
}

/** A file with this text, to be chosen. */
export const file = (name, text) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(text),
});

/** Begins anew. */
export async function startOver(page) {
  page.once("dialog", (dialog) => dialog.accept());
  await page.click("#start-over");
}

/** The page, ready; `requests` are those after it was. */
export async function openApp({ pages = {}, ...options } = {}) {
  const folder = new URL("dist-app/", root).pathname;
  const index = await readFile(`${folder}index.html`, "utf8");
  const server = await serve({ "/": index, ...pages }, {}, folder);
  const { context, close } = await browse({ locale: "fi-FI", acceptDownloads: true, ...options });
  const { page, problems } = await open(context, `${server.url}/index.html`);
  await ready(page);
  const requests = [];
  context.on("request", (request) => {
    if (!request.url().startsWith("blob:")) requests.push(request.url());
  });
  const end = async () => {
    await close();
    await server.close().catch(() => undefined);
  };
  return { server, context, page, problems, requests, end };
}

/** Waits until the counter is loaded. */
export const ready = (page) => page.waitForSelector("html[data-ready]", { timeout: 60_000 });

/** Chooses files, and waits until they are looked at. */
export async function choose(page, files) {
  await page.setInputFiles("#file-input", files);
  await settled(page);
}

/** Waits until nothing is under way. */
export async function settled(page) {
  await page.waitForSelector("main[aria-busy=false]");
}

/** What a download holds. */
export async function downloaded(page, click) {
  const [download] = await Promise.all([page.waitForEvent("download"), click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
