import { type Checked, bad, good } from '../checked.js';
import * as ExactDecimal from '../exact-decimal.js';
import { type Reader, matching, oneOf, record, text } from '../reader.js';

/** The kinds of assets, each with batches of its own (CreatePrimeSettlementBatch, read November 2026). */
export const ASSET_KINDS = ['currency', 'tokenized_equity'] as const;

/** A kind of assets. */
export type AssetKind = (typeof ASSET_KINDS)[number];

/** An amount of an asset, as a plain decimal text. */
export interface AssetAmount {
  readonly asset: string;
  readonly amount: string;
}

/** A trade on Prime as the client sees it: a buy gives it `base` and costs it `quote`; a fee always costs. */
export interface Trade {
  readonly id: string;
  readonly kind: AssetKind;
  readonly side: 'buy' | 'sell';
  readonly base: AssetAmount;
  readonly quote: AssetAmount;
  readonly fee?: AssetAmount;
}

/** What a trade does to the client's positions: above zero it receives, below zero it owes. */
export interface BookedTrade {
  readonly id: string;
  readonly kind: AssetKind;
  readonly moves: ReadonlyArray<Move>;
}

/** A signed change of one position. */
interface Move {
  readonly asset: string;
  readonly quantity: ExactDecimal.ExactDecimal;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const ASSET = /^[A-Za-z0-9.]{1,32}$/;

const amount = record({ asset: matching(ASSET, 'an asset name'), amount: text }, {});

/** Reads a trade from JSON; the amounts themselves are checked by {@link book}. */
export const read: Reader<Trade> = record(
  {
    id: matching(UUID, 'a lower-case UUID'),
    kind: oneOf(ASSET_KINDS),
    side: oneOf(['buy', 'sell']),
    base: amount,
    quote: amount,
  },
  { fee: amount },
);

/** Checks a trade and works out its moves. */
export const book = (trade: Trade): Checked<BookedTrade> => {
  if (!UUID.test(trade.id)) return bad('The id of a trade must be a lower-case UUID.');
  const receives = trade.side === 'buy' ? trade.base : trade.quote;
  const owes = trade.side === 'buy' ? trade.quote : trade.base;
  const moves: Move[] = [];
  for (const [part, incoming] of [
    [receives, true] as const,
    [owes, false] as const,
    [trade.fee, false] as const,
  ]) {
    if (part === undefined) continue;
    if (!ASSET.test(part.asset)) return bad(`Trade ${trade.id} names an asset that is not a name.`);
    const quantity = ExactDecimal.parse(part.amount);
    if (!quantity.ok) return bad(`Trade ${trade.id} cannot be booked: ${quantity.why}.`);
    moves.push({
      asset: part.asset,
      quantity: incoming ? quantity.value : ExactDecimal.negate(quantity.value),
    });
  }
  return good({ id: trade.id, kind: trade.kind, moves });
};
