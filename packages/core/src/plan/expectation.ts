import type * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { AssetId, TradeId } from '../noun/id.js';
import type { Role } from '../noun/party.js';

/** What the caller's own books say about one asset of a settlement. */
export interface ExpectedLeg {
  readonly asset: AssetId;
  readonly payer: Role;
  readonly receiver: Role;
  /** Units: whole units of the asset. */
  readonly quantity: Quantity;
}

/**
 * What the caller expects of a settlement before acting on it (contract M7).
 *
 * `Positions` must agree with every leg, one by one. `Waived` acts without them: who decided so, and why, goes into the
 * journal with every intent.
 */
export type Expectation =
  | {
      readonly _tag: 'Positions';
      readonly legs: ReadonlyArray<ExpectedLeg>;
      /** The trades the settlement must consist of; `none`: not compared. */
      readonly trades: O.Option<ReadonlyArray<TradeId>>;
    }
  | { readonly _tag: 'Waived'; readonly by: string; readonly reason: string };
