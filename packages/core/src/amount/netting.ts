import * as O from 'fp-ts/lib/Option.js';
import type { AssetId } from '../noun/id.js';
import type { Leg } from '../noun/leg.js';
import * as Quantity from './quantity.js';

/** What legs come to for us in one asset. */
export interface Net {
  readonly asset: AssetId;
  /** What we send over all legs. Units: whole units of the asset. */
  readonly sent: Quantity.Quantity;
  /** What we receive over all legs. */
  readonly received: Quantity.Quantity;
}

/**
 * Nets legs by asset, exactly, at any size: what we send and what we receive of each, sorted by asset.
 *
 * Legs without a known asset or direction, and legs between others, are left out. A hot path in plain code: it adds
 * integers of the smallest unit met so far and makes quantities only of the totals.
 */
export const byAsset = (legs: Iterable<Leg>): ReadonlyArray<Net> => {
  const totals = new Map<AssetId, { sent: bigint; received: bigint; digits: number }>();
  for (const { asset, flow, quantity } of legs) {
    if (O.isNone(asset) || O.isNone(flow)) continue;
    const pays = flow.value.payer.role === 'Us';
    if (!pays && flow.value.receiver.role !== 'Us') continue;
    const total = totals.get(asset.value) ?? { sent: 0n, received: 0n, digits: 0 };
    totals.set(asset.value, total);
    const digits = Math.max(total.digits, Quantity.fractionDigits(quantity));
    widen(total, digits);
    const integer = O.getOrElse(() => 0n)(Quantity.toInteger(quantity, digits));
    if (pays) total.sent += integer;
    else total.received += integer;
  }
  return [...totals]
    .map(([asset, { sent, received, digits }]) => ({
      asset,
      sent: quantityOf(sent, digits),
      received: quantityOf(received, digits),
    }))
    .toSorted((a, b) => (a.asset < b.asset ? -1 : 1));
};

const widen = (total: { sent: bigint; received: bigint; digits: number }, digits: number): void => {
  if (digits === total.digits) return;
  const factor = 10n ** BigInt(digits - total.digits);
  total.sent *= factor;
  total.received *= factor;
  total.digits = digits;
};

const quantityOf = (integer: bigint, digits: number): Quantity.Quantity =>
  O.getOrElse(() => Quantity.zero)(Quantity.fromInteger(integer, digits));
