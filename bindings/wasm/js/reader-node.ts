/** The same in Node. */
import { parentPort } from "node:worker_threads";
import * as glue from "../pkg/full.js";
import { answering } from "./reading.js";

const answer = answering(glue, (said, transfer) =>
  parentPort?.postMessage(said, transfer as import("node:worker_threads").Transferable[]),
);
parentPort?.on("message", answer);
