/** The worker of the page: everything that reads, counts or writes happens here, so that the page never waits. */
import { VaaliError } from "../../js/errors.js";
import { load } from "../../js/office.js";
import { Readers } from "../../js/readers.js";
import type { Ask, Progress, Tell } from "../protocol.js";
import { compiled } from "./compiled.js";
import { makeDesk } from "./desk.js";

const tell = (said: Tell, transfer: Transferable[] = []) => self.postMessage(said, { transfer });
const progress = (progress: Progress) => tell({ progress });

// Compiled once: the workers that read large files start with the same module.
const module = compiled(new URL("./vaali.wasm", import.meta.url));
const ready = load(module).then(async (vaali) => makeDesk(vaali, new Readers(await module), progress));

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
    tell({ turn, problems: error instanceof VaaliError ? error.problems : [defect(error)] });
  }
}

function defect(error: unknown) {
  const message = error instanceof Error ? error.message : String(error);
  const fix = "load the page again; if it happens again, please report it";
  return { severity: "error" as const, code: "W19", path: "", message, fix };
}
