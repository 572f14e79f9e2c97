// Opens every page of a folder in Chromium, in every state that a reader can meet, and fails on the first thing that is not as promised:
// an accessibility violation that axe finds, a request, a script, a page wider than the window, an error in the console, invalid HTML, a page too large.
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate";
import { withBrowser } from "./browser.mjs";

const LARGEST = 100_000;
// A phone, the narrowest that WCAG 1.4.10 asks for, a desk; light and dark; reasons folded and unfolded.
const STATES = [
  { width: 320, colorScheme: "dark", open: true },
  { width: 360, colorScheme: "light", open: true },
  { width: 1280, colorScheme: "light", open: false },
  { width: 1280, colorScheme: "dark", open: true },
];
const TABS = 4;
const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const folder = resolve(process.argv[2] ?? "");
const files = (await readdir(folder)).filter((name) => name.endsWith(".html")).sort();
if (files.length === 0) throw new Error(`there is no page in ${folder}`);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const validator = new HtmlValidate(new FileSystemConfigLoader());
const failures = [];
const seen = { states: 0, rules: new Set() };

function fail(file, state, what) {
  failures.push(`${file} (${state}): ${what}`);
}

async function checkText(file) {
  const bytes = await readFile(join(folder, file));
  if (bytes.length > LARGEST) fail(file, "size", `${bytes.length} bytes, at most ${LARGEST} are allowed`);
  const html = bytes.toString("utf8");
  if (/<script|javascript:|\son\w+\s*=|\sstyle\s*=/i.test(html.replace(/<style>.*?<\/style>/s, ""))) {
    fail(file, "text", "it holds a script, an event handler or a style attribute");
  }
  const report = await validator.validateString(html, join(folder, file));
  for (const { messages } of report.results) {
    for (const { ruleId, message, line, column } of messages) {
      fail(file, "HTML", `${ruleId} ${message} at ${line}:${column}`);
    }
  }
}

/** What axe finds in the page as it stands. It runs outside of the page's policy, which allows no script. */
async function checkAccess(page, file, state) {
  const found = await page.evaluate(
    async ([source, standard]) => {
      if (!window.axe) (0, eval)(source);
      const { violations, passes } = await window.axe.run(document, { runOnly: standard });
      return {
        violations: violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target).join("; ")})`),
        passes: passes.map((p) => p.id),
      };
    },
    [axe, STANDARD],
  );
  for (const rule of found.passes) seen.rules.add(rule);
  for (const violation of found.violations) fail(file, state, violation);
}

async function checkPage(context, file) {
  const page = await context.newPage();
  const url = pathToFileURL(join(folder, file)).href;
  page.on("request", (request) => {
    if (request.url() !== url) fail(file, "requests", request.url());
  });
  page.on("console", (message) => {
    if (message.type() === "error") fail(file, "console", message.text());
  });
  page.on("pageerror", (error) => fail(file, "error", error.message));
  await page.goto(url);
  for (const { width, colorScheme, open } of STATES) {
    const state = `${width} px, ${colorScheme}, details ${open ? "open" : "closed"}`;
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await page.evaluate((open) => {
      for (const details of document.querySelectorAll("details")) details.open = open;
    }, open);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) fail(file, state, `the page is ${wide} px wide`);
    await checkAccess(page, file, state);
    seen.states += 1;
  }
  await page.emulateMedia({ forcedColors: "active", colorScheme: "light" });
  await checkAccess(page, file, "forced colours");
  await page.close();
}

for (const file of files) await checkText(file);
await withBrowser(async (context) => {
  const waiting = [...files];
  const tab = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await checkPage(context, file);
  };
  await Promise.all(Array.from({ length: TABS }, tab));
});
// A check that looks at nothing finds nothing.
for (const rule of ["color-contrast", "html-has-lang", "svg-img-alt", "target-size"]) {
  if (!seen.rules.has(rule)) failures.push(`axe never checked ${rule}`);
}
if (failures.length > 0) {
  console.error(`${failures.join("\n")}\n${failures.length} failures`);
  process.exit(1);
}
console.log(`${files.length} pages, ${seen.states} states: no violation, no request, valid HTML, below ${LARGEST} bytes`);
