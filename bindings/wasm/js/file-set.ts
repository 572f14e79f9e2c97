import type { FileSet as RawFiles } from "../pkg/full.js";
import { type FullGlue, guarded } from "./glue.js";

/** Bytes, or text that becomes UTF-8. */
export type Bytes = Uint8Array | ArrayBuffer | string;

/** Bytes of any of these. */
export function asBytes(bytes: Bytes): Uint8Array {
  if (typeof bytes === "string") return new TextEncoder().encode(bytes);
  return bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
}

/** Files by their names, in the memory of the engine. Made by `FullVaali.files`. */
export class FileSet {
  /** @internal */
  constructor(
    private readonly glue: FullGlue,
    /** @internal */
    readonly raw: RawFiles,
  ) {}

  /** The names, in order. */
  get names(): string[] {
    return guarded(this.glue, () => this.raw.names());
  }

  /** Puts a file there, in place of one of that name. */
  put(name: string, bytes: Bytes): void {
    guarded(this.glue, () => this.raw.put(name, asBytes(bytes)));
  }

  /** Takes a file out. */
  remove(name: string): void {
    guarded(this.glue, () => this.raw.remove(name));
  }

  /** The bytes of a file. */
  get(name: string): Uint8Array | undefined {
    return guarded(this.glue, () => this.raw.get(name));
  }

  /** The text of a file. */
  text(name: string): string | undefined {
    const bytes = this.get(name);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** Gives the memory back now, instead of when the object is collected. */
  free(): void {
    guarded(this.glue, () => this.raw.free());
  }
}
