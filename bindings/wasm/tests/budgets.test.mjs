// What a visitor downloads, as the files are shipped.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";

const dist = new URL("../dist/", import.meta.url);
const names = await readdir(dist);

async function packed(...files) {
  let sum = 0;
  for (const name of files) {
    const bytes = await readFile(new URL(name, dist));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    sum += brotliCompressSync(bytes, { params }).length;
  }
  return sum;
}

/** A file with everything it imports of the package. */
async function withImports(name) {
  const text = await readFile(new URL(name, dist), "utf8");
  const shared = names.filter(
    (other) => other !== name && text.includes(`./${other}`) && other.endsWith(".js"),
  );
  return [name, ...shared];
}

// With a standard library that is installed compiled, the words of all panics stay in.
const engine = process.env.VAALI_STANDARD_LIBRARY === "installed" ? 191_000 : 100_000;

for (const [what, entry, module, budget] of [
  ["the engine", "index.js", "vaali.wasm", engine],
  ["the same with vectors", "index.js", "vaali-simd.wasm", engine],
  ["the engine with records and files", "full.js", "vaali-full.wasm", 1_150_000],
  ["the engine with records and files, with vectors", "full.js", "vaali-full-simd.wasm", 1_150_000],
]) {
  test(`${what} with its glue stays below ${budget / 1000} kB`, async () => {
    const size = await packed(module, ...(await withImports(entry)));
    console.log(`${what}: ${size} bytes with brotli`);
    assert.ok(size < budget, `${size} bytes`);
  });
}

for (const [name, budget] of [
  ["presets.js", 2_500],
  ["ballot.js", 25_000],
  ["result.js", 25_000],
  ["elements.js", 25_000],
]) {
  test(`p37 ${name} needs no engine and stays below ${budget / 1000} kB`, async () => {
    const size = await packed(name);
    console.log(`${name}: ${size} bytes with brotli`);
    assert.ok(size < budget, `${size} bytes`);
    assert.deepEqual(await withImports(name), [name]);
    assert.ok(!(await readFile(new URL(name, dist), "utf8")).includes(".wasm"));
  });
}

/** What the counting page sends at the first visit, file by file, with brotli; the module is the engine with everything that reads and writes files. */
const PAGE = {
  "index.html": 1_000,
  "app.css": 3_000,
  "app.js": 47_000,
  "worker.js": 15_700,
  "reader.js": 6_000,
  // As for the engine: with a standard library that is installed compiled it is larger.
  "vaali.wasm": process.env.VAALI_STANDARD_LIBRARY === "installed" ? 1_950_000 : 1_560_000,
  "service-worker.js": 1_000,
  "manifest.webmanifest": 500,
  "icon.svg": 500,
};

test("the first visit of the counting page stays below its budget, file by file", async () => {
  const app = new URL("../dist-app/", import.meta.url);
  const files = await readdir(app);
  let sum = 0;
  for (const [name, budget] of Object.entries(PAGE)) {
    assert.ok(files.includes(name), name);
    const size = await packed(new URL(name, app));
    console.log(`counting page, ${name}: ${size} bytes with brotli`);
    assert.ok(size < budget, `${name}: ${size} bytes`);
    sum += size;
  }
  console.log(`counting page: ${sum} bytes with brotli`);
  // Nothing else is loaded: no file is without a budget.
  const others = files.filter((name) => !(name in PAGE) && !/LICENSE/.test(name));
  assert.deepEqual(others, []);
});

test("no file tells where it was built", async () => {
  for (const name of names.filter((name) => /\.(js|wasm)$/.test(name))) {
    const bytes = (await readFile(new URL(name, dist))).toString("latin1");
    for (const place of [process.env.HOME, new URL("../../..", import.meta.url).pathname, "/registry/src/"]) {
      assert.ok(!place || place === "/" || !bytes.includes(place), `${name} holds ${place}`);
    }
  }
});

test("importing touches nothing of a page: every entry loads where there is none", async () => {
  assert.equal(globalThis.document, undefined);
  for (const entry of [
    "vaali",
    "vaali/full",
    "vaali/presets",
    "vaali/readers",
    "vaali/ballot",
    "vaali/result",
    "vaali/elements",
  ]) {
    await import(entry);
  }
  const web = ["index.js", "full.js"].map((name) => import(new URL(name, dist).href));
  for (const module of await Promise.all(web)) assert.equal(typeof module.load, "function");
  assert.equal(globalThis.customElements, undefined);
});

test("the counting page is one folder that names nothing outside of it", async () => {
  const app = new URL("../dist-app/", import.meta.url);
  const files = await readdir(app);
  // The licences are for those who host it.
  const licences = ["LICENSE-APACHE", "LICENSE-MIT", "THIRD-PARTY-LICENSES.txt"];
  assert.deepEqual(files.sort(), [
    ...licences,
    "app.css",
    "app.js",
    "icon.svg",
    "index.html",
    "manifest.webmanifest",
    "reader.js",
    "service-worker.js",
    "vaali.wasm",
    "worker.js",
  ]);
  const html = await readFile(new URL("index.html", app), "utf8");
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]*)"/g))
    assert.doesNotMatch(address, /^(\w+:|\/)/);
  // Every file is kept on the device, or the page would not open offline.
  const kept = await readFile(new URL("service-worker.js", app), "utf8");
  const shown = files.filter((name) => !licences.includes(name));
  for (const name of shown.filter((name) => !/^(index.html|service-worker.js)$/.test(name))) {
    assert.ok(kept.includes(`"./${name}"`), name);
  }
});
