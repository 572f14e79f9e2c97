/** Both elements. Importing touches nothing; `define` makes them known to the page. */
import type { CastDetail, ChangeDetail } from "./ballot/events.js";
import { defineBallot, VaaliBallot } from "./ballot.js";
import type { ErrorDetail, Overrides } from "./base.js";
import { defineResult, VaaliResult } from "./result.js";

export type { CastDetail, ChangeDetail, ErrorDetail, Overrides };
export { defineBallot, defineResult, VaaliBallot, VaaliResult };

/** Makes `<vaali-ballot>` and `<vaali-result>` known to the page. */
export function define(): void {
  defineBallot();
  defineResult();
}

declare global {
  interface HTMLElementTagNameMap {
    "vaali-ballot": VaaliBallot;
    "vaali-result": VaaliResult;
  }
  interface HTMLElementEventMap {
    "vaali-change": CustomEvent<ChangeDetail>;
    "vaali-cast": CustomEvent<CastDetail>;
    "vaali-error": CustomEvent<ErrorDetail>;
  }
}
