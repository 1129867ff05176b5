import type * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { SettlementId } from '../noun/id.js';

/** What the readings so far prove about one attempt. */
export type Verdict =
  /** Nothing yet. What is known, what would resolve it, and from when on a read could: monotonic milliseconds. */
  | {
      readonly _tag: 'Undecided';
      readonly known: string;
      readonly wouldResolve: string;
      readonly readAtMs: number;
    }
  /**
   * What the intent is for has happened, in full. An affirmation is done once our consent stands on the approved terms; that
   * the settlement then moves is followed by the run (`Policy.until`), and is no part of the verdict.
   */
  | { readonly _tag: 'Done'; readonly settlement: SettlementId }
  /** A part of it happened and no transfer is under way. */
  | { readonly _tag: 'Partial'; readonly residual: O.Option<Quantity> }
  /** It never took effect and never can (contract M2). */
  | { readonly _tag: 'Void' }
  /**
   * It came to nothing and never will come to anything: the venue took it and gave it up, or what it was for is over without
   * it. Nothing of it is under way, by readings that were steady for the quiet period.
   */
  | { readonly _tag: 'Failed'; readonly why: string }
  /** The venue contradicts itself or did something other than what was approved: the account stops (M6). */
  | { readonly _tag: 'Contradiction'; readonly what: string };
