/** What a person does with files: adds, takes away, says what they are. */
import type { App } from "../app.js";
import { Cancelled } from "../client.js";
import type { Named } from "../files.js";
import type { Choice } from "../protocol.js";
import { empty, type Taken } from "../state.js";

let next = 1;

/** Takes files, and looks at everything again. */
export async function take(app: App, named: readonly Named[]): Promise<void> {
  // Files that come while something else is at work are not lost.
  await app.idle();
  const { state, client } = app;
  const before = state.taken;
  const taken = named.map(({ name, file }) => ({ id: `f${next++}`, name, file, entries: [] }));
  await app.during("files", async () => {
    try {
      // A file of the same name is the same file, mended.
      const isMended = (known: Taken) => named.some(({ name }) => name === known.name);
      for (const { entries } of before.filter(isMended)) {
        for (const { id } of entries) await client.ask("remove", id);
      }
      const added: Taken[] = [];
      for (const { id, name, file } of taken) {
        added.push({ id, name, file, entries: await client.ask("add", id, name, file) });
      }
      state.taken = [...before.filter((known) => !isMended(known)), ...added];
      await app.review();
    } catch (error) {
      // What could not be looked at is not kept: it would be in the way of everything that follows.
      state.taken = before;
      if (!(error instanceof Cancelled)) {
        client.cancel();
        await app.restore();
      }
      throw error;
    }
  });
  const errors = state.review?.findings.filter(({ severity }) => severity === "error").length ?? 0;
  if (state.review) app.say(errors > 0 ? app.text.errors(errors) : app.text.files);
}

/** Takes a file away. */
export async function remove(app: App, id: string): Promise<void> {
  const { state, client } = app;
  await app.during("files", async () => {
    for (const taken of state.taken) {
      if (taken.entries.some((entry) => entry.id === id)) await client.ask("remove", id);
      taken.entries = taken.entries.filter((entry) => entry.id !== id);
    }
    state.taken = state.taken.filter(({ entries }) => entries.length > 0);
    delete state.said.choices[id];
    await app.review();
  });
  app.focus("choose");
}

/** Begins anew, once a person has confirmed it. */
export function startOver(app: App): void {
  const { state, client } = app;
  if (state.busy || !confirm(app.text.start_over_sure)) return;
  for (const { id } of state.taken.flatMap(({ entries }) => entries)) void client.ask("remove", id);
  app.state = { ...empty(state.language, state.presets), offline: state.offline };
  app.render();
  app.focus("choose");
}

/** Says what a file is, or what its columns are. */
export async function choose(app: App, id: string, choice: Choice): Promise<void> {
  const { choices } = app.state.said;
  // Another kind of file has other columns.
  choices[id] = choice.kind ? choice : { ...choices[id], ...choice };
  await app.during("files", () => app.review());
}

/** Decides about an entry that may be the same as another. */
export async function decide(app: App, file: string, row: number, decision: string): Promise<void> {
  const { said, review } = app.state;
  const entry = review?.same
    .flatMap(({ entries }) => entries)
    .find((entry) => entry.file === file && entry.row === row);
  if (!entry) return;
  const others = said.decisions.filter((known) => known.file !== file || known.row !== row);
  const { id, name } = entry;
  said.decisions = decision === "" ? others : [...others, { file, row, id, name, decision }];
  await app.during("files", () => app.review());
}
