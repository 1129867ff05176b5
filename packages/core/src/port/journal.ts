import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { JournalRecord } from '../engine/journal-record.js';
import type { AccountId, MandateId, VenueId } from '../noun/id.js';
import type { CallOrder } from '../noun/observation.js';
import type { StandingOrder } from '../noun/standing-order.js';
import type { Commitment } from '../plan/limits.js';

/**
 * The append-only record of mandates, attempts, outcomes and endings.
 *
 * Its promise carries the whole library: what `append` has answered survives the death of the process, and an append
 * that breaks a rule below is refused and writes nothing.
 */
export interface Journal {
  /** All records of a mandate, oldest first; empty when there is none. */
  readonly read: (mandate: MandateId) => TE.TaskEither<JournalFailed, ReadonlyArray<JournalRecord>>;
  /**
   * Adds records to the end, all or none, durably.
   *
   * Refused (`JournalRefused`, surely not written) when the mandate's journal does not have `expected` records, when
   * another mandate has an attempt open under the same exclusion or did the thing in full under one that allows it once, when an attempt is armed while sending is halted,
   * without the lane's current lease, or against a reading from before a call of the lane; or when limits have changed. After `JournalFailed` it is not known whether the
   * records are there: nothing may be sent (contract D3).
   */
  readonly append: (entry: Entry) => TE.TaskEither<JournalFailed | JournalRefused, void>;
  /** Takes the lane's lease, or answers `none` while somebody else's has not run out. */
  readonly acquire: (
    lane: string,
    owner: string,
    ttlMs: number,
  ) => TE.TaskEither<JournalFailed, O.Option<Lease>>;
  /** Makes a lease last `ttlMs` from now; `none` when it had run out or is somebody else's by now. */
  readonly renew: (lease: Lease, ttlMs: number) => TE.TaskEither<JournalFailed, O.Option<Lease>>;
  /** Gives a lease back. Doing it twice, or after it ran out, does nothing. */
  readonly release: (lease: Lease) => TE.TaskEither<JournalFailed, void>;
  /**
   * What was approved for an account and is not over, or was over since an instant; what ended as `NotDone` does not
   * count. The basis of daily limits (M10).
   */
  readonly committed: (
    venue: VenueId,
    account: AccountId,
    sinceMs: number,
  ) => TE.TaskEither<JournalFailed, Committed>;
  /** Why nothing may be sent for an account on a lane; `none` when something may. */
  readonly halted: (place: SendingPlace) => TE.TaskEither<JournalFailed, O.Option<string>>;
  /** Writes down what a person said about sending. It holds from the next attempt to be armed on, for every worker. */
  readonly order: (order: StandingOrder) => TE.TaskEither<JournalFailed, void>;
  /** Everything that was ordered, oldest first. */
  readonly orders: TE.TaskEither<JournalFailed, ReadonlyArray<StandingOrder>>;
  /** The mandates that the journal knows, in the order of their ids. */
  readonly mandates: (query: MandateQuery) => TE.TaskEither<JournalFailed, ReadonlyArray<MandateId>>;
}

/** Where something is sent from: an account, and the lane that its calls go out on. */
export interface SendingPlace {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly lane: string;
}

/** Which mandates are listed. */
export interface MandateQuery {
  /** Only those of which something is not over. */
  readonly open: boolean;
  /** Only those behind this id; `none`: from the first. */
  readonly after: O.Option<MandateId>;
  /** At most 10,000. */
  readonly limit: number;
}

/** What is added to a mandate's journal. */
export interface Entry {
  readonly mandate: MandateId;
  /** How many records the mandate's journal must have before. */
  readonly expected: number;
  readonly records: ReadonlyArray<JournalRecord>;
  /** The lease under which an attempt is armed; `none` for records that arm nothing. */
  readonly lease: O.Option<Lease>;
  /** A lease that is given back in the same moment as the records are written; when they are refused, it is kept. */
  readonly releases?: Lease;
  /** The version of what is committed that a mandate's limits were checked against; `none` for other records. */
  readonly limitsAsOf: O.Option<number>;
}

/** What is committed for an account, and a version that changes with every mandate that is given for it. */
export interface Committed {
  readonly commitments: ReadonlyArray<Commitment>;
  readonly version: number;
}

/**
 * The right to send on one lane, for a while. Every new lease of a lane has a greater epoch; an older one is worthless.
 */
export interface Lease {
  readonly lane: string;
  readonly owner: string;
  readonly epoch: number;
  /** When it runs out, on the monotonic clock of the process that took it. */
  readonly untilMs: number;
}

/**
 * The records were surely not written. `Stale`: somebody else wrote to this mandate. `LeaseLost`: the lease under which
 * an attempt was to be armed has run out or was taken over. `AccountHalted`: nothing is sent for the account or on its lane. `LaneHeld`: a call of the lane may still be on its way, or
 * came after the reading that the attempt was checked against; a reading at `least` or later is needed. `LimitsChanged`:
 * another mandate was given since the limits were checked.
 */
export type JournalRefused =
  | {
      readonly _tag: 'JournalRefused';
      readonly why: 'Stale' | 'LeaseLost' | 'ExclusionHeld' | 'AccountHalted' | 'LimitsChanged';
      readonly detail: string;
    }
  | {
      readonly _tag: 'JournalRefused';
      readonly why: 'LaneHeld';
      readonly least: CallOrder;
      readonly detail: string;
    };

/** The journal cannot be relied on: nothing more is sent until it was opened and verified again. */
export interface JournalFailed {
  readonly _tag: 'JournalFailed';
  readonly detail: string;
}
