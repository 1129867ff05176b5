import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { AccountId, AssetId, TradeId, VenueId } from '../noun/id.js';
import type { Party } from '../noun/party.js';

/** A trade of the caller's own books: what we give somebody, and what they give us. */
export interface Trade {
  /** Our own name for it, and the venue's unless `knownAs` says otherwise. */
  readonly id: TradeId;
  readonly venue: VenueId;
  /** Our account at the venue. */
  readonly account: AccountId;
  /** The venue's own class of settlement, where it has several; trades of two scopes are never netted. */
  readonly scope: O.Option<string>;
  /** Whoever is on the other side; never us. */
  readonly counterparty: Party;
  readonly gives: Side;
  readonly receives: Side;
  /** The venue's name for it, where that is another: an agent's two trades can be one at the venue. */
  readonly knownAs: O.Option<TradeId>;
}

/** One side of a trade. */
export interface Side {
  readonly asset: AssetId;
  /** Before fees. Units: whole units of the asset. */
  readonly quantity: Quantity.Quantity;
  readonly fees: ReadonlyArray<Fee>;
}

/**
 * A charge that was agreed with the trade.
 *
 * `Added`: whoever pays the side pays it on top, in the same leg. `Deducted`: whoever receives the side gets that much
 * less, in the same leg. `OwnLeg`: a payment of its own, which is netted with other such payments only.
 */
export type Fee =
  | { readonly _tag: 'Added' | 'Deducted'; readonly quantity: Quantity.Quantity }
  | {
      readonly _tag: 'OwnLeg';
      readonly asset: AssetId;
      /** Units: whole units of the asset. */
      readonly quantity: Quantity.Quantity;
      readonly direction: 'WePay' | 'WeReceive';
      readonly with: Party;
    };

/** What is wrong in a trade, and where. */
export interface Fault {
  /**
   * `NotATrade`: the shape is another, or a field is not known. `VenueUnknown`, `AssetUnknown`: not in the registry.
   * `TooManyDigits`: more digits after the point than the asset has. `NotPositive`: nothing, or less. `SelfTrade`: we are on
   * both sides. `SameAsset`: one asset against itself. `FeeExceedsSide`: nothing would be left of the side.
   * `TradeTwice`: the same trade again. `TradesContradict`: another trade has the same id.
   */
  readonly _tag:
    | 'NotATrade'
    | 'VenueUnknown'
    | 'AssetUnknown'
    | 'TooManyDigits'
    | 'NotPositive'
    | 'SelfTrade'
    | 'SameAsset'
    | 'FeeExceedsSide'
    | 'TradeTwice'
    | 'TradesContradict';
  /** Path of the field; empty: the whole record. */
  readonly at: string;
  /** What, in a sentence; never the value. */
  readonly what: string;
}

/** A trade that cannot be counted. Nothing was sent; correct the record. */
export interface TradeRefused extends Fault {
  /** Its id, or `record 17` (counted from 1) where it has none that can be read. */
  readonly trade: string;
}

/** Nothing is expected of trades of which some are wrong. Nothing was sent. */
export interface TradesRefused {
  readonly _tag: 'TradesRefused';
  /** In the order of the trades; at most the first hundred. */
  readonly refusals: ReadonlyArray<TradeRefused>;
}

/** How many wrong trades are named at most. */
export const refusalsMax = 100;

/** What is wrong in a trade, whoever made it; `undefined`: nothing. Part of a hot path, so it makes nothing if all is well. */
export const fault = (trade: Trade): Fault | undefined => {
  const { account, counterparty, gives, receives } = trade;
  if (counterparty.role === 'Us' || counterparty.account === account)
    return { _tag: 'SelfTrade', at: 'counterparty', what: 'we are on both sides of the trade' };
  if (gives.asset === receives.asset)
    return { _tag: 'SameAsset', at: 'receives.asset', what: 'an asset is traded against itself' };
  return sideFault(gives, 'gives', account) ?? sideFault(receives, 'receives', account);
};

const sideFault = ({ quantity, fees }: Side, at: string, account: AccountId): Fault | undefined => {
  if (quantity === Quantity.zero) return nothing(`${at}.quantity`);
  if (fees.length === 0) return undefined;
  let deducted = Quantity.zero;
  for (const [index, fee] of fees.entries()) {
    const where = `${at}.fees[${index}]`;
    if (fee.quantity === Quantity.zero) return nothing(`${where}.quantity`);
    if (fee._tag === 'Deducted') deducted = Quantity.add(deducted, fee.quantity);
    if (fee._tag === 'OwnLeg' && (fee.with.role === 'Us' || fee.with.account === account))
      return { _tag: 'SelfTrade', at: `${where}.with`, what: 'a fee is paid by us to ourselves' };
  }
  return Quantity.compare(deducted, quantity) < 0
    ? undefined
    : { _tag: 'FeeExceedsSide', at: `${at}.fees`, what: 'what is deducted leaves nothing of the side' };
};

const nothing = (at: string): Fault => ({
  _tag: 'NotPositive',
  at,
  what: 'a quantity must be greater than nothing',
});

/** The trades whose id was there before; identical or not, none of them is dropped in silence. */
export const repeated = (trades: ReadonlyArray<Trade>): ReadonlyArray<TradeRefused> => {
  const seen = new Set<TradeId>();
  const refusals: Array<TradeRefused> = [];
  for (const trade of trades) {
    const before = seen.size;
    seen.add(trade.id);
    if (seen.size > before) continue;
    const first = trades.find((one) => one.id === trade.id) ?? trade;
    refusals.push({ trade: trade.id, at: 'id', ...again(content(first) === content(trade)) });
    if (refusals.length === refusalsMax) break;
  }
  return refusals;
};

const again = (identical: boolean): Pick<Fault, '_tag' | 'what'> =>
  identical
    ? { _tag: 'TradeTwice', what: 'the same trade is given twice' }
    : { _tag: 'TradesContradict', what: 'two different trades have this id' };

/** Equal for two trades exactly when they say the same, in whatever order their fields were written. */
const content = ({ venue, account, scope, counterparty, gives, receives, knownAs }: Trade): string => {
  const party = (one: Party): ReadonlyArray<string> => [one.role, one.account];
  const feeOf = (fee: Fee): ReadonlyArray<unknown> =>
    fee._tag === 'OwnLeg'
      ? [fee._tag, fee.quantity, fee.asset, fee.direction, party(fee.with)]
      : [fee._tag, fee.quantity];
  const side = ({ asset, quantity, fees }: Side): ReadonlyArray<unknown> => [
    asset,
    quantity,
    fees.map(feeOf),
  ];
  const parts = [party(counterparty), side(gives), side(receives)];
  return JSON.stringify([venue, account, O.toNullable(scope), O.toNullable(knownAs), parts]);
};
