/** A worker that reads portions of large files for `Readers`. */
import * as glue from "../pkg/full.js";
import { answering, type ReaderTold } from "./reading.js";

const answer = answering(glue, (said, transfer) => self.postMessage(said, { transfer }));
self.addEventListener("message", ({ data }: MessageEvent<ReaderTold>) => answer(data));
