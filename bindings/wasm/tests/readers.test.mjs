// Large files read by several workers: the same outcome, findings and bytes as by one.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import { Worker } from "node:worker_threads";
import { load, VaaliError } from "vaali/full";
import { Readers } from "vaali/readers";

const module = await WebAssembly.compile(
  await readFile(new URL(import.meta.resolve("vaali/vaali-full.wasm"))),
);
const vaali = await load(module);
const started = [];
after(() => started.forEach((readers) => readers.end()));

/** So many readers, for files of any length. */
function readersOf(workers, options = {}) {
  const readers = new Readers(module, { workers, least: 0, ...options });
  started.push(readers);
  return readers;
}

const CANDIDATES = Array.from({ length: 12 }, (_, n) => ({ id: `c${n + 1}`, name: `Candidate ${n + 1}` }));

const electionOf = (ballots = "anonymous") =>
  vaali.parse({
    format: 1,
    id: "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11",
    title: "Large",
    rules: {
      ballots,
      secrecy: "secret",
      marks: { min: 1, max: 3 },
      seats: { min: 3, max: 3 },
      ties: { seat: "lot_seeded", seed_source: "none" },
      time_zone: "Europe/Helsinki",
    },
    candidates: CANDIDATES,
    ...(ballots !== "anonymous" && { roll: [{ id: "a", name: "A ry" }] }),
  });

/** A file of some megabytes; every `odd`th row is what `strange` says. */
function fileOf(header, row, rows, end = "\n", strange = () => undefined) {
  const lines = [header];
  for (let n = 0; n < rows; n++) lines.push(strange(n) ?? row(n));
  return new TextEncoder().encode(lines.join(end) + end);
}

const marked = (n) => [n % 12, (n * 7 + 3) % 12].map((place) => `c${place + 1}`).join(";");
const padded = (n) => `,${marked(n)},${"x".repeat(20 + (n % 37))}`;
const wide = (n) =>
  CANDIDATES.map((_, place) => (place === n % 12 || place === (n >> 3) % 12 ? "1" : "")).join(",");
/** Rejected, blank, quoted, over two lines, with an unknown name, with a time. */
const strange = (n) =>
  [
    undefined,
    ",c1;c2;c3;c4,",
    ",,",
    ',"c1;c2",""',
    ',c1,"two\nlines; ""quoted"""',
    ",nobody,",
    "2026-03-05 10:00,c5,",
  ][n % 977 < 7 ? n % 977 : 0];

const FILES = {
  "a list": fileOf("cast_at,marks,note", padded, 90_000),
  "a list with all kinds of rows": fileOf("cast_at,marks,note", padded, 90_000, "\n", strange),
  "the same with CRLF": fileOf("cast_at,marks,note", padded, 90_000, "\r\n", strange),
  "the same behind a BOM": Buffer.concat([
    Buffer.from("\ufeff"),
    fileOf("cast_at,marks,note", padded, 90_000, "\n", strange),
  ]),
  "quoted cells": fileOf("marks;note", (n) => `"${marked(n)}";"${"y;\n".repeat(n % 9)}"`, 250_000),
  "a column per candidate": fileOf(CANDIDATES.map(({ id }) => id).join(","), wide, 260_000),
  "one quoted cell over several portions": fileOf("cast_at,marks,note", padded, 90_000, "\n", (n) =>
    n === 20_000 ? `,c1,"${"long\n".repeat(500_000)}"` : undefined,
  ),
  "rows that are all rejected": fileOf(
    "cast_at,marks,note",
    (n) => `,c1;c2;c3;c${4 + (n % 9)},${"x".repeat(60)}`,
    60_000,
  ),
};

/** All that a reading tells. */
function told(election, ballots) {
  const { rows, accepted, blank, rejected, findings, layout } = ballots;
  return { rows, accepted, blank, rejected, findings, layout, outcome: election.countText(ballots) };
}

const several = [2, 4].map((workers) => readersOf(workers));

for (const [name, bytes] of Object.entries(FILES)) {
  test(`${name}: several readers tell what one tells`, async () => {
    for (const mode of ["anonymous", "separate"]) {
      const election = electionOf(mode);
      const whole = told(election, vaali.readBallots(election, "ballots.csv", bytes));
      assert.ok(whole.rows > 50_000 && bytes.length > 3 * 2 ** 20);
      for (const readers of several) {
        const progress = [];
        vaali.watch((done, total, rows) => progress.push({ done, total, rows }));
        const ballots = await vaali.readBallotsBy(readers, election, "ballots.csv", bytes);
        vaali.watch();
        assert.deepEqual(told(election, ballots), whole);
        assert.ok(progress.length > 3);
        assert.ok(progress.every(({ done, total }) => done <= total && total === bytes.length));
        // Three bytes may be a mark of the order of bytes.
        const last = progress.at(-1);
        assert.ok(last.rows === whole.rows && last.done >= bytes.length - 3);
        assert.ok(readers.count >= 1);
      }
    }
  });
}

test("a file that is refused is refused with the same findings", async () => {
  const election = electionOf();
  const broken = {
    F10: fileOf("cast_at,marks,note", padded, 90_000, "\n", (n) =>
      n % 5_000 === 4_999 ? "too,many,cells,here" : undefined,
    ),
    F20: fileOf("cast_at,marks,note", padded, 90_000, "\n", (n) =>
      n % 40_000 === 39_999 ? "soon,c1," : undefined,
    ),
    F04: fileOf("cast_at,marks,note", padded, 90_000, "\n", (n) => (n === 60_000 ? ",c1\0," : undefined)),
    F08: fileOf("cast_at,marks,note", padded, 90_000, "\n", (n) => (n === 80_000 ? ',"c1,' : undefined)),
  };
  for (const [code, bytes] of Object.entries(broken)) {
    const problems = [];
    for (const read of [
      () => vaali.readBallots(election, "ballots.csv", bytes),
      () => vaali.readBallotsBy(several[0], election, "ballots.csv", bytes),
    ]) {
      await assert.rejects(
        async () => read(),
        (error) => {
          assert.ok(error instanceof VaaliError, String(error));
          problems.push(error.problems);
          return true;
        },
      );
    }
    assert.equal(problems[0][0].code, code);
    assert.deepEqual(problems[1], problems[0]);
  }
});

test("bytes that are no UTF-8 are read as Windows-1252, in whichever portion they are", async () => {
  const election = electionOf();
  const bytes = fileOf("cast_at,marks,note", padded, 90_000, "\n", (n) =>
    n === 70_000 ? ",c1,?" : undefined,
  );
  bytes[bytes.lastIndexOf("?".charCodeAt(0))] = 0xe4;
  const whole = told(election, vaali.readBallots(election, "ballots.csv", bytes));
  assert.ok(whole.findings.some(({ code }) => code === "F07"));
  assert.deepEqual(
    told(election, await vaali.readBallotsBy(several[0], election, "ballots.csv", bytes)),
    whole,
  );
});

test("a folder opened by several readers is the same, and so is its record", async () => {
  const salt = new Uint8Array(32);
  const times = { frozen_at: "2030-04-01T12:00:00Z", certified_at: "2030-04-15T16:10:00Z" };
  for (const mode of ["anonymous", "separate"]) {
    const { rules, ...rest } = electionOf(mode).definition;
    const entries = [
      ["election.toml", vaali.rulesFile({ ...rest, rules, candidates: [], roll: [] })],
      ["candidates.csv", `id,name\n${CANDIDATES.map(({ id, name }) => `${id},${name}`).join("\n")}\n`],
      ["ballots.csv", FILES["a list with all kinds of rows"]],
    ];
    if (mode === "separate") entries.push(["roll.csv", "id,name\na,A ry\n"], ["voted.csv", "voter\na\n"]);
    const seen = [];
    for (const open of [vaali.openFolder.bind(vaali), (files) => vaali.openFolderBy(several[1], files)]) {
      const files = vaali.files(entries);
      const { election, ballots, ...report } = await open(files);
      // A record of more ballots than voters there is none.
      const made = mode === "anonymous" && vaali.certify(election, ballots, {}, { times }, salt);
      seen.push({ report, made, told: told(election, ballots) });
      files.free();
    }
    assert.ok(seen[0].report.findings.length > 100);
    assert.deepEqual(seen[1], seen[0]);
  }
});

test("where workers cannot start, fail, or are ended, the engine reads alone and says the same", async () => {
  const election = electionOf();
  const bytes = FILES["a list with all kinds of rows"];
  const whole = told(election, vaali.readBallots(election, "ballots.csv", bytes));
  const worker = (script) => {
    const own = new Worker(script, { eval: true });
    return {
      postMessage: (message) => own.postMessage(message),
      addEventListener: (type, listener) => own.on(type, (data) => listener({ data })),
      terminate: () => own.terminate(),
    };
  };
  const parent = 'require("node:worker_threads").parentPort';
  const ready = `${parent}.on("message", (told) => { if (told.module) ${parent}.postMessage({ ready: true });`;
  const ways = {
    "a policy that throws": () => {
      throw new Error("refused");
    },
    "a script that is not there": () => worker('throw new Error("not found")'),
    "a module that does not start": () =>
      worker(`${parent}.postMessage({ failed: "no wasm" }); setInterval(() => {}, 9)`),
    "a portion that stops the reader": () =>
      worker(`${ready} else if (told.bytes) throw new Error("stopped"); })`),
    "a reader that gives nothing": () =>
      worker(`${ready} else if (told.bytes) ${parent}.postMessage({ number: told.number, count: 0 }); })`),
    "a reader that gives anything": () =>
      worker(
        `${ready} else if (told.bytes) ${parent}.postMessage({ number: told.number, rows: new Uint8Array(64).fill(1), count: 0 }); })`,
      ),
  };
  for (const [way, start] of Object.entries(ways)) {
    const readers = readersOf(3, { start });
    const ballots = await vaali.readBallotsBy(readers, election, "ballots.csv", bytes);
    assert.deepEqual(told(election, ballots), whole, way);
    // Who could not start is not tried again; who stopped is.
    assert.equal(
      readers.prepare(bytes.length),
      way.startsWith("a portion") || way.startsWith("a reader"),
      way,
    );
    readers.end();
  }
  const readers = readersOf(2);
  vaali.watch(() => readers.end());
  const ballots = await vaali.readBallotsBy(readers, election, "ballots.csv", bytes);
  vaali.watch();
  assert.deepEqual(told(election, ballots), whole);
  assert.equal(readers.count, 0);
});

test("whoever watches and throws ends the reading, and the next is read again", async () => {
  const election = electionOf();
  const bytes = FILES["a list"];
  vaali.watch(() => {
    throw new Error("not today");
  });
  await assert.rejects(vaali.readBallotsBy(several[0], election, "ballots.csv", bytes), /not today/);
  vaali.watch();
  const ballots = await vaali.readBallotsBy(several[0], election, "ballots.csv", bytes);
  assert.equal(ballots.rows, 90_000);
});

test("small files start nothing, and neither does a device with one core", async () => {
  const start = () => assert.fail("a worker was started");
  const election = electionOf();
  for (const readers of [new Readers(module, { start, workers: 4 }), readersOf(1, { start })]) {
    const ballots = await vaali.readBallotsBy(readers, election, "ballots.csv", FILES["a list"]);
    assert.equal(ballots.rows, 90_000);
  }
});

test("several files at once are read one after the other", async () => {
  const election = electionOf();
  const names = ["a list", "a column per candidate", "quoted cells"];
  const both = await Promise.all(
    names.map((name) => vaali.readBallotsBy(several[0], election, "ballots.csv", FILES[name])),
  );
  for (const [place, name] of names.entries()) {
    const whole = told(election, vaali.readBallots(election, "ballots.csv", FILES[name]));
    assert.deepEqual(told(election, both[place]), whole, name);
  }
});
