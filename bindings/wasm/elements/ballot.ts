import { VaaliBallot } from "./ballot/element.js";

export type { ErrorDetail, Overrides } from "./base.js";
export type { CastDetail, ChangeDetail } from "./ballot/events.js";
export { VaaliBallot };

/** Makes `<vaali-ballot>` known to the page. Importing alone touches nothing. */
export function defineBallot(registry: CustomElementRegistry = customElements): void {
  if (!registry.get("vaali-ballot")) registry.define("vaali-ballot", VaaliBallot);
}
