import type { CastBallots as RawBallots, Election as RawElection } from "../pkg/engine.js";
import { ownProblem } from "./errors.js";
import { type EngineGlue, guarded } from "./glue.js";
import type {
  Ballot,
  CandidateId,
  Definition,
  Engine,
  LotMethod,
  LotRequest,
  Outcome,
  Problem,
  Proceedings,
  Rejected,
  RollMark,
  Standing,
} from "./types.js";

/** Something that is handed over as a value or as JSON text. Numbers above 2^53 are exact only in text. */
export type Json<T> = T | string;

/** JSON text of a value; text passes unchanged. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "null");
}

/** Many ballots as numbers: positions of candidates in declared order. */
export interface Positions {
  /** The marks of all ballots, one ballot after another. */
  marks: Uint32Array;
  /** Where in `marks` each ballot ends. */
  ends: Uint32Array;
  /** The position on the roll of each ballot's voter, where ballots name voters. */
  voters?: Uint32Array;
}

/** Ballots in the box: each accepted, blank or rejected. Made by an `Election`. */
export class Ballots {
  /** @internal */
  constructor(
    private readonly glue: EngineGlue,
    /** @internal */
    readonly raw: RawBallots,
  ) {}

  /** Ballots read. */
  get rows(): number {
    return guarded(this.glue, () => this.raw.rows());
  }

  /** Ballots accepted. */
  get accepted(): number {
    return guarded(this.glue, () => this.raw.accepted());
  }

  /** Blank ballots. */
  get blank(): number {
    return guarded(this.glue, () => this.raw.blank());
  }

  /** Rejected ballots with their reasons. */
  get rejected(): Rejected[] {
    return guarded(this.glue, () => JSON.parse(this.raw.rejected()) as Rejected[]);
  }

  /** What was found in the file they came from; nothing where there was none. */
  get findings(): Problem[] {
    return guarded(this.glue, () => JSON.parse(this.raw.findings()) as Problem[]);
  }

  /** The layout recognised in the file: `list`, `wide` or `long`; empty where there was none. */
  get layout(): string {
    return guarded(this.glue, () => this.raw.layout());
  }

  /** Gives the memory back now, instead of when the object is collected. */
  free(): void {
    guarded(this.glue, () => this.raw.free());
  }
}

/** A definition that was validated and can no longer change. Made by `Vaali.parse`. */
export class Election {
  /** @internal */
  constructor(
    private readonly glue: EngineGlue,
    /** @internal */
    readonly raw: RawElection,
  ) {}

  /** The hash of the definition: 64 hexadecimal digits. */
  get hash(): string {
    return guarded(this.glue, () => this.raw.hash());
  }

  /** The definition, with every default written out. */
  get definition(): Definition {
    return guarded(this.glue, () => JSON.parse(this.raw.definition()) as Definition);
  }

  /** What is doubtful, but no error. */
  get warnings(): Problem[] {
    return guarded(this.glue, () => JSON.parse(this.raw.warnings()) as Problem[]);
  }

  /** Who stands, in declared order. */
  get standings(): Standing[] {
    return guarded(this.glue, () => JSON.parse(this.raw.standings()) as Standing[]);
  }

  /** Takes ballots, and where ballots are apart from the roll the marks on the roll. */
  cast(ballots: Json<readonly Ballot[]>, rollMarks: Json<readonly RollMark[]> = []): Ballots {
    return guarded(
      this.glue,
      () => new Ballots(this.glue, this.raw.cast(asText(ballots), asText(rollMarks))),
    );
  }

  /** Takes many ballots as numbers. */
  castPositions({ marks, ends, voters }: Positions): Ballots {
    return guarded(this.glue, () => new Ballots(this.glue, this.raw.castPositions(marks, ends, voters)));
  }

  /** Counts. A tie is an outcome: it says which lot must be drawn. */
  count(ballots: Ballots, proceedings: Json<Proceedings> = {}): Outcome {
    return JSON.parse(this.countText(ballots, proceedings)) as Outcome;
  }

  /** As `count`, as canonical JSON (RFC 8785): the bytes that every binding gives. */
  countText(ballots: Ballots, proceedings: Json<Proceedings> = {}): string {
    if (!ballots?.raw) {
      throw ownProblem("W03", "these are no ballots of an election", "give what its cast(rows) returned");
    }
    return guarded(this.glue, () => this.raw.count(ballots.raw, asText(proceedings)));
  }

  /** Gives the memory back now, instead of when the object is collected. */
  free(): void {
    guarded(this.glue, () => this.raw.free());
  }
}

/** The engine. Made by `load`. */
export class Vaali {
  /** @internal */
  protected readonly glue: EngineGlue;

  /** @internal */
  constructor(glue: EngineGlue) {
    this.glue = glue;
  }

  /** Name and version of the engine. */
  get engine(): Engine {
    return guarded(this.glue, () => JSON.parse(this.glue.engine()) as Engine);
  }

  /** Everything that is wrong or doubtful in a definition, errors first; empty if nothing is. */
  check(definition: Json<Definition>): Problem[] {
    return guarded(this.glue, () => JSON.parse(this.glue.check(asText(definition))) as Problem[]);
  }

  /** Reads, validates and freezes a definition. Throws a `VaaliError` with every fault. */
  parse(definition: Json<Definition>): Election {
    return guarded(this.glue, () => new Election(this.glue, this.glue.Election.parse(asText(definition))));
  }

  /** Whom a computed lot draws, in the order drawn. */
  lot(request: Json<LotRequest>, method: Json<LotMethod>): CandidateId[] {
    return guarded(
      this.glue,
      () => JSON.parse(this.glue.draw(asText(request), asJson(method))) as CandidateId[],
    );
  }

  /** The votes of candidates `0..candidates` on ballots given as numbers. */
  votes(candidates: number, { marks, ends }: Positions): BigUint64Array {
    return guarded(this.glue, () => {
      const profile = this.glue.Profile.of(candidates, marks, ends);
      try {
        return profile.votes();
      } finally {
        profile.free();
      }
    });
  }
}

/** A method may be a word alone, which as JSON text has quotes. */
function asJson(method: Json<LotMethod>): string {
  const written = typeof method === "string" && /^\s*["{]/.test(method);
  return written ? method : JSON.stringify(method);
}
