import type * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { SettlementId } from '../noun/id.js';

/** How an intent ended. */
export type Ending =
  /** What it is for has happened, in full. */
  | { readonly _tag: 'Done'; readonly settlement: SettlementId }
  /** A part happened and nothing is under way; the rest needs a new approval. */
  | { readonly _tag: 'PartlyDone'; readonly residual: O.Option<Quantity> }
  /** The venue took it and it came to nothing; another try needs a new approval. */
  | { readonly _tag: 'Failed'; readonly why: string }
  /** Nothing of it happened and nothing will. */
  | { readonly _tag: 'NotDone'; readonly because: NotDoneBecause; readonly why: string };

/**
 * Why nothing was done. `Refused`: by the venue, or while it was prepared. `Differs`: the venue showed something other
 * than what was approved. `NotNeeded`: it had happened without us. `Withdrawn`: somebody took it back in time.
 * `OutOfAttempts`: every attempt was proven void or never left.
 */
export type NotDoneBecause = 'Refused' | 'Differs' | 'NotNeeded' | 'Withdrawn' | 'OutOfAttempts';
