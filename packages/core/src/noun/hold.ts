import type { Quantity } from '../amount/quantity.js';
import type { AssetId } from './id.js';
import type { Party } from './party.js';

/** The life of a hold. `Unrecognised`: the venue used a word that this version does not know. */
export type HoldStatus = 'Requested' | 'Active' | 'Settled' | 'Released' | 'Failed' | 'Unrecognised';

/** Assets of a party that the venue has locked for a settlement. */
export interface Hold {
  readonly of: Party;
  readonly asset: AssetId;
  /** Units: whole units of the asset. */
  readonly quantity: Quantity;
  readonly status: HoldStatus;
}
