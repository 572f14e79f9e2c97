import type { ReaderTell, ReaderTold } from "./reading.js";

/** A worker, as browsers have it: Node's needs a few lines around it. */
export interface ReaderWorker {
  postMessage(message: ReaderTold, transfer: Transferable[]): void;
  addEventListener(
    type: "message" | "error" | "messageerror",
    listener: (event: { data?: unknown; preventDefault?: () => void }) => void,
  ): void;
  terminate(): unknown;
}

/** How many workers read, and how they are started. */
export interface ReadersOptions {
  /** Starts the script `vaali/reader` as a worker; from beside this file unless given. */
  start?: () => ReaderWorker;
  /** At most so many; as many as the device has cores, and no more than eight, unless given. */
  workers?: number;
  /** Files of fewer bytes are read without them; 8 MiB unless given. */
  least?: number;
}

/** A file to be read in portions, as the engine has it. */
export interface LargeFile {
  /** What readers must know. */
  order: Uint8Array;
  /** Where the first portion begins, and the bytes of each but the last. */
  from: number;
  size: number;
  length: number;
  /** A copy of some of its bytes, which is given away. */
  slice(from: number, to: number): Uint8Array;
  /** Is told how many bytes and rows were read. */
  told?: (bytes: number, rows: number) => void;
}

/** Whoever has not started by then never will: milliseconds. */
const START = 10_000;
/** A portion takes milliseconds; whoever says nothing for so long, as the device has ended it, is not waited for. */
const SILENCE = 20_000;
/** Portions given to a worker at once, so that it never waits for the next. */
const AHEAD = 2;
/** Workers that nobody needs are ended: milliseconds. */
const IDLE = 60_000;

interface Reader {
  worker: ReaderWorker;
  state: "starting" | "ready" | "gone";
  /** Portions that it has. */
  busy: Set<number>;
  /** Until it says that it is there. */
  late?: ReturnType<typeof setTimeout>;
}

/**
 * Several workers that read one large file of ballots together, a portion each at a time, and share no memory: a page needs no headers for them.
 *
 * They start with the first large file. Where they cannot, as a page's policy forbids it, the engine reads alone: slower, with the same outcome.
 */
export class Readers {
  readonly #module: WebAssembly.Module;
  readonly #start: () => ReaderWorker;
  readonly #most: number;
  readonly #least: number;
  #readers: Reader[] = [];
  /** Whether some worker could not start: then none is tried again, for no file shall wait for it twice. */
  #refused = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** One file after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #changed: (() => void) | undefined;
  #took: ((number: number, rows: Uint8Array | undefined, count: number) => void) | undefined;

  /** `module` is the compiled module with which the engine was loaded. */
  constructor(module: WebAssembly.Module, options: ReadersOptions = {}) {
    this.#module = module;
    this.#start =
      options.start ?? (() => new Worker(new URL("./reader.js", import.meta.url), { type: "module" }));
    this.#most = options.workers ?? Math.min(globalThis.navigator?.hardwareConcurrency ?? 1, 8);
    this.#least = options.least ?? 8 * 2 ** 20;
  }

  /** Workers that read now, or wait for the next file. */
  get count(): number {
    return this.#readers.filter(({ state }) => state === "ready").length;
  }

  /** Ends the workers; what they have not read of a file the engine reads, and the next large file starts them again. */
  end(): void {
    clearTimeout(this.#idle);
    for (const reader of [...this.#readers]) this.#gone(reader);
  }

  /** Starts the workers for a file of so many bytes, if it is large enough; says whether it is. */
  prepare(length: number): boolean {
    if (length < this.#least || this.#most < 2) return false;
    clearTimeout(this.#idle);
    while (this.#readers.length < this.#most && !this.#refused) {
      try {
        this.#add(this.#start());
      } catch {
        this.#refused = true;
      }
    }
    this.#rest();
    return this.#readers.length > 0;
  }

  /** The rows of the portions that workers could read of a file; what is missing, the engine reads. @internal */
  read(file: LargeFile): Promise<Map<number, Uint8Array>> {
    const read = this.#last.then(() => this.#read(file));
    this.#last = read.catch(() => undefined);
    return read;
  }

  #add(worker: ReaderWorker): void {
    const reader: Reader = { worker, state: "starting", busy: new Set() };
    this.#readers.push(reader);
    reader.late = setTimeout(() => this.#failed(reader), START);
    worker.addEventListener("message", ({ data }) => this.#told(reader, data as ReaderTell));
    for (const type of ["error", "messageerror"] as const) {
      worker.addEventListener(type, (event) => {
        // Or it would be an error of this worker too.
        event.preventDefault?.();
        this.#failed(reader);
      });
    }
    worker.postMessage({ module: this.#module }, []);
  }

  #told(reader: Reader, said: ReaderTell): void {
    clearTimeout(reader.late);
    if ("failed" in said) {
      this.#failed(reader);
      return;
    }
    if ("ready" in said) reader.state = "ready";
    else {
      reader.busy.delete(said.number);
      this.#took?.(said.number, said.rows, said.count);
    }
    this.#changed?.();
  }

  #failed(reader: Reader): void {
    this.#refused ||= reader.state === "starting";
    this.#gone(reader);
  }

  /** What it had is left to the engine: it may be what ended it. */
  #gone(reader: Reader): void {
    if (reader.state === "gone") return;
    reader.state = "gone";
    clearTimeout(reader.late);
    reader.worker.terminate();
    this.#readers = this.#readers.filter((other) => other !== reader);
    for (const number of reader.busy) this.#took?.(number, undefined, 0);
    this.#changed?.();
  }

  #rest(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.end(), IDLE);
    // A program of Node does not wait for it.
    (this.#idle as { unref?: () => void }).unref?.();
  }

  async #read({ order, from, size, length, slice, told }: LargeFile): Promise<Map<number, Uint8Array>> {
    const rows = new Map<number, Uint8Array>();
    const portions = Math.ceil((length - from) / size);
    if (!this.prepare(length)) return rows;
    clearTimeout(this.#idle);
    let [next, taken, count] = [0, 0, 0];
    const knows = new Set<Reader>();
    const give = (reader: Reader) => {
      while (reader.state === "ready" && reader.busy.size < AHEAD && next < portions) {
        const number = next++;
        const start = from + number * size;
        const bytes = slice(start, Math.min(start + size, length));
        if (!knows.has(reader)) reader.worker.postMessage({ order }, []);
        knows.add(reader);
        reader.busy.add(number);
        reader.worker.postMessage({ number, bytes }, [bytes.buffer as ArrayBuffer]);
      }
    };
    let silence: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((done, failed) => {
        const attempt = (call: () => void) => {
          try {
            call();
          } catch (error) {
            failed(error);
          }
        };
        this.#took = (number, read, more) => {
          taken += 1;
          count += more;
          if (read) rows.set(number, read);
          attempt(() => told?.(Math.min(taken * size, length), count));
        };
        this.#changed = () => {
          clearTimeout(silence);
          silence = setTimeout(() => this.end(), SILENCE);
          attempt(() => this.#readers.forEach(give));
          if (taken === portions || this.#readers.length === 0) done();
        };
        this.#changed();
      });
    } catch (error) {
      // They may still have portions of this file.
      this.end();
      throw error;
    } finally {
      clearTimeout(silence);
      this.#changed = this.#took = undefined;
    }
    this.#rest();
    return rows;
  }
}
