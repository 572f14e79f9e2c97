// The files of an election in Node: what the counting page does, for a program of one's own.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { load } from "vaali/full";
import { template } from "vaali/presets";

const vaali = await load();
const example = (path) => readFile(new URL(`../../../examples/${path}`, import.meta.url));

const RULES = `format = 1
id = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"
title = "Board"
[rules]
ballots = "separate"
secrecy = "secret"
marks = { min = 1, max = 2 }
seats = { min = 1, max = 1 }
ties = { seat = "lot_manual" }
`;
const CANDIDATES = "id,name\n1,Aino\n2,Bo\n3,Cia\n";
const ROLL = "id,name\na,A ry\nb,B ry\nc,C ry\n";

test("ballots apart from the roll are read with those who voted, alone and in a folder", () => {
  const files = [
    ["election.toml", RULES],
    ["candidates.csv", CANDIDATES],
    ["roll.csv", ROLL],
  ];
  const { election } = vaali.openFolder(vaali.files(files));
  const [marks, voted] = ["marks\n1;2\n1\n", "voter\na\nb\n"];
  const ballots = vaali.readBallots(election, "ballots.csv", marks, { name: "voted.csv", bytes: voted });
  const whole = vaali.openFolder(vaali.files([...files, ["ballots.csv", marks], ["voted.csv", voted]]));
  for (const [read, by] of [
    [ballots, election],
    [whole.ballots, whole.election],
  ]) {
    const { result } = by.count(read);
    assert.deepEqual([result.turnout.voted, result.reconciliation.roll_marks], [2, 2]);
  }
  const times = { frozen_at: "2030-04-01T12:00:00Z", certified_at: "2030-04-15T16:10:00Z" };
  const made = vaali.certifyFolder(election, ballots, {}, { times });
  assert.deepEqual(made.sealed.names, ["SHA256SUMS", "ballots.json", "voted.csv"]);
  assert.deepEqual(
    vaali.verifyFolder(made.public, made.listHash).checks.filter(({ status }) => status === "failed"),
    [],
  );
  made.public.put("minutes.fi.html", "another");
  const failed = vaali.verifyFolder(made.public).checks.filter(({ status }) => status === "failed");
  assert.deepEqual(
    failed.map(({ code }) => code),
    ["V17"],
  );
});

test("an import says what it found, makes files only when all is decided, and changes nothing of the folder", async () => {
  const folder = vaali.files([["election.toml", await example("import-2030/election/election.toml")]]);
  const names = ["members.csv", "others.csv", "nominations.csv"];
  const given = vaali.files(
    await Promise.all(names.map(async (name) => [name, await example(`import-2030/files/${name}`)])),
  );
  const kinds = names.map((name) => vaali.recognise(name, given.get(name)).kind);
  assert.deepEqual(kinds, ["roll_list", "roll_list", "nominations"]);
  const lists = names.map((name, place) => ({ name, kind: kinds[place] }));
  const open = vaali.importLists(folder, given, { lists });
  assert.deepEqual([open.refused, open.files.names, open.groups.length], ["undecided", [], 1]);
  const decisions = open.groups[0].entries.map(({ file, row, id, name }, place) => {
    return { file, row, id, name, decision: place === 0 ? "keep" : "same as 001" };
  });
  const done = vaali.importLists(folder, given, { lists, decisions });
  assert.deepEqual(done.written, [
    ["roll.csv", 9],
    ["candidates.csv", 7],
  ]);
  assert.deepEqual(folder.names, ["election.toml"]);
  assert.equal(done.refused, undefined);
});

test("rules are written with a comment above each, and read back the same", () => {
  const definition = { ...template("association_board", crypto.randomUUID()), title: "Board" };
  const text = vaali.rulesFile(definition, ["About"]);
  assert.match(text, /^# About\n/);
  const files = vaali.files([
    ["election.toml", text],
    ["candidates.csv", "id,name,organisation\n1,Aino,a\n2,Bo,b\n"],
    ["roll.csv", ROLL],
  ]);
  const { election } = vaali.openFolder(files);
  assert.deepEqual(election.definition.rules.seats, definition.rules.seats);
  assert.throws(() => vaali.verify("{}", undefined, "no hash"), { code: "W15" });
});
