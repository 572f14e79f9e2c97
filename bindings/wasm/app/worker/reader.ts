/** A worker of the worker: reads portions of a large file. */
import * as office from "../../pkg/office.js";
import { answering, type ReaderTold, type ReadingGlue } from "../../js/reading.js";

const glue = office as unknown as ReadingGlue;
const answer = answering(glue, (said, transfer) => self.postMessage(said, { transfer }));
self.addEventListener("message", ({ data }: MessageEvent<ReaderTold>) => answer(data));
