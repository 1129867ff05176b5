import type * as O from 'fp-ts/lib/Option.js';
import type { AccountId, IntentId, MandateId, SettlementId, VenueId } from '../noun/id.js';

/**
 * Where entries of a log go. What it throws is ignored, and nothing waits for it: one that is slow has to queue by itself.
 */
export type Log = (entry: LogEntry) => void;

/**
 * How much an entry matters. `Debug`: the steps. `Info`: what a day's story consists of. `Warning`: something is not known, or
 * did not go as it should. `Error`: sending has stopped until a person looks.
 */
export type LogLevel = 'Debug' | 'Info' | 'Warning' | 'Error';

/**
 * One thing that happened, with the names to find everything about it.
 *
 * It carries no request, reply, header, key or signature. Amounts appear at most inside `detail`, where a venue or the library
 * says in a sentence what differs.
 */
export interface LogEntry {
  /** By our wall clock. Units: milliseconds since the Unix epoch. */
  readonly atMs: number;
  readonly level: LogLevel;
  readonly event: LogEvent;
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly mandate: MandateId;
  /** `none` while the settlement is still to be created. */
  readonly settlement: O.Option<SettlementId>;
  readonly intent: O.Option<IntentId>;
  /** 1 for the first attempt of the intent. */
  readonly attempt: O.Option<number>;
  /** A word of a closed list that belongs to the event, such as the outcome; `none` where the event says it all. */
  readonly what: O.Option<string>;
  /** Why, in a sentence for people: at most 500 characters, and empty when there is nothing to say. Not to be parsed. */
  readonly detail: string;
}

/** What happened. Past tense; names are never reused for something else. */
export type LogEvent =
  | 'RunBegun'
  | 'RunOver'
  | 'MandateGiven'
  | 'MandateBarred'
  | 'AttemptArmed'
  | 'AttemptPrepared'
  | 'AttemptDiscarded'
  | 'AttemptSent'
  | 'AttemptVoid'
  | 'PrepareFailed'
  | 'OutcomeKnown'
  | 'ChangeSeen'
  | 'IntentEnded'
  | 'IntentParked'
  | 'IntentDecided'
  | 'AccountHalted'
  | 'Observed'
  | 'ReadFailed'
  | 'AppendRefused'
  | 'AppendFailed'
  | 'Told'
  | 'Nudged';
