import type { ReadFailed } from '../error/read-error.js';
import type { NotAccepted, Refused } from '../error/send-error.js';
import type { Observation } from '../noun/observation.js';
import type { Outcome } from '../noun/outcome.js';
import type { JournalFailed, JournalRefused } from '../port/journal.js';
import type { PreparedRequest } from '../port/venue.js';

/** An instant on both clocks. Units: milliseconds. */
export interface Now {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/** What the engine is told. Every event says when it happened. */
export type Event = { readonly at: Now } & Happening;

/** What happened. */
export type Happening =
  | { readonly _tag: 'Begun' }
  | { readonly _tag: 'Appended' }
  | { readonly _tag: 'AppendRefused'; readonly refusal: JournalRefused }
  | { readonly _tag: 'AppendFailed'; readonly failure: JournalFailed }
  | { readonly _tag: 'Observed'; readonly observation: Observation }
  | { readonly _tag: 'ReadFailed'; readonly error: ReadFailed }
  | { readonly _tag: 'Prepared'; readonly request: PreparedRequest }
  | { readonly _tag: 'PrepareFailed'; readonly error: Refused | NotAccepted | JournalFailed }
  | { readonly _tag: 'Sent'; readonly outcome: Outcome }
  | { readonly _tag: 'Discarded' }
  | { readonly _tag: 'Waited' }
  /** A wait is cut short, because something is said to have happened: it is read at once. */
  | { readonly _tag: 'Nudged' }
  | { readonly _tag: 'Told'; readonly order: Order };

/** What a person or a supervising program may tell a run at any time; it takes effect before the next send. */
export type Order =
  /** Take back what has not been sent; what is out is followed to its end. */
  | { readonly _tag: 'Withdraw'; readonly by: string; readonly why: string }
  /** Send nothing more for this account until a person lets it. */
  | { readonly _tag: 'Halt'; readonly by: string; readonly why: string };
