import type { Ballot } from "../../js/engine-types.js";

/** What `vaali-change` tells. It says how many marks there are, and not whom. */
export interface ChangeDetail {
  /** Marks on the ballot. */
  marks: number;
  /** The most that are allowed. */
  max: number;
}

/** What `vaali-cast` tells. `preventDefault` refuses the cast. */
export interface CastDetail {
  /** The ballot, as the engine takes it. */
  ballot: Ballot;
  /** Whether it is blank, on purpose. */
  blank: boolean;
  /**
   * Takes the ballot over, during the event: it counts as cast when the promise is fulfilled, with a receipt if it gives one;
   * when it is rejected, the voter is told and keeps the marks. Nothing to wait for: `waitUntil(undefined)`.
   *
   * Where nobody takes a ballot over, and no form around it does, it is not cast, and the voter is told so.
   */
  waitUntil(taken: Promise<string | undefined> | string | undefined): void;
}
