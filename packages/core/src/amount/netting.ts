import * as O from 'fp-ts/lib/Option.js';
import type { AssetId } from '../noun/id.js';
import type { Leg } from '../noun/leg.js';
import { type ColumnSums, columnSums } from './column-sums.js';
import type * as Quantity from './quantity.js';

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
 * Legs without a known asset or direction, and legs between others, are left out.
 */
export const byAsset = (legs: Iterable<Leg>): ReadonlyArray<Net> => {
  const sums = columnSums();
  return [...added(sums, legs)]
    .map(([asset, { sent, received }]) => ({
      asset,
      sent: sums.total(sent),
      received: sums.total(received),
    }))
    .toSorted((a, b) => (a.asset < b.asset ? -1 : 1));
};

interface Slots {
  readonly sent: number;
  readonly received: number;
}

/** A hot loop, and nothing after it: what the compiler makes of it while it runs then serves to its end. */
const added = (sums: ColumnSums, legs: Iterable<Leg>): ReadonlyMap<AssetId, Slots> => {
  const slots = new Map<AssetId, Slots>();
  for (const { asset, flow, quantity } of legs) {
    if (O.isNone(asset) || O.isNone(flow)) continue;
    const pays = flow.value.payer.role === 'Us';
    if (!pays && flow.value.receiver.role !== 'Us') continue;
    let slot = slots.get(asset.value);
    if (slot === undefined) {
      slot = { sent: sums.open(), received: sums.open() };
      slots.set(asset.value, slot);
    }
    sums.add(pays ? slot.sent : slot.received, quantity);
  }
  return slots;
};
