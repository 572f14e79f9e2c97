/** What a person does with the rules: makes them, changes them, freezes them. */
import type { App } from "../app.js";
import { now } from "../clock.js";
import { draftOf, whole } from "../state.js";
import { drawReadBack } from "../view/rules.js";

/** For rules that are only read back. */
const NOBODY = "00000000-0000-4000-8000-000000000000";

/**
 * The rules that are typed, read back.
 *
 * Nothing else is drawn anew: it happens while a person is on the way to the next control.
 */
export async function readBack(app: App): Promise<void> {
  const draft = draftOf(app.state.form, NOBODY);
  app.state.readBack = draft && (await app.client.ask("readBack", draft).catch(() => undefined));
  drawReadBack(app);
}

/** Takes the rules that are typed. */
export async function useRules(app: App): Promise<void> {
  const { state, text } = app;
  const id = state.said.draft?.id ?? crypto.randomUUID();
  const draft = draftOf(state.form, id);
  const wrong = !draft ? text.whole_numbers : draft.title === "" ? text.title_missing : undefined;
  if (wrong || !draft) return app.refuse("rules", wrong ?? "");
  const done = await app.during("rules", async () => {
    const before = state.said.draft;
    state.said.draft = draft;
    try {
      await app.review();
    } catch (error) {
      if (before) state.said.draft = before;
      else delete state.said.draft;
      throw error;
    }
  });
  if (done) app.focus("rules-title");
}

/** Goes back to the form of the rules. */
export async function changeRules(app: App): Promise<void> {
  delete app.state.said.draft;
  await app.during("rules", () => app.review());
  app.focus("preset");
}

/** How many are elected of a data set. */
export async function useSeats(app: App): Promise<void> {
  const seats = whole(app.state.seats);
  if (!seats) return app.refuse("rules", app.text.whole_numbers);
  const { said } = app.state;
  const before = said.seats;
  said.seats = seats;
  const done = await app.during("rules", () => app.review());
  if (done) return;
  if (before === undefined) delete said.seats;
  else said.seats = before;
}

/** Freezes the rules and lists as they are: a later change is seen. */
export async function freeze(app: App): Promise<void> {
  const done = await app.during("count", async () => {
    app.state.said.freeze = await app.client.ask("freeze", now());
    await app.review();
  });
  if (done) app.focus("count-title");
}
