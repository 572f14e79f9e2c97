/** The worker of the page: everything that reads, counts or writes happens here, so that the page never waits. */
import { VaaliError } from "../../js/errors.js";
import { load } from "../../js/office.js";
import { Readers } from "../../js/readers.js";
import type { Ask, Progress, Tell } from "../protocol.js";
import { compiled } from "./compiled.js";
import type { Problem } from "../../js/types.js";
import { makeDesk } from "./desk.js";

const tell = (said: Tell, transfer: Transferable[] = []) => self.postMessage(said, { transfer });
const progress = (progress: Progress) => tell({ progress });

// Compiled once: the workers that read large files start with the same module.
const module = compiled(new URL("./vaali.wasm", import.meta.url));
const office = load(module);
const ready = office.then(async (vaali) => makeDesk(vaali, new Readers(await module), progress));

// One question after the other: a later one may build on an earlier.
let last: Promise<unknown> = Promise.resolve();

self.addEventListener("message", ({ data }: MessageEvent<Ask>) => {
  last = last.then(() => answer(data));
});

async function answer({ turn, call, with: values }: Ask): Promise<void> {
  try {
    const desk = await ready;
    const value: unknown = await (desk[call] as (...values: unknown[]) => unknown)(...values);
    tell({ turn, value });
  } catch (error) {
    tell({ turn, problems: await said(error instanceof VaaliError ? error.problems : [defect(error)]) });
  }
}

/** What the engine did not say in every language itself; as it is where there is no engine. */
async function said(problems: readonly Problem[]): Promise<readonly Problem[]> {
  try {
    const vaali = await office;
    return problems.map((problem) => ({ ...problem, said: problem.said ?? vaali.inLanguages(problem) }));
  } catch {
    return problems;
  }
}

function defect(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const fix = "load the page again; if it happens again, please report it";
  return { severity: "error", code: "W19", path: "", message: `the page stopped: ${message}`, fix };
}
