import type * as O from 'fp-ts/lib/Option.js';
import type { CallOrder, Observation, Subject } from '../noun/observation.js';
import type { Intent } from '../plan/mandate.js';
import type { PreparedRequest } from '../port/venue.js';
import type { JournalRecord } from './journal-record.js';

/**
 * What the engine wants done, as plain data. One is under way at a time.
 *
 * The tags name the cut points at which a fault can strike; the fault enumeration is built from this union.
 */
export type Effect =
  /** Write the records down, durably; answered by `Appended`, `AppendRefused` or `AppendFailed`. */
  | { readonly _tag: 'Append'; readonly records: ReadonlyArray<JournalRecord> }
  /** Read the subject; answered by `Observed` or `ReadFailed`. */
  | { readonly _tag: 'Read'; readonly subject: Subject; readonly least: O.Option<CallOrder> }
  /** Build and sign an attempt; answered by `Prepared` or `PrepareFailed`. */
  | { readonly _tag: 'Prepare'; readonly intent: Intent; readonly seen: Observation }
  /** Send an attempt whose record is durable, unless `notAfterMs` has passed; answered by `Sent`. */
  | { readonly _tag: 'Send'; readonly request: PreparedRequest; readonly notAfterMs: number }
  /** Give an attempt that was not sent back; answered by `Discarded`. */
  | { readonly _tag: 'Discard'; readonly request: PreparedRequest }
  /** Wait until an instant of the monotonic clock; answered by `Waited`. */
  | { readonly _tag: 'Wait'; readonly untilMs: number }
  /** The run is over; there is no answer. */
  | { readonly _tag: 'Finish'; readonly because: Finish };

/** Why a run is over. The state of the money is in the ledger, never here. */
export type Finish =
  /** Every intent ended or waits for a person, and what was waited for besides has happened or took too long. */
  | 'Complete'
  /** Before this mandate was given, another one used what the limits had left; nothing was begun. */
  | 'Overtaken'
  /** Another worker has taken this mandate over. */
  | 'TakenOver'
  /** The journal cannot be relied on: nothing more is sent until it was opened and verified again. */
  | 'JournalLost';
