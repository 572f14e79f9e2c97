// How fast the module is beside the native engine, as ratios of one run: `node tests/speed.mjs PATH_OF_VAALI`.
// The page's worker runs the same code as the worker here, without vectors. For fewer cores: `taskset --cpu-list 0,1 node tests/speed.mjs ...`.
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

const CANDIDATES = 26;
const MARKS = 10;
const BALLOTS = 1_000_000;

const DEFINITION = {
  format: 1,
  id: "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11",
  title: "Speed",
  rules: {
    ballots: "anonymous",
    secrecy: "secret",
    marks: { min: 1, max: MARKS },
    seats: { min: 15, max: 15 },
    ties: { seat: "lot_seeded", seed_source: "none" },
  },
  candidates: Array.from({ length: CANDIDATES }, (_, n) => ({ id: `c${n + 1}`, name: `Candidate ${n + 1}` })),
};

/** Ballots of ten marks each; always the same. */
function random() {
  let state = 1;
  const below = (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const marks = new Uint32Array(BALLOTS * MARKS);
  const ends = new Uint32Array(BALLOTS);
  const all = Array.from({ length: CANDIDATES }, (_, n) => n);
  for (let ballot = 0; ballot < BALLOTS; ballot++) {
    for (let mark = 0; mark < MARKS; mark++) {
      const other = mark + below(CANDIDATES - mark);
      [all[mark], all[other]] = [all[other], all[mark]];
      marks[ballot * MARKS + mark] = all[mark];
    }
    ends[ballot] = (ballot + 1) * MARKS;
  }
  return { marks, ends };
}

const once = async (call) => {
  const start = performance.now();
  await call();
  return performance.now() - start;
};

const best = async (runs, call) => {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run++) least = Math.min(least, await once(call));
  return least;
};

if (isMainThread) {
  const folder = await mkdtemp(join(tmpdir(), "vaali-speed-"));
  try {
    const numbers = random();
    const rows = Array.from({ length: BALLOTS }, (_, ballot) => {
      const ids = numbers.marks.subarray(ballot * MARKS, (ballot + 1) * MARKS);
      return Array.from(ids, (mark) => `c${mark + 1}`).join(";");
    });
    const csv = `marks\n${rows.join("\n")}\n`;
    const { candidates, rules, ...rest } = DEFINITION;
    const toml = [
      ...Object.entries(rest).map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
      "[rules]",
      `ballots = "anonymous"\nsecrecy = "secret"\nmarks = { min = 1, max = ${MARKS} }`,
      'seats = { min = 15, max = 15 }\nties = { seat = "lot_seeded", seed_source = "none" }',
    ];
    await writeFile(join(folder, "election.toml"), `${toml.join("\n")}\n`);
    await writeFile(
      join(folder, "candidates.csv"),
      `id,name\n${candidates.map(({ id, name }) => `${id},${name}`).join("\n")}\n`,
    );
    await writeFile(join(folder, "ballots.csv"), csv);
    const program = process.argv[2];
    if (!program) throw new Error("name the native command: node tests/speed.mjs target/release/vaali");
    const native = (environment) =>
      best(5, () => {
        const { status, stderr } = spawnSync(program, ["count", folder, "--json"], {
          env: { ...process.env, ...environment },
          maxBuffer: 1 << 28,
        });
        if (status !== 0 && status !== 3) throw new Error(String(stderr));
      });
    const threads = await native({});
    const one = await native({ RAYON_NUM_THREADS: "1" });
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { numbers, file: join(folder, "ballots.csv") },
    });
    const web = await new Promise((done, failed) => {
      worker.once("message", done);
      worker.once("error", failed);
    });
    const ratio = (part, whole) => `${(part / whole).toFixed(2)} x`;
    console.log(`1,000,000 ballots x 10 marks, ${(csv.length / 1e6).toFixed(0)} MB of CSV to the outcome`);
    console.log(`  native, all cores   ${threads.toFixed(0)} ms\n  native, one thread  ${one.toFixed(0)} ms`);
    const row = (what, time) =>
      console.log(
        `  ${what.padEnd(20)}${time.toFixed(0)} ms: ${ratio(time, threads)} of all cores, ${ratio(time, one)} of one thread`,
      );
    row("worker alone", web.alone);
    row(`and ${web.workers} readers`, web.several);
    row("  started first", web.first);
    console.log(`  from numbers        ${web.positions.toFixed(0)} ms (typed arrays to the outcome)`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
} else {
  const { load } = await import("vaali/full");
  const { Readers } = await import("vaali/readers");
  const { numbers, file } = workerData;
  const path = new URL(import.meta.resolve("vaali/vaali-full-simd.wasm"));
  const module = await WebAssembly.compile(await readFile(path));
  const vaali = await load(module);
  const election = vaali.parse(DEFINITION);
  const bytes = await readFile(file);
  const outcome = (ballots) => {
    const text = election.countText(ballots);
    ballots.free();
    return text;
  };
  const alone = await best(5, () => outcome(vaali.readBallots(election, "ballots.csv", bytes)));
  const readers = new Readers(module);
  const by = async () => outcome(await vaali.readBallotsBy(readers, election, "ballots.csv", bytes));
  const first = await once(by);
  const workers = readers.count;
  const several = await best(5, by);
  readers.end();
  const positions = await best(3, () => {
    const ballots = election.castPositions(numbers);
    election.countText(ballots);
    ballots.free();
  });
  parentPort.postMessage({ alone, first, several, workers, positions });
}
