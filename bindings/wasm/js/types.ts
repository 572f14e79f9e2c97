/** Every type of the JSON: those of the engine, and those of this package alone. */
export type * from "./engine-types.js";
export type * from "./package-types.js";
