import {
  areIdTexts,
  FAIL,
  type Fail,
  fastType,
  haveIdLengths,
  isAnyObject,
  isJsonObject,
  JsonObject,
  type SettlementId,
  type TradeId,
} from '@legwork/core';
import * as t from 'io-ts';
import { BatchLeg, readBatchLeg } from './batch-leg.js';
import { BatchId, TradeIdText } from './id-text.js';
import { WholeNumber, isWholeNumber } from './whole-number.js';

/**
 * A settlement batch as the venue sends it. Fields that are not listed stay in the object.
 *
 * Source: schema `SettlementBatch` of the Create page of Kraken's Prime REST reference, read November 2026. `trade_ids`
 * comes with Create and Get and, it seems, not with List. Unknown words in `status` and `asset_kind` are kept.
 */
export interface SettlementBatch {
  readonly id: SettlementId;
  readonly attributes: BatchAttributes;
  readonly legs: ReadonlyArray<BatchLeg>;
  /** `null` and absent mean the same: this reply does not tell. */
  readonly trade_ids?: ReadonlyArray<TradeId> | null;
}

/** What the venue says about a batch as a whole. Instants: milliseconds since the Unix epoch, by its clock. */
export interface BatchAttributes {
  readonly status: string;
  readonly confirmed: boolean;
  readonly created_at: number;
  readonly updated_at?: number | null;
  readonly trade_count: number;
  readonly asset_kind: string;
}

const plainAttributes: t.Type<BatchAttributes> = t.intersection(
  [
    JsonObject,
    t.type(
      {
        status: t.string,
        confirmed: t.boolean,
        created_at: WholeNumber,
        trade_count: WholeNumber,
        asset_kind: t.string,
      },
      'BatchAttributesRequired',
    ),
    t.partial({ updated_at: t.union([WholeNumber, t.null], 'WholeNumber|null') }, 'BatchAttributesOptional'),
  ],
  'BatchAttributes',
);

/** Asked together, and one by one only where that fails. */
const TradeIds: t.Type<ReadonlyArray<TradeId>> = fastType(
  'TradeIds',
  (input, printable) => (areTradeIds(input, printable) ? input : FAIL),
  t.readonlyArray(TradeIdText, 'TradeIds'),
);

/** The ordinary codec of the same shape, which explains failures: of its parts only those that fail take the long way. */
const explaining: t.Type<SettlementBatch> = t.intersection(
  [
    JsonObject,
    t.type(
      { id: BatchId, attributes: plainAttributes, legs: t.readonlyArray(BatchLeg, 'BatchLegs') },
      'SettlementBatchRequired',
    ),
    t.partial({ trade_ids: t.union([TradeIds, t.null], 'TradeIds|null') }, 'SettlementBatchOptional'),
  ],
  'SettlementBatch',
);

const isAttributes = (input: unknown): input is BatchAttributes => {
  if (!isJsonObject(input)) return false;
  const { status, confirmed, created_at, updated_at, trade_count, asset_kind } = input;
  return (
    typeof status === 'string' &&
    typeof confirmed === 'boolean' &&
    isWholeNumber(created_at) &&
    isWholeNumber(trade_count) &&
    typeof asset_kind === 'string' &&
    (updated_at === undefined || updated_at === null || isWholeNumber(updated_at))
  );
};

/** Everything of a batch but its legs. */
type Unread = Omit<SettlementBatch, 'legs'> & { readonly legs: ReadonlyArray<unknown> };

const isUnread = (input: unknown, printable: boolean): input is Unread => {
  if (!isJsonObject(input)) return false;
  const { id, attributes, legs, trade_ids } = input;
  return (
    BatchId.is(id) &&
    isAttributes(attributes) &&
    Array.isArray(legs) &&
    (trade_ids === undefined || trade_ids === null || areTradeIds(trade_ids, printable))
  );
};

/** The list that was looked at is the one that is kept. */
const areTradeIds = (input: unknown, printable: boolean): input is ReadonlyArray<TradeId> =>
  Array.isArray(input) && (printable ? haveIdLengths(input) : areIdTexts(input));

const readLegs = (items: unknown): ReadonlyArray<BatchLeg> | Fail => {
  if (!Array.isArray(items)) return FAIL;
  const legs: Array<BatchLeg> = [];
  for (const item of items) {
    const leg = readBatchLeg(item);
    if (leg === FAIL) return FAIL;
    legs.push(leg);
  }
  return legs;
};

const isSame = (batch: Unread, legs: ReadonlyArray<BatchLeg>): batch is SettlementBatch =>
  legs.every((leg, at) => leg === batch.legs[at]);

/** Reads a batch in one pass; the same object comes back unless an amount was respelt. */
export const readSettlementBatch = (input: unknown, printable: boolean): SettlementBatch | Fail => {
  // The legs come first: where one cannot be read, the trades, of which there are most, need not be looked at.
  const legs = isAnyObject(input) ? readLegs(input['legs']) : FAIL;
  if (legs === FAIL || !isUnread(input, printable)) return FAIL;
  return isSame(input, legs) ? input : { ...input, legs };
};

/** A settlement batch; the same object comes back, with its trade ids in place, unless an amount was respelt. */
export const SettlementBatch: t.Type<SettlementBatch> = fastType(
  'SettlementBatch',
  readSettlementBatch,
  explaining,
);
