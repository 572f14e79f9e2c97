// An invented election for two seats with a chair, and what the page shows of it.
import { file } from "./app.mjs";

export const CANDIDATES = "id,name\na,Aino Keksitty\nb,Bo Påhitt\nc,Cecilia Kuvitelma\n";
export const ROLL = "id,name\nv1,Keksitty ry\nv2,Påhitt rf\nv3,Kuvitelma ry\nv4,Satu ry\n";
export const BALLOTS = "voter,marks\nv1,a;b\nv2,a;b\nv3,a;c\n";

/** Rules of an election for two seats with a chair; `more` are further lines. */
export const rules = ({ test = false, ballots = "linked", more = "" } = {}) => `format = 1
id = "7f6d4a0e-6f0c-4c51-9d5b-0c5f8f0d2a11"
title = "Keksitty hallitus"
test = ${test}
[rules]
ballots = "${ballots}"
secrecy = "secret"
time_zone = "Europe/Helsinki"
marks = { min = 1, max = 2 }
seats = { min = 2, max = 2 }
ties = { seat = "lot_manual" }
offices = [{ id = "chair", name = { fi = "puheenjohtaja", sv = "ordförande", en = "chair" } }]
${more}`;

/** The files of that election, with some in place of its own; none of those that are `undefined`. */
export const board = (files = {}) =>
  Object.entries({
    "election.toml": rules(),
    "candidates.csv": CANDIDATES,
    "roll.csv": ROLL,
    "ballots.csv": BALLOTS,
    ...files,
  })
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => file(name, text));

/** The outcome that is shown. */
export const shown = (page) => page.evaluate(() => document.querySelector("vaali-result").outcome);
/** The names of the elected. */
export const elected = async (page) => {
  const { result } = await shown(page);
  return result.candidates.filter(({ status }) => status === "elected").map(({ name }) => name);
};

/** Counts. */
export async function count(page) {
  await page.click("#count-now");
  await page.waitForSelector("vaali-result");
}

/** Opens what is folded. */
export async function unfold(page, id) {
  const open = await page.locator(`#${id}`).evaluate((details) => details.open);
  if (!open) await page.click(`#${id}-summary`);
}
