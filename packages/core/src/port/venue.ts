import type * as IO from 'fp-ts/lib/IO.js';
import type * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { ReadFailed } from '../error/read-error.js';
import type { NotAccepted, Refused, SendError } from '../error/send-error.js';
import type { IntentId } from '../noun/id.js';
import type { CallOrder, Observation, Subject } from '../noun/observation.js';
import type { Receipt } from '../noun/outcome.js';
import type { Settlement } from '../noun/settlement.js';
import type { Intent } from '../plan/mandate.js';
import type { VenueRules } from './rules.js';

/** A venue that settlements are executed at: its rules, and the calls that reach it. */
export interface SettlementVenue extends VenueRules {
  /**
   * Reads a subject, placed in the venue's order of calls at `least` or later. Safe to repeat.
   *
   * Errors: `ReadFailed`; nothing moved.
   */
  readonly observe: (subject: Subject, least: O.Option<CallOrder>) => TE.TaskEither<ReadFailed, Observation>;
  /**
   * Settlements of the account, newest first. One page; the next begins after `Page.next`. Safe to repeat.
   *
   * Errors: `ReadFailed`; nothing moved.
   */
  readonly list: (query: ListQuery) => TE.TaskEither<ReadFailed, Page>;
  /**
   * Builds, checks and signs the exact bytes of one attempt and takes its place in the order of calls; sends nothing
   * that moves money. What is prepared is sent once or discarded, and nothing else goes out on the lane in between.
   *
   * Errors: `Refused` (the intent can never be sent so), `NotAccepted` (not now); nothing moved in either.
   */
  readonly prepare: (
    intent: Intent,
    seen: Observation,
  ) => TE.TaskEither<Refused | NotAccepted, PreparedRequest>;
  /**
   * Sends exactly those bytes, at most once. `permit` is asked at the last instant before the first byte; with a
   * reason to stop, nothing leaves.
   *
   * Errors: `Refused` and `NotAccepted` (nothing moved), `OutcomeUnknown` (it may have moved: only reads from now on).
   */
  readonly send: (prepared: PreparedRequest, permit: Permit) => TE.TaskEither<SendError, Receipt>;
  /** Gives the place in the order of calls back, unused. Doing it twice, or after `send`, does nothing. */
  readonly discard: (prepared: PreparedRequest) => IO.IO<void>;
}

/** The last question before the first byte: `some` is a reason to send nothing. */
export type Permit = () => O.Option<string>;

/**
 * One attempt, ready to be journaled and then sent. It carries no key and no header; what authenticates it stays with
 * the adapter that prepared it.
 */
export interface PreparedRequest {
  readonly intent: IntentId;
  readonly order: CallOrder;
  /** The exact text that is sent. */
  readonly body: string;
}

/** Which settlements are listed. */
export interface ListQuery {
  readonly scope: O.Option<string>;
  /** Only those created after this instant. Units: milliseconds since the Unix epoch. */
  readonly createdAfterMs: O.Option<number>;
  /** Only those that are not over. */
  readonly open: boolean;
  /** The end of the page before; `none` for the first. */
  readonly after: O.Option<Cursor>;
}

/** Where a page ended. Opaque: made by the venue, handed back to it. */
export type Cursor = string;

/** One page of a list. */
export interface Page {
  readonly settlements: ReadonlyArray<Settlement>;
  /** `none`: this was the last. */
  readonly next: O.Option<Cursor>;
}
