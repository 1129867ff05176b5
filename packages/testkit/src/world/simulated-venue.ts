import type {
  Intent,
  IntentId,
  NotAccepted,
  Observation,
  Outcome,
  PreparedRequest,
  Quantity,
  ReadFailed,
  Refused,
  Subject,
  VenueRules,
} from '@legwork/core';
import type * as E from 'fp-ts/lib/Either.js';

/**
 * A venue in virtual time, and the adapter's pure half in front of it.
 *
 * The venue's half shares no code with the library. The adapter's half is the very code that runs in production, except
 * where a wrong rule is planted on purpose.
 */
export interface SimulatedVenue {
  readonly rules: VenueRules;
  /** Builds and signs the bytes of an attempt, as the adapter does, or finds that they are not to be signed. */
  readonly prepare: (
    intent: Intent,
    seen: Observation,
    order: bigint,
    nowMs: number,
  ) => E.Either<Refused | NotAccepted, PreparedRequest>;
  /** A request arrives at the venue, which may act on it at once or later. */
  readonly write: (request: PreparedRequest, nowMs: number) => Reply;
  /** A read arrives at the venue; with `staleMs`, it is answered from a copy that is so much older. */
  readonly read: (subject: Subject, order: bigint, nowMs: number, staleMs: number) => Reply;
  /** What somebody between us and the venue answers in its place. */
  readonly serverError: Reply;
  /** The adapter's reading of a reply to an attempt; `undefined`: there was none. */
  readonly outcome: (intent: Intent, request: PreparedRequest, reply: Reply | undefined) => Outcome;
  /** The adapter's reading of a reply to a read; `undefined`: there was none. */
  readonly observation: (
    subject: Subject,
    reply: Reply | undefined,
    place: Place,
  ) => E.Either<ReadFailed, Observation>;
  /** Lets the venue do by itself what is due. */
  readonly advance: (nowMs: number) => void;
  /** What really happened at the venue, whoever asked for it. */
  readonly truth: () => ReadonlyArray<TrueEffect>;
  /** Every text that was signed for an intent, in order, whether or not it was sent; none where nothing is. */
  readonly signed: () => ReadonlyArray<Signing>;
  /** What each thing that an intent concerns was to move, at the most. */
  readonly owed: (intent: Intent) => Owed;
}

/** What came back over the wire: the status and the body's text or decoded value, as the venue's own adapter takes it. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

/** A read's place in the order of calls, and its instants. */
export interface Place {
  readonly order: bigint;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
}

/** One effect at the venue, from its own books. */
export interface TrueEffect {
  /** What it changed: the same text as `Owed.key`. */
  readonly key: string;
  /** The order of the call that caused it; `undefined`: the venue or somebody else did. */
  readonly order: bigint | undefined;
  readonly atMs: number;
  /** What it moved in the end; for a creation, `1`. */
  readonly moved: Quantity.Quantity;
}

/** What an intent is to move, and under which key the truth counts it. */
export interface Owed {
  readonly key: string;
  readonly quantity: Quantity.Quantity;
}

/** One text that was signed to carry out an intent. */
export interface Signing {
  readonly intent: IntentId;
  /** The order of the attempt that it was signed for. */
  readonly order: bigint;
  readonly text: string;
  /** Whether it says what was approved, by a reading that shares no code with the library. */
  readonly faithful: boolean;
}
