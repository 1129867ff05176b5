import type * as O from 'fp-ts/lib/Option.js';
import type { Consent } from './consent.js';
import type { Hold } from './hold.js';
import type { AccountId, SettlementId, TradeId, VenueId } from './id.js';
import type { Leg } from './leg.js';

/** Whether a venue settles leg by leg, or a whole settlement at once. Declared by the venue. */
export type Atomicity = 'PerLeg' | 'Whole';

/**
 * Whether more can happen to the settlement. `Reversible`: it is settled, and the venue still processes it;
 * `Dead`: it ended without settling; `Unrecognised`: the venue used a word that this version does not know.
 */
export type Finality = 'Open' | 'Reversible' | 'Final' | 'Dead' | 'Unrecognised';

/** Something in what the venue said that is unknown or contradicts itself. It forbids every instruction. */
export interface Oddity {
  /** Where: the settlement, or a leg by its id. */
  readonly at: string;
  /** What, in a sentence. */
  readonly what: string;
}

/** What parties agreed to exchange at one venue. */
export interface Settlement {
  readonly id: SettlementId;
  readonly venue: VenueId;
  readonly account: AccountId;
  /** The venue's own class of settlement, which decides what may be open at the same time (Kraken Prime: `asset_kind`). */
  readonly scope: string;
  readonly atomicity: Atomicity;
  readonly legs: ReadonlyArray<Leg>;
  readonly consents: ReadonlyArray<Consent>;
  readonly holds: ReadonlyArray<Hold>;
  readonly finality: Finality;
  /** The trades it is made of; `none` where the reading does not carry them. */
  readonly trades: O.Option<ReadonlyArray<TradeId>>;
  /** Units: milliseconds since the Unix epoch, by the venue's clock. */
  readonly createdAtMs: number;
  readonly oddities: ReadonlyArray<Oddity>;
  /** The decoded venue object, with every field the venue sent. Kept for people; nothing generic reads it. */
  readonly raw: unknown;
}

/** Whether every consent that is needed has been given. */
export const isAgreed = (settlement: Settlement): boolean =>
  settlement.consents.every((consent) => consent.status === 'Given');

/** Whether both lists hold the same trades, each once, in whatever order. */
export const sameTrades = (one: ReadonlyArray<TradeId>, other: ReadonlyArray<TradeId>): boolean => {
  const rest = new Set(one);
  return (
    rest.size === one.length && one.length === other.length && other.every((trade) => rest.delete(trade))
  );
};
