import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type ReaderWorker, type ReadersOptions, Readers as WebReaders } from "./readers.js";

export type { ReadersOptions, ReaderWorker };

/** The script beside this file, as a worker of Node. */
function start(): ReaderWorker {
  const worker = new Worker(new URL("./reader-node.js", import.meta.url));
  return {
    postMessage: (message, transfer) =>
      worker.postMessage(message, transfer as import("node:worker_threads").Transferable[]),
    addEventListener: (type, listener) => {
      worker.on(type, (data: unknown) => listener({ data }));
    },
    terminate: () => worker.terminate(),
  };
}

/** The same in Node; a program ends once its workers are ended. */
export class Readers extends WebReaders {
  constructor(module: WebAssembly.Module, options: ReadersOptions = {}) {
    super(module, { start, workers: Math.min(availableParallelism(), 8), ...options });
  }
}
