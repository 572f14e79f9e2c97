/** The files that were dropped, in the memory of the worker. */
import { VaaliError } from "../../js/errors.js";
import type { FileSet, OfficeVaali } from "../../js/office.js";
import type { Readers } from "../../js/readers.js";
import type { Entry, Progress } from "../protocol.js";

/** A file with its bytes. */
export interface Held extends Entry {
  bytes: Uint8Array;
  /** What its columns may mean, by kind of list. */
  meanings: Record<string, string[]>;
  /** Its header, where it is a table. */
  header: string[];
}

/** The last part of a path. */
export function base(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Files by their ids, in the order in which they came. */
export class Shelf {
  readonly held = new Map<string, Held>();

  constructor(
    private readonly vaali: OfficeVaali,
    private readonly readers: Readers,
    private readonly progress: (progress: Progress) => void,
  ) {}

  /** Takes a file; an archive is opened, and its files are taken instead. */
  async add(id: string, name: string, file: Blob | Uint8Array): Promise<Entry[]> {
    const bytes = file instanceof Blob ? await this.#read(file) : file;
    const { kind, columns, header } = this.vaali.recognise(name, bytes);
    if (kind === "archive") {
      const files = this.#unzip(name, bytes);
      const inside: Entry[] = [];
      for (const path of files.names) {
        inside.push(...(await this.add(`${id}/${path}`, path, files.get(path) ?? new Uint8Array())));
      }
      files.free();
      return inside;
    }
    const entry: Entry = { id, name, size: bytes.length, recognised: kind };
    this.held.set(id, { ...entry, bytes, meanings: columns as Record<string, string[]>, header });
    return [entry];
  }

  /** The files of an archive; what is wrong with it is told with its name. */
  #unzip(name: string, bytes: Uint8Array): FileSet {
    try {
      return this.vaali.unzip(bytes);
    } catch (error) {
      if (!(error instanceof VaaliError)) throw error;
      throw new VaaliError(error.problems.map((problem) => ({ ...problem, path: name })));
    }
  }

  /** Reads in parts, so that a large file shows how far it is. */
  async #read(file: Blob): Promise<Uint8Array> {
    // While it is read, the workers that read a large one start.
    this.readers.prepare(file.size);
    const bytes = new Uint8Array(file.size);
    const reader = file.stream().getReader();
    let done = 0;
    for (;;) {
      const part = await reader.read();
      if (part.done) return bytes;
      bytes.set(part.value, done);
      done += part.value.length;
      this.progress({ what: "reading", done, total: file.size });
    }
  }
}
