import type { Ballot } from "../../js/engine-types.js";
import type { CastDetail } from "./events.js";

/** What became of a ballot that was handed over: refused, without a taker, or in the hands of the page, which will say. */
export type Handed =
  { by: "refused" } | { by: "nobody" } | { by: "page"; receipt: Promise<string | undefined> };

/** Hands a ballot to the page by an event, and says who took it. `send` gives whether the page let the event pass. */
export function handOver(ballot: Ballot, blank: boolean, send: (detail: CastDetail) => boolean): Handed {
  const taken: (Promise<string | undefined> | string | undefined)[] = [];
  let over = false;
  const accepted = send({
    ballot,
    blank,
    waitUntil: (promise) => {
      // Too late it would be ignored, and a ballot shown as cast that nobody has.
      if (over)
        throw new DOMException("waitUntil must be called while vaali-cast is handled", "InvalidStateError");
      taken.push(promise);
    },
  });
  over = true;
  if (!accepted) {
    // The page may have refused one promise of several: none of them may go unheard.
    void Promise.allSettled(taken);
    return { by: "refused" };
  }
  if (taken.length === 0) return { by: "nobody" };
  const receipt = Promise.all(taken).then((given) => given.find((one) => typeof one === "string"));
  return { by: "page", receipt };
}
