import {
  FAIL,
  type Fail,
  fastType,
  isAnyObject,
  isJsonObject,
  isOrdinary,
  JsonObject,
  type LegId,
  Quantity,
} from '@legwork/core';
import * as t from 'io-ts';
import { Amount } from './amount.js';
import { AssetName } from './id-text.js';
import { OpaqueObject } from './opaque-object.js';
import { WholeNumber, isWholeNumber } from './whole-number.js';

/**
 * A leg as the venue sends it: the net position in one asset. Fields that are not listed stay in the object.
 *
 * Source: schema `BatchLeg` of the Create and Settle pages of Kraken's Prime REST reference, read November 2026. The
 * words of `status` and `direction` are kept as they come, so that a new one is shown and not refused.
 */
export interface BatchLeg {
  readonly status: string;
  readonly asset: LegId;
  /** Units: whole units of the asset. Whether it shrinks after a part was settled is not documented. */
  readonly amount: Quantity.Quantity;
  readonly direction: string;
  readonly can_settle: boolean;
  /** Units: milliseconds since the Unix epoch. `null` and absent mean the same. */
  readonly settled_at?: number | null;
  /** Of undocumented shape. `null` and absent mean the same. */
  readonly latest_spot_transfer?: JsonObject | null;
}

/** The ordinary codec of the same shape: it explains failures, and judges the fast one in tests. */
export const plainBatchLeg: t.Type<BatchLeg> = t.intersection(
  [
    JsonObject,
    t.type(
      { status: t.string, asset: AssetName, amount: Amount, direction: t.string, can_settle: t.boolean },
      'BatchLegRequired',
    ),
    t.partial(
      {
        settled_at: t.union([WholeNumber, t.null], 'WholeNumber|null'),
        latest_spot_transfer: t.union([OpaqueObject, t.null], 'OpaqueObject|null'),
      },
      'BatchLegOptional',
    ),
  ],
  'BatchLeg',
);

/** Everything of a leg but the spelling of its amount. */
type Spelt = Omit<BatchLeg, 'amount'> & { readonly amount: string };

const isSpelt = (input: unknown): input is Spelt => {
  if (!isAnyObject(input)) return false;
  const { __proto__: proto, constructor: maker, prototype } = input;
  if (!isOrdinary(proto, maker, prototype) && !isJsonObject(input)) return false;
  const { status, asset, amount, direction, can_settle, settled_at, latest_spot_transfer } = input;
  return (
    typeof status === 'string' &&
    typeof amount === 'string' &&
    typeof direction === 'string' &&
    typeof can_settle === 'boolean' &&
    AssetName.is(asset) &&
    (settled_at === undefined || settled_at === null || isWholeNumber(settled_at)) &&
    (latest_spot_transfer === undefined ||
      latest_spot_transfer === null ||
      OpaqueObject.is(latest_spot_transfer))
  );
};

const hasAmount = (leg: Spelt, amount: Quantity.Quantity): leg is BatchLeg => leg.amount === amount;

/** Reads a leg in one pass; the same object comes back unless its amount has a shorter spelling. */
export const readBatchLeg = (input: unknown): BatchLeg | Fail => {
  if (!isSpelt(input)) return FAIL;
  const amount = Quantity.read(input.amount);
  if (amount === undefined) return FAIL;
  return hasAmount(input, amount) ? input : { ...input, amount };
};

/** A leg of a batch. */
export const BatchLeg: t.Type<BatchLeg> = fastType('BatchLeg', readBatchLeg, plainBatchLeg);
