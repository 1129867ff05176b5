import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Quantity } from '../amount/quantity.js';
import type { ReadFailed } from '../error/read-error.js';
import type { AccountId, AssetId, VenueId } from '../noun/id.js';

/** What an account held of an asset at one instant. */
export interface Balance {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly asset: AssetId;
  /** Units: whole units of the asset. */
  readonly quantity: Quantity;
}

/** Reads what an account holds; optional, and never needed in order to settle. */
export interface BalancePort {
  /** Every asset that it holds something of. Errors: `ReadFailed`; nothing moved. */
  readonly balances: (account: AccountId) => TE.TaskEither<ReadFailed, ReadonlyArray<Balance>>;
}

/** Balances before the first movement and after the last. An asset that one of them does not name is held at nothing. */
export interface BeforeAfter {
  readonly before: ReadonlyArray<Balance>;
  readonly after: ReadonlyArray<Balance>;
}
