// The engine in Node, as a program uses it: by the name of the package.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, VaaliError } from "vaali";
import { load as loadFull } from "vaali/full";
import { presets, template } from "vaali/presets";
import { ballots, definition } from "./sample.mjs";

const vaali = await load();
const full = await loadFull();

const refused = (call) => {
  try {
    call();
  } catch (error) {
    assert.ok(error instanceof VaaliError, String(error));
    return error;
  }
  return assert.fail("nothing was refused");
};

test("an election is counted, with names and reasons", () => {
  const election = vaali.parse(definition());
  const cast = election.cast(ballots());
  assert.deepEqual([cast.rows, cast.accepted, cast.blank, cast.rejected.length], [14, 12, 1, 1]);
  assert.equal(cast.rejected[0].fault.fault, "too_many_marks");
  const outcome = election.count(cast);
  assert.equal(outcome.outcome, "complete");
  const elected = outcome.result.candidates.filter(({ status }) => status === "elected");
  assert.deepEqual(
    elected.map(({ id }) => id),
    ["c01", "c02", "c03", "c05", "c04"],
  );
  assert.equal(outcome.result.definition_hash, election.hash);
});

test("each template is of its own: what is changed in it changes no preset", () => {
  for (const { id, rules } of presets) {
    const begun = template(id);
    assert.deepEqual([begun.preset, begun.rules], [id, rules]);
    assert.notEqual(begun.id, template(id).id);
    begun.rules.seats.max = 99;
    assert.notEqual(rules.seats.max, 99);
  }
});

test("a tie is an outcome, and the lot that was drawn decides it", () => {
  const election = vaali.parse(definition());
  const cast = election.cast(ballots(true));
  const tied = election.count(cast);
  assert.equal(tied.outcome, "lot_needed");
  assert.ok(tied.request.among.length > tied.request.places);
  const drawn = tied.request.among.slice(0, tied.request.places);
  const lot = { request: tied.request, drawn, method: "manual", witnesses: ["Aino", "Bo"] };
  let proceedings = { lots: [lot] };
  let outcome = election.count(cast, proceedings);
  while (outcome.outcome === "lot_needed") {
    const { request } = outcome;
    const next = { request, drawn: request.among.slice(0, request.places), method: "manual" };
    proceedings = { lots: [...proceedings.lots, next] };
    outcome = election.count(cast, proceedings);
  }
  const winner = outcome.result.candidates.find(({ id }) => id === drawn[0]);
  assert.equal(winner.status, "elected");
  const stranger = { ...lot, drawn: ["c16"] };
  assert.equal(refused(() => election.count(cast, { lots: [stranger] })).code, "C05");
});

test("what is given in place of ballots, or as one, is told with the way out", () => {
  const election = vaali.parse(definition());
  const without = refused(() => election.count([{ marks: ["c01"] }]));
  assert.equal(without.code, "W03");
  assert.match(without.problems[0].fix, /cast/);
  const bare = refused(() => election.cast([["c01", "c02"]]));
  assert.equal(bare.problems[0].path, "ballots[0]");
  assert.match(bare.message, /write \{ "marks"/);
});

test("a computed lot can be repeated by anybody", () => {
  const request = { for: "seat", label: "seat/1", places: 1, among: ["aino", "bertta", "cecilia"] };
  assert.deepEqual(vaali.lot(request, { seeded: { seed: "3.7.12.19.28.33.40" } }), ["aino"]);
  assert.equal(refused(() => vaali.lot(request, "manual")).code, "C05");
});

test("every fault of a definition comes at once, with code, path and fix", () => {
  const broken = definition({ marks: { min: 5, max: 4 }, ties: {} });
  const problems = vaali.check(broken);
  assert.ok(problems.length >= 2);
  for (const { code, path, message, fix } of problems) {
    assert.match(code, /^D\d\d$/);
    assert.ok(path && message && fix);
  }
  assert.ok(refused(() => vaali.parse(broken)).problems.length >= 2);
  assert.match(refused(() => vaali.parse("{")).code, /^D/);
  assert.deepEqual(
    vaali.check(definition()).filter(({ severity }) => severity === "error"),
    [],
  );
});

test("what cannot be read says where", () => {
  const election = vaali.parse(definition());
  const error = refused(() => election.cast([{ marks: "c01" }]));
  assert.deepEqual([error.code, error.path], ["W03", "ballots[0].marks"]);
  assert.deepEqual(JSON.parse(JSON.stringify(error)).problems, error.problems);
});

test("ballots as numbers count as the same ballots in words", () => {
  const election = vaali.parse(definition());
  const rows = ballots();
  const position = (id) => Number(id.slice(1)) - 1;
  const cast = election.castPositions({
    marks: Uint32Array.from(rows.flatMap(({ marks }) => marks.map(position))),
    ends: Uint32Array.from(rows.map((_, n) => rows.slice(0, n + 1).flatMap(({ marks }) => marks).length)),
    voters: Uint32Array.from(rows.map((_, n) => n)),
  });
  assert.equal(election.countText(cast), election.countText(election.cast(rows)));
  const short = { marks: new Uint32Array(2), ends: new Uint32Array([1]) };
  assert.equal(refused(() => election.castPositions(short)).code, "W04");
  const votes = vaali.votes(3, { marks: new Uint32Array([0, 1, 1]), ends: new Uint32Array([2, 3]) });
  assert.deepEqual([...votes], [1n, 2n, 0n]);
});

test("presets make templates that only lack what people fill in", () => {
  assert.ok(presets.some(({ id }) => id === "founding_council"));
  assert.equal(template("no such preset"), undefined);
  const board = template("association_board");
  board.title = "Board";
  board.candidates = definition().candidates.map(({ id, name }) => ({ id, name }));
  board.roll = definition().roll;
  assert.deepEqual(
    vaali.check(board).filter(({ severity }) => severity === "error"),
    [],
  );
});

test("a result is certified, verified, and a changed record is not", () => {
  const election = full.parse(definition());
  const cast = election.cast(ballots());
  const times = { frozen_at: "2030-04-01T12:00:00Z", certified_at: "2030-04-15T18:00:00Z" };
  const order = { times, certification: { chair: "Aino" } };
  const { record, sealed, seal } = full.certify(election, cast, {}, order);
  assert.equal(JSON.parse(record).seal, seal);
  assert.ok(!record.includes('"marks":["c'));
  const report = full.verify(record, sealed);
  assert.ok(report.recounted);
  assert.deepEqual(
    report.checks.filter(({ status }) => status === "failed"),
    [],
  );
  const changed = full.verify(record.replace('"chair":"Aino"', '"chair":"Bo"'));
  assert.ok(changed.checks.some(({ status }) => status === "failed"));
  assert.equal(refused(() => full.certify(election, cast, {}, order, new Uint8Array(3))).code, "W04");
  const late = { times: { frozen_at: times.certified_at, certified_at: times.frozen_at } };
  assert.equal(refused(() => full.certify(election, cast, {}, late)).code, "R05");
});

test("a CSV file and a form's export become ballots, with what was found in them", () => {
  const election = full.parse(definition());
  const rows = ballots().map(({ voter, marks }) => `${voter};"${marks.join(";")}"`);
  const csv = `voter;marks\n${rows.join("\n")}\nnobody;c01\n`;
  const cast = full.readBallots(election, "ballots.csv", csv);
  assert.deepEqual([cast.rows, cast.accepted, cast.layout], [15, 12, "list"]);
  const unknown = cast.findings.find(({ code }) => code === "B01");
  assert.equal(unknown.path, "ballots.csv:16");
  const times = { frozen_at: "2030-04-01T12:00:00Z", certified_at: "2030-04-15T18:00:00Z" };
  const { record, sealed } = full.certify(election, cast, {}, { times });
  assert.ok(full.verify(record, sealed).recounted);
  assert.equal(refused(() => full.readBallots(election, "empty.csv", "")).code, "F03");
  const form =
    'Tidstämpel,Din organisation,Kandidater\n2030-04-10 12:00:00,o1,"Aino Koivuranta, Björn Strandholm"\n';
  const options = { voter: "Din organisation" };
  const named = full.parse({ ...definition({ time_zone: "Europe/Helsinki" }) });
  assert.equal(full.readForm(named, "form.csv", form, options).accepted, 1);
});

test("minutes, page, chart, news and rules come in three languages, and know their record", () => {
  const election = full.parse(definition({ time_zone: "Europe/Helsinki" }));
  const cast = election.cast(ballots());
  const times = { frozen_at: "2030-04-01T12:00:00Z", certified_at: "2030-04-15T18:00:00Z" };
  const { record, seal } = full.certify(
    election,
    cast,
    {},
    { times, certification: { chair: "Olga Otava" } },
  );
  const meeting = { place: "Turku", date: "2030-04-15" };
  const fi = full.minutes(election, cast, {}, { meeting, record });
  assert.match(fi, /<html[^>]* lang="fi"/);
  for (const word of ["Aino Koivuranta", "Turku", "Olga Otava"]) assert.ok(fi.includes(word), word);
  assert.ok(fi.replaceAll(/[^0-9a-f]/g, "").includes(seal), "the seal is in the minutes");
  const sv = full.minutes(election, cast, {}, { language: "sv", format: "markdown" });
  assert.match(sv, /^# /);
  assert.match(
    full.page(election, cast, {}, { language: "en", others: [["fi", "tulos.html"]] }),
    /tulos\.html/,
  );
  assert.match(full.chart(election, cast, {}, "sv"), /^<svg/);
  assert.match(full.news(election, cast, {}, "en"), /Aino Koivuranta/);
  assert.ok(full.rules(election, "fi").length > 5);
  assert.equal(refused(() => full.news(election, cast, {}, "de")).path, "language");
  assert.equal(refused(() => full.minutes(election, cast, {}, { record: "{}" })).path, "order.record");
  assert.equal(refused(() => full.minutes(election, cast, {}, { meting: {} })).code, "W03");
});

test("what is no fault of the engine leaves it running", () => {
  const election = vaali.parse(definition());
  const cast = election.cast(ballots());
  const circle = {};
  circle.circle = circle;
  assert.equal(refused(() => vaali.parse(circle)).code, "W03");
  assert.equal(refused(() => election.castPositions({})).code, "W03");
  const other = full.parse(definition());
  assert.equal(refused(() => other.count(cast)).code, "W07");
  assert.equal(election.count(cast).outcome, "complete");
});

test("an object that was freed is refused", () => {
  const election = vaali.parse(definition());
  election.free();
  assert.equal(refused(() => election.hash).code, "W06");
});
