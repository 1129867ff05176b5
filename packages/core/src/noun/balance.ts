import type { Quantity } from '../amount/quantity.js';
import type { AccountId, AssetId, VenueId } from './id.js';

/** What an account held of an asset at one instant. Units: whole units of the asset. */
export interface Balance {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly asset: AssetId;
  /** All of it, with what is held for settlements: what comes and goes changes this, and nothing else does. */
  readonly quantity: Quantity;
  /** What of it may be spent, with any credit that was granted: what is needed is held against this. */
  readonly available: Quantity;
}
