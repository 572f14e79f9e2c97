// The package as npm publishes it: what is in it, its hashes, and the lines of both READMEs in an empty page beside it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { browse } from "./chromium.mjs";
import { packed } from "./packed.mjs";
import { open } from "./page.mjs";
import { ballots, definition } from "./sample.mjs";
import { serve } from "./server.mjs";

const run = promisify(execFile);
let pack;
let browser;
before(async () => {
  pack = await packed();
  browser = await browse();
});
after(async () => {
  await browser?.close();
  await pack?.remove();
});

test("the package holds what is shipped and nothing else", () => {
  const other = pack.files.filter(
    (file) =>
      !/^(package\.json|README\.md|dist\/(SHA256SUMS|LICENSE-MIT|LICENSE-APACHE|THIRD-PARTY-LICENSES\.txt))$/.test(
        file,
      ) &&
      !/^dist\/(vaali(-full)?(-simd)?\.wasm|(index|node|full|full-node|presets|readers?|readers?-node|ballot|result|elements|shared-\w+)\.js)$/.test(
        file,
      ) &&
      !/^dist\/types\/(js|elements)\/.*\.d\.ts$/.test(file),
  );
  assert.deepEqual(other, []);
  for (const needed of [
    "dist/vaali.wasm",
    "dist/elements.js",
    "dist/SHA256SUMS",
    "dist/THIRD-PARTY-LICENSES.txt",
    "README.md",
  ]) {
    assert.ok(pack.files.includes(needed), needed);
  }
});

test("whatever a file of the package imports is in the package", async () => {
  const missing = [];
  for (const file of pack.files.filter((name) => /\.(js|d\.ts)$/.test(name))) {
    const text = await readFile(join(pack.place, file), "utf8");
    for (const [, target] of text.matchAll(/(?:from|import\(|new URL\()\s*"(\.[^"]*)"/g)) {
      const at = normalize(join(dirname(file), target));
      const wanted = file.endsWith(".d.ts") ? at.replace(/\.js$/, ".d.ts") : at;
      if (!pack.files.includes(wanted)) missing.push(`${file}: ${target}`);
    }
  }
  assert.deepEqual(missing, []);
});

test("p37 the package holds the hash of each of its scripts and modules, and of the compiler its name", async () => {
  const [compiler, ...sums] = (await readFile(join(pack.place, "dist/SHA256SUMS"), "utf8"))
    .trim()
    .split("\n");
  assert.match(compiler, /^# The modules were compiled by rustc \d/);
  const shipped = pack.files.filter((file) => /\.(js|wasm)$/.test(file));
  assert.deepEqual(
    sums.map((line) => `dist/${line.split("  ")[1]}`),
    shipped,
  );
  for (const line of sums) {
    const [hash, name] = line.split("  ");
    const bytes = await readFile(join(pack.place, "dist", name));
    assert.equal(createHash("sha256").update(bytes).digest("hex"), hash, name);
  }
});

for (const [name, place] of [
  ["the repository", "../../../README.md"],
  ["the package", "../README.md"],
]) {
  test(`the five lines of the README of ${name}, in an empty page beside the package, show and cast a ballot`, async () => {
    const readme = await readFile(new URL(place, import.meta.url), "utf8");
    const [, lines] = readme.match(/```html\n([\s\S]*?)```/) ?? [];
    assert.ok(lines && lines.trim().split("\n").length <= 5, "five lines of HTML in the README");
    // An address of nobody stands for where a site keeps the package.
    await writeFile(
      join(pack.folder, "index.html"),
      lines.replaceAll("https://example.org/vaali/", "/node_modules/vaali/"),
    );
    const election = { "/election.json": definition(), "/cast": "R-1" };
    const server = await serve(election, {}, pack.folder);
    try {
      const { page, problems } = await open(browser.context, `${server.url}/index.html`);
      await page.locator("#c0").click();
      await page.locator("#review").click();
      const posted = () => server.requests.filter((request) => request.startsWith("POST"));
      assert.deepEqual(posted(), [], "nothing is posted before the cast");
      await page.locator("#cast").click();
      await page.locator("code").waitFor();
      assert.equal(await page.locator("code").textContent(), "R-1");
      assert.deepEqual(posted(), ["POST /cast"]);
      const modules = server.requests.filter((request) => request.endsWith(".wasm"));
      assert.deepEqual([problems, modules], [[], []], "a ballot needs no engine");
      if (process.env.VAALI_SHOTS)
        await page.screenshot({ path: `${process.env.VAALI_SHOTS}/five-lines.png` });
      await page.close();
    } finally {
      await server.close();
    }
  });
}

test("a Node script counts by the name of the installed package", async () => {
  await writeFile(join(pack.folder, "definition.json"), JSON.stringify(definition()));
  await writeFile(join(pack.folder, "ballots.json"), JSON.stringify(ballots()));
  const script = `
    import { readFile } from "node:fs/promises";
    import { load } from "vaali";
    const read = async (name) => JSON.parse(await readFile(new URL(name, import.meta.url), "utf8"));
    const vaali = await load();
    const election = vaali.parse(await read("definition.json"));
    const { outcome } = election.count(election.cast(await read("ballots.json")));
    console.log(outcome);
  `;
  await writeFile(join(pack.folder, "count.mjs"), script);
  const { stdout } = await run(process.execPath, ["count.mjs"], { cwd: pack.folder });
  assert.equal(stdout.trim(), "complete");
});

test("the package is smaller than what a mail may hold", async () => {
  const { size } = await stat(join(pack.folder, pack.tarball));
  assert.ok(size < 5_000_000, `${size} bytes`);
});
