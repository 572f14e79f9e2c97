import { VaaliResult } from "./result/element.js";

export type { ErrorDetail, Overrides } from "./base.js";
export { VaaliResult };

/** Makes `<vaali-result>` known to the page. Importing alone touches nothing. */
export function defineResult(registry: CustomElementRegistry = customElements): void {
  if (!registry.get("vaali-result")) registry.define("vaali-result", VaaliResult);
}
