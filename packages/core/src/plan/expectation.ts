import type * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { AccountId, AssetId, TradeId } from '../noun/id.js';
import type { Role } from '../noun/party.js';

/** What the caller's own books say about one leg of a settlement: who pays whom how much of what. */
export interface ExpectedLeg {
  readonly asset: AssetId;
  readonly payer: Role;
  /** The very account that pays; absent: whichever account that role acts through. */
  readonly payerAccount?: AccountId;
  readonly receiver: Role;
  /** The very account that receives; absent: whichever account that role acts through. */
  readonly receiverAccount?: AccountId;
  /** Units: whole units of the asset. */
  readonly quantity: Quantity;
  /** `Fee`: the leg is a fee and nothing else. Absent: it is not. */
  readonly purpose?: 'Principal' | 'Fee';
  /** What the quantity would be without the fees that it contains; absent: it contains none. */
  readonly withoutFees?: Quantity;
}

/**
 * What the caller expects of a settlement before acting on it (contract M7).
 *
 * `Positions` must agree with every leg, one by one; `Positions.expectation` makes it of trades. `Waived` acts without them:
 * who decided so, and why, goes into the journal with every intent.
 */
export type Expectation =
  | {
      readonly _tag: 'Positions';
      readonly legs: ReadonlyArray<ExpectedLeg>;
      /** The trades the settlement must consist of; `none`: not compared. */
      readonly trades: O.Option<ReadonlyArray<TradeId>>;
    }
  | { readonly _tag: 'Waived'; readonly by: string; readonly reason: string };
