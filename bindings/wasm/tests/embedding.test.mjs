// The package as other sites take it in: a strict policy, a worker, React with Vite, TypeScript, Node. The five lines of HTML are in `packed.test.mjs`.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { build } from "vite";
import { accessible } from "./accessible.mjs";
import { browse } from "./chromium.mjs";
import { open } from "./page.mjs";
import { ballots, definition } from "./sample.mjs";
import { serve, STRICT } from "./server.mjs";

const run = promisify(execFile);
let browser;
before(async () => {
  browser = await browse();
});
after(() => browser?.close());

async function visit(pages, headers, check) {
  const server = await serve(pages, headers);
  try {
    const { page, problems } = await open(browser.context, `${server.url}/`);
    await check(page, server);
    assert.deepEqual(problems, []);
    await page.close();
  } finally {
    await server.close();
  }
}

test("a page and its worker count under a strict policy, and nothing else is fetched", async () => {
  const page_text =
    '<!doctype html><html lang="en"><title>vaali</title><script type="module" src="/tests/pages/counting.mjs"></script></html>';
  const pages = { "/": page_text, "/election.json": definition(), "/ballots.json": ballots() };
  await visit(pages, { "content-security-policy": STRICT }, async (page, server) => {
    await page.waitForFunction(() => globalThis.counted, null, { timeout: 30_000 });
    const { here, worker, refused, again } = await page.evaluate(() => globalThis.counted);
    assert.match(here, /"outcome":"complete"/);
    assert.equal(worker, here);
    assert.equal(again, here, "bytes that a site hosts elsewhere");
    assert.equal(refused.problems[0].code.slice(0, 1), "D");
    const strangers = server.requests.filter(
      (r) => !/^GET \/(dist|tests|election|ballots|favicon|$)/.test(r),
    );
    assert.deepEqual(strangers, []);
  });
});

test("a server that does not know WebAssembly is no obstacle", async () => {
  const page_text =
    '<!doctype html><html lang="en"><title>vaali</title><script type="module" src="/tests/pages/plain.mjs"></script></html>';
  await visit({ "/": page_text }, {}, async (page) => {
    await page.waitForFunction(() => globalThis.engine, null, { timeout: 30_000 });
    assert.equal((await page.evaluate(() => globalThis.engine)).name, "vaali");
  });
});

test("a React page built with Vite shows, counts and casts", async () => {
  const out = await mkdtemp(join(tmpdir(), "vaali-react-"));
  try {
    await build({
      root: new URL("react", import.meta.url).pathname,
      logLevel: "error",
      build: { outDir: out, emptyOutDir: true, assetsInlineLimit: 0 },
    });
    const server = await serve({ "/election.json": definition(), "/ballots.json": ballots() }, {}, out);
    try {
      const { page, problems } = await open(browser.context, `${server.url}/index.html`);
      await page.locator("vaali-result tbody tr").first().waitFor({ timeout: 30_000 });
      await page.locator("#c0").click();
      assert.equal(await page.locator("#react-marks").textContent(), "1");
      await accessible(page, "React");
      await page.locator("#review").click();
      await page.locator("#cast").click();
      await page.locator("h2", { hasText: "Your ballot has been cast" }).waitFor();
      assert.equal(await page.locator("#react-cast").textContent(), "c01");
      assert.deepEqual(problems, []);
    } finally {
      await server.close();
    }
  } finally {
    await rm(out, { recursive: true, force: true });
  }
});

test("a Node script counts by the name of the package alone", async () => {
  const { stdout } = await run(process.execPath, [new URL("node-script.mjs", import.meta.url).pathname]);
  assert.equal(stdout.trim(), "Aino Koivuranta");
});

test("TypeScript knows what fits and what does not", async () => {
  const project = new URL("types/tsconfig.json", import.meta.url).pathname;
  const tsc = new URL("../node_modules/.bin/tsc", import.meta.url).pathname;
  await run(tsc, ["-p", project]).catch(({ stdout }) => assert.fail(stdout));
});
