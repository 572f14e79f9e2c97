import type * as Engine from "../pkg/engine.js";
import type * as Full from "../pkg/full.js";
import type * as Office from "../pkg/office.js";
import { ownProblem, VaaliError } from "./errors.js";
import type { ModuleSource } from "./source.js";
import type { Problem } from "./types.js";

/**
 * The exports of a module that both modules have.
 *
 * @internal
 */
export type EngineGlue = typeof Engine;

/**
 * The exports of the module with records and files.
 *
 * @internal
 */
export type FullGlue = typeof Full;

/**
 * The exports of the module of the counting page.
 *
 * @internal
 */
export type OfficeGlue = FullGlue &
  Pick<
    typeof Office,
    | "CertifiedRecord"
    | "disagreements"
    | "doubled"
    | "folderNames"
    | "inLanguages"
    | "minutesDocx"
    | "readMeeting"
    | "recordFigures"
    | "unzip"
    | "withdrawLot"
    | "zip"
  >;

/**
 * Starts a module from a source, once; a second call waits for the first.
 *
 * @internal
 */
export async function start(glue: EngineGlue, source: ModuleSource | Promise<ModuleSource>): Promise<void> {
  try {
    await glue.default({ module_or_path: source });
  } catch (error) {
    throw ownProblem(
      "W05",
      `the engine could not be loaded: ${text(error)}`,
      "check the address of the module, and that the page's policy allows 'wasm-unsafe-eval'",
    );
  }
}

/**
 * Runs a call of the engine. What it refuses becomes a `VaaliError`.
 *
 * Anything else it throws is a defect or an exhausted memory: then its memory can no longer be trusted, so the module is started anew, and objects made before are refused.
 *
 * @internal
 */
export function guarded<T>(glue: EngineGlue, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof VaaliError) throw error;
    if (typeof error === "string" && error.startsWith("[")) {
      throw new VaaliError(JSON.parse(error) as Problem[]);
    }
    const said = text(error);
    if (said.includes("stale object")) {
      throw ownProblem(
        "W02",
        "this object was made before the engine was started anew",
        "parse the election again",
      );
    }
    if (said.includes("null pointer")) {
      throw ownProblem("W06", "this object was freed already", "parse the election again");
    }
    if (said.startsWith("expected instance of")) {
      throw ownProblem(
        "W07",
        "this object was made by another engine",
        "use the ballots with the election that cast them, and both with the engine that parsed it",
      );
    }
    if (!stopped(error, said)) {
      throw ownProblem("W03", said, "write it as the types of the package have it");
    }
    glue.__wbg_reset_state();
    throw ownProblem(
      "W01",
      `the engine stopped (${said}) and was started anew`,
      "parse the election again; if it happens again, it needs more memory than the page has, or this is a defect: please report it",
    );
  }
}

/** Whether the engine itself stopped: a trap, an exhausted stack, or a panic that says where it was. */
function stopped(error: unknown, said: string): boolean {
  return (
    error instanceof WebAssembly.RuntimeError || error instanceof RangeError || said.startsWith("panic at")
  );
}

/** What was thrown; of a trap also the place in the module, which tells those who can build the same bytes where it was. */
function text(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place =
    error instanceof WebAssembly.RuntimeError && /wasm-function\[\d+\]:0x[\da-f]+/.exec(error.stack ?? "");
  return place ? `${error.message} at ${place[0]}` : error.message;
}
