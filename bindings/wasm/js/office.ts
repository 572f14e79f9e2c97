/** The engine of the counting page: as `full`, and it reads workbooks, writes documents for word processors, and packs archives. */
import * as office from "../pkg/office.js";
import { asBytes, type Bytes, FileSet } from "./file-set.js";
import { FullVaali } from "./full-vaali.js";
import { guarded, type OfficeGlue, start } from "./glue.js";
import type { ModuleSource } from "./source.js";
import type { MinutesOrder, Proceedings } from "./types.js";
import { asText, type Ballots, type Election, type Json } from "./vaali.js";

export type { Ballots, Election, FileSet };

// It has every export of `full`; only the raw module behind them differs.
const glue = office as unknown as OfficeGlue;

/** The engine of the counting page. */
export class OfficeVaali extends FullVaali {
  /** @internal */
  protected override readonly glue: OfficeGlue;

  /** @internal */
  constructor(glue: OfficeGlue) {
    super(glue);
    this.glue = glue;
  }

  /** The minutes as a document for word processors. */
  minutesDocx(
    election: Election,
    ballots: Ballots,
    proceedings: Json<Proceedings>,
    order: MinutesOrder = {},
  ): Uint8Array {
    return guarded(this.glue, () =>
      this.glue.minutesDocx(election.raw, ballots.raw, asText(proceedings), asText(order)),
    );
  }

  /** Files as one archive. */
  zip(files: FileSet): Uint8Array {
    return guarded(this.glue, () => this.glue.zip(files.raw));
  }

  /** The files of an archive, by their paths. */
  unzip(bytes: Bytes): FileSet {
    return guarded(this.glue, () => new FileSet(this.glue, this.glue.unzip(asBytes(bytes))));
  }
}

/** Loads the engine of the counting page. */
export async function load(source: ModuleSource | Promise<ModuleSource>): Promise<OfficeVaali> {
  await start(glue, source);
  return new OfficeVaali(glue);
}
