/** The rule sets to start from, as data: no module is loaded for them. */
import { PRESETS } from "./preset-list.js";
import type { Definition, Preset } from "./types.js";

export type { Definition, Preset } from "./types.js";

/** The rule sets to start from, each with its sources. Data, not law: every field can be changed after. */
export const presets: readonly Preset[] = PRESETS;

/**
 * A definition to fill in, with the rules of a preset; `id` is a UUID, made by the browser unless given.
 *
 * Nothing else here draws randomness of its own.
 */
export function template(preset: string, id: string = crypto.randomUUID()): Definition | undefined {
  const found = presets.find((known) => known.id === preset);
  if (!found) return undefined;
  const rules = structuredClone(found.rules);
  return { format: 1, id, title: "", preset, rules, candidates: [], roll: [] };
}
