import type * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import { type Brand, checked } from './brand.js';
import type { AssetId, LegId } from './id.js';
import type { Party, Role } from './party.js';
import type { Transfer } from './transfer.js';

/** How far a leg is. `Unrecognised`: the venue used a word that this version does not know, so nothing is done. */
export type LegStatus = 'Open' | 'InProgress' | 'PartlySettled' | 'Settled' | 'Unrecognised';

/** Who pays and who receives. */
export interface Flow {
  readonly payer: Party;
  readonly receiver: Party;
}

/**
 * A fingerprint of what the venue shows about a leg's transfers, whatever its shape.
 *
 * Two readings with the same mark show the same transfers. It is compared, never read.
 */
export type Mark = Brand<'Mark'>;

/** Makes a mark of a text in which equal means equal. */
export const mark = (text: string): Mark => checked(text);

/** One obligation inside a settlement. */
export interface Leg {
  readonly id: LegId;
  /** `none` when the venue's name for the asset is not in the registry; such a leg is never acted on. */
  readonly asset: O.Option<AssetId>;
  /** The venue's own name for the asset, verbatim. */
  readonly venueAsset: string;
  /** `none` when the venue's word for the direction is not understood; such a leg is never acted on. */
  readonly flow: O.Option<Flow>;
  /** The venue's word for the direction: a label that decides nothing. */
  readonly venueDirection: string;
  /** What the leg is for, as the venue states it. Units: whole units of the asset. */
  readonly quantity: Quantity;
  /** What is left to be moved; `none` where the venue gives no way to know. */
  readonly residual: O.Option<Quantity>;
  readonly status: LegStatus;
  /** Who can do something about the leg now; at a venue that settles as one, its payer until they have affirmed. Nobody where anything is odd. */
  readonly actionableBy: ReadonlyArray<Role>;
  /** Transfers the venue told of, oldest first. */
  readonly transfers: ReadonlyArray<Transfer>;
  readonly mark: Mark;
}

/** Whether we can do something about the leg now. */
export const isOurs = (leg: Leg): boolean => leg.actionableBy.includes('Us');
