/** The side of the worker: reads the portions that it is given. */
import type * as Full from "../pkg/full.js";

/** What a reader is told: first the module, then the order of each file, then portions of it. */
export type ReaderTold =
  { module: WebAssembly.Module } | { order: Uint8Array } | { number: number; bytes: Uint8Array };

/** What a reader says: that it is there, that it cannot go on, or the rows of a portion and how many they are. */
export type ReaderTell =
  { ready: true } | { failed: string } | { number: number; rows: Uint8Array | undefined; count: number };

/**
 * The exports that a reader needs.
 *
 * @internal
 */
export type ReadingGlue = Pick<typeof Full, "initSync" | "PortionReader">;

/**
 * Answers what a reader is told.
 *
 * @internal
 */
export function answering(
  glue: ReadingGlue,
  say: (said: ReaderTell, transfer: Transferable[]) => void,
): (told: ReaderTold) => void {
  let reader: Full.PortionReader | undefined;
  const answer = (told: ReaderTold) => {
    if ("module" in told) {
      glue.initSync({ module: told.module });
      say({ ready: true }, []);
    } else if ("order" in told) {
      reader?.free();
      reader = new glue.PortionReader(told.order);
    } else {
      const before = reader?.rows ?? 0;
      const rows = reader?.read(told.bytes);
      const count = (reader?.rows ?? 0) - before;
      say({ number: told.number, rows, count }, rows ? [rows.buffer as ArrayBuffer] : []);
    }
  };
  return (told) => {
    try {
      answer(told);
    } catch (error) {
      // Whatever it is, its memory can no longer be trusted; the bytes are read elsewhere.
      say({ failed: String(error) }, []);
    }
  };
}
