/** What a meeting does: counts, draws lots, hears who declines, says who was there. */
import { VaaliError } from "../../js/errors.js";
import type { Decline, Lot } from "../../js/types.js";
import type { App } from "../app.js";
import { now } from "../clock.js";
import { declineForm, figuresOf, linesOf, methodOf, type Place } from "../state.js";

/** Counts. */
export async function count(app: App): Promise<void> {
  app.progress.told({ what: "ballots", done: 0, total: 0 });
  const done = await app.during("count", () => app.count());
  if (!done) return;
  app.say(app.text.counted_message);
  toResult(app);
}

function toResult(app: App): void {
  const lot = app.state.counted?.outcome.outcome === "lot_needed";
  app.focus(lot ? "tie-title" : "result-title");
}

/** Whom the seed or the key draws; nothing is recorded yet. */
export async function compute(app: App): Promise<void> {
  const { lot, counted } = app.state;
  if (counted?.outcome.outcome !== "lot_needed" || !counted.tie) return;
  if (lot.seed.trim() === "") return app.refuse("tie", app.text.seed_missing);
  const { request } = counted.outcome;
  const method =
    counted.tie.rule === "lot_seeded" ? { seeded: { seed: lot.seed } } : { rfc3797: { key: lot.seed } };
  await app.during("tie", async () => {
    lot.drawn = await app.client.ask("draw", { request, method });
    lot.computed = true;
  });
}

/** Records what was drawn, and counts again. */
export async function recordLot(app: App): Promise<void> {
  const { lot, counted, said } = app.state;
  if (counted?.outcome.outcome !== "lot_needed" || !counted.tie) return;
  const { request } = counted.outcome;
  const { rule } = counted.tie;
  const drawn = lot.drawn.filter((id) => id !== "");
  if (drawn.length !== request.places || new Set(drawn).size !== drawn.length) {
    return app.refuse("tie", app.text.drawn_missing);
  }
  const witnesses = linesOf(lot.witnesses);
  if (rule === "lot_manual" && witnesses.length === 0) return app.refuse("tie", app.text.witnesses_missing);
  const record: Lot = { request, drawn, method: methodOf(rule, lot.seed), drawn_at: now() };
  if (witnesses.length > 0) record.witnesses = witnesses;
  if (lot.note.trim() !== "") record.note = lot.note.trim();
  await recorded(
    app,
    "tie",
    () => said.lots.push(record),
    () => said.lots.pop(),
  );
}

/** Takes the last lot back. */
export async function undoLot(app: App): Promise<void> {
  const { said } = app.state;
  const last = said.lots.at(-1);
  await recorded(
    app,
    "result",
    () => said.lots.pop(),
    () => last && said.lots.push(last),
  );
}

/** Records who declines what, and counts again. */
export async function recordDecline(app: App): Promise<void> {
  const { decline } = app.state;
  if (decline.candidate === "") return app.refuse("result", app.text.declining_missing);
  const from = decline.from === "seat" ? ("seat" as const) : { office: decline.from };
  const note = decline.note.trim();
  const record: Decline = { candidate: decline.candidate, from, at: now(), ...(note !== "" && { note }) };
  await recordDeclineWithout(app, record, []);
}

/** As it was said before, and the lot that it makes stale is taken back: the tie it was drawn for is another one now. */
export async function recordStaleDecline(app: App): Promise<void> {
  const { stale } = app.state;
  if (stale) await recordDeclineWithout(app, stale.decline, stale.labels);
}

async function recordDeclineWithout(app: App, decline: Decline, labels: readonly string[]): Promise<void> {
  const { state } = app;
  const { said } = state;
  const before = { lots: said.lots, withdrawn: said.withdrawn, declines: said.declines };
  let stale: string | undefined;
  await recorded(
    app,
    "result",
    () => {
      said.declines = [...before.declines, decline];
      said.lots = before.lots.filter(({ request }) => !labels.includes(request.label));
      said.withdrawn = [...before.withdrawn, ...labels];
    },
    (error) => {
      Object.assign(said, before);
      stale = staleLot(error);
    },
  );
  if (stale !== undefined) {
    // It is no fault, but a question: nothing that was drawn is taken back unasked.
    state.problem = undefined;
    state.stale = { decline, labels: [...labels, stale] };
    app.render();
    app.focus("stale");
    return;
  }
  if (state.problem) return;
  state.beforeDeclines.push(before);
  state.decline = declineForm();
  app.render();
  toResult(app);
}

/** The label of the lot that answers nothing any more, where that is what the count refuses. */
function staleLot(error: unknown): string | undefined {
  if (!(error instanceof VaaliError) || error.code !== "C04") return undefined;
  // The message names the lot first.
  return /`([^`]+)`/.exec(error.problems[0]?.message ?? "")?.[1];
}

/** Leaves it as it was. */
export function dropStaleDecline(app: App): void {
  app.state.stale = undefined;
  app.render();
  app.focus("record-decline");
}

/** Takes the last decline back, with what it changed of the lots. */
export async function undoDecline(app: App): Promise<void> {
  const { said, beforeDeclines } = app.state;
  const now = { lots: said.lots, withdrawn: said.withdrawn, declines: said.declines };
  const before = beforeDeclines.at(-1);
  if (!before) return;
  await recorded(
    app,
    "result",
    () => {
      Object.assign(said, before);
      beforeDeclines.pop();
    },
    () => {
      Object.assign(said, now);
      beforeDeclines.push(before);
    },
  );
}

/** Records who was there, and what paper is accounted for. */
export async function recordFigures(app: App): Promise<void> {
  const { state } = app;
  const figures = figuresOf(state.figures);
  if (!figures) return app.refuse("figures", app.text.figures_wrong);
  const before = state.said.figures;
  const done = await app.during("figures", async () => {
    state.said.figures = figures;
    try {
      await app.review();
    } catch (error) {
      if (before) state.said.figures = before;
      else delete state.said.figures;
      throw error;
    }
  });
  if (!done) return;
  app.say(app.text.figures_recorded);
  app.focus("figures-recorded");
}

/** Records something and counts again; what the count refuses is not recorded. */
async function recorded(
  app: App,
  at: Place,
  record: () => unknown,
  takeBack: (error: unknown) => unknown,
): Promise<void> {
  const { counted } = app.state;
  record();
  const done = await app.during(at, async () => {
    try {
      await app.review();
    } catch (error) {
      takeBack(error);
      await app.review().catch(() => undefined);
      app.state.counted ??= counted;
      throw error;
    }
  });
  if (done) toResult(app);
}
