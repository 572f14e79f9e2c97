/** The page's side of the worker: questions, progress, and an end to what takes too long. */
import { VaaliError } from "../js/errors.js";
import type { Ask, Desk, Progress, Tell } from "./protocol.js";

interface Waiting {
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/** Thrown where a person ended it. */
export class Cancelled extends Error {}

/** A worker, made anew after each end. */
export class Client {
  #worker: Worker;
  #turn = 0;
  #waiting = new Map<number, Waiting>();

  constructor(private readonly progress: (progress: Progress) => void) {
    this.#worker = this.#start();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Tell>) => this.#told(data));
    worker.addEventListener("error", ({ message }) => this.#end(new Error(message)));
    return worker;
  }

  #told(tell: Tell): void {
    if ("progress" in tell) {
      this.progress(tell.progress);
      return;
    }
    const waiting = this.#waiting.get(tell.turn);
    this.#waiting.delete(tell.turn);
    if ("problems" in tell) waiting?.reject(new VaaliError(tell.problems));
    else waiting?.resolve(tell.value as never);
  }

  /** Asks the worker. */
  ask<Call extends keyof Desk>(
    call: Call,
    ...values: Parameters<Desk[Call]>
  ): Promise<Awaited<ReturnType<Desk[Call]>>> {
    const turn = ++this.#turn;
    return new Promise((resolve, reject) => {
      this.#waiting.set(turn, { resolve, reject });
      const ask: Ask = { turn, call, with: values };
      this.#worker.postMessage(ask);
    });
  }

  /** Ends whatever runs; a new worker knows nothing of before. */
  cancel(): void {
    this.#worker.terminate();
    this.#worker = this.#start();
    this.#end(new Cancelled());
  }

  #end(error: Error): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
