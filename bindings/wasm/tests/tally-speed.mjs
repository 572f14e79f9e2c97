// How fast the module tallies beside the native kernels, as ratios of one run: `node tests/tally-speed.mjs PATH_OF_KERNELS`,
// which `cargo build --release -p vaali-benches --bin kernels` makes. In Node and in Chromium, in cache and out of it.
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { browse } from "./chromium.mjs";
import { serve } from "./server.mjs";

const SIZES = [
  { name: "66 ballots, 26 candidates", candidates: 26, ballots: 66 },
  { name: "1,024 ballots, 64 candidates, 8 KiB", candidates: 64, ballots: 1 << 10 },
  { name: "131,072 ballots, 64 candidates, 1 MiB", candidates: 64, ballots: 1 << 17 },
  { name: "16,777,216 ballots, 64 candidates, 128 MiB", candidates: 64, ballots: 1 << 24 },
];
const MODULES = [
  ["with vectors", "pkg/simd/engine_bg.wasm"],
  ["without vectors", "pkg/engine_bg.wasm"],
];
const ROUNDS = 2;

/** Nanoseconds of the fastest tally. Runs in Node and, as text, in the page: it may use nothing around it. */
async function measure(glue, module, sizes) {
  glue.initSync({ module });
  return sizes.map(({ candidates, ballots }) => {
    const marks = Uint32Array.from({ length: ballots }, (_, ballot) => ballot % candidates);
    const ends = Uint32Array.from({ length: ballots }, (_, ballot) => ballot + 1);
    const profile = glue.Profile.of(candidates, marks, ends);
    const sample = (runs) => {
      const start = performance.now();
      for (let run = 0; run < runs; run++) profile.votes();
      return performance.now() - start;
    };
    // The clock of a page is coarse: a sample is long.
    let runs = 1;
    while (sample(runs) < 20) runs *= 2;
    const times = Array.from({ length: 15 }, () => sample(runs) / runs);
    profile.free();
    return Math.min(...times) * 1e6;
  });
}

const program = process.argv[2];
if (!program) throw new Error("name the native program: node tests/tally-speed.mjs target/release/kernels");

/** Nanoseconds by name of kernel. */
function native({ candidates, ballots }) {
  const { status, stdout, stderr } = spawnSync(program, [candidates, ballots].map(String));
  if (status !== 0) throw new Error(String(stderr));
  const lines = String(stdout)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return Object.fromEntries(lines.map(({ kernel, nanoseconds }) => [kernel, nanoseconds]));
}

const server = await serve({ "/": "<!doctype html><title>Speed</title>" });
const browser = await browse();
try {
  const page = await browser.context.newPage();
  await page.goto(server.url);
  const chromium = `Chromium ${browser.context.browser()?.version() ?? ""}`.trim();
  const node = `Node ${process.versions.node}`;
  // The fastest of several rounds of all: whoever else uses the machine disturbs some, not all.
  const best = SIZES.map(() => new Map());
  const note = (size, name, time) =>
    best[size].set(name, Math.min(time, best[size].get(name) ?? Number.POSITIVE_INFINITY));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [size, { candidates, ballots }] of SIZES.entries()) {
      for (const [kernel, time] of Object.entries(native({ candidates, ballots }))) {
        note(size, `native, ${kernel}`, time);
      }
    }
    for (const [name, path] of MODULES) {
      const bytes = await readFile(new URL(`../${path}`, import.meta.url));
      // A module starts once: each has its own copy of the glue.
      const glue = await import(`../pkg/engine.js?${path}`);
      for (const [size, time] of (await measure(glue, bytes, SIZES)).entries()) {
        note(size, `${node}, ${name}`, time);
      }
      const times = await page.evaluate(
        `(async () => {
          const glue = await import("/pkg/engine.js?${path}");
          const module = await (await fetch("/${path}")).arrayBuffer();
          return (${measure})(glue, module, ${JSON.stringify(SIZES)});
        })()`,
      );
      for (const [size, time] of times.entries()) note(size, `${chromium}, ${name}`, time);
    }
  }
  for (const [size, { name, candidates, ballots }] of SIZES.entries()) {
    const natives = [...best[size].keys()].filter((name) => name.startsWith("native"));
    const bytes = ballots * (candidates > 32 ? 8 : 4);
    console.log(`\n${name}`);
    for (const [what, time] of best[size]) {
      const of = natives.map((kernel) =>
        `${((100 * best[size].get(kernel)) / time).toFixed(0)} %`.padStart(6),
      );
      const rate = `${(bytes / time).toFixed(1)} GB/s`;
      console.log(
        `  ${what.padEnd(58)} ${(time / 1000).toFixed(2).padStart(9)} us ${rate.padStart(11)} ${of.join(" ")}`,
      );
    }
    console.log(`  (the last columns: of ${natives.join(", of ")}; native portable has 128-bit vectors)`);
  }
} finally {
  await browser.close();
  await server.close();
}
