/** What a person takes along: documents, the certified parts, a verification. */
import type { App } from "../app.js";
import type { Client } from "../client.js";
import { instant, now } from "../clock.js";
import { save } from "../files.js";
import type { Download } from "../protocol.js";
import { meetingOf } from "../state.js";

/** Makes a document and hands it over. */
export async function download(app: App, make: (ask: Client["ask"]) => Promise<Download>): Promise<void> {
  await app.during("documents", async () => {
    hand(app, await make(app.client.ask.bind(app.client)));
  });
}

/** Hands a file to the browser. */
export function hand(app: App, { name, type, bytes }: Download): void {
  save(name, type, bytes);
  app.state.unsaved = false;
  app.say(app.text.saved(name));
}

/** Certifies the result; the folder says from then on when the rules were settled. */
export async function certify(app: App): Promise<void> {
  const { state, client } = app;
  const settled = state.review?.frozenAt ?? instant(state.frozenAt);
  if (!settled) return app.refuse("certify", app.text.frozen_at_missing);
  const done = await app.during("certify", async () => {
    const before = state.said.freeze;
    if (state.review?.frozenAt === undefined) {
      state.said.freeze = await client.ask("freeze", settled);
      await app.review();
    }
    try {
      state.sealed = await client.ask("certify", settled, now(), meetingOf(state));
    } catch (error) {
      // The time that was typed may be what is wrong: it can be typed again.
      if (state.said.freeze !== before) {
        if (before === undefined) delete state.said.freeze;
        else state.said.freeze = before;
        await app.review();
      }
      throw error;
    }
  });
  if (done) app.focus("certified-title");
}

/** Verifies what was dropped. */
export async function verify(app: App): Promise<void> {
  const done = await app.during("verify", async () => {
    app.state.verified = await app.client.ask("verify", app.state.hash);
  });
  if (done) app.focus("verdict");
}
