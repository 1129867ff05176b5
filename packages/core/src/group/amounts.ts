import * as Quantity from '../amount/quantity.js';
import type { AssetId } from '../noun/id.js';
import type { PlanLine } from '../plan/plan.js';

/** Quantities of several assets. Units: whole units of each asset. */
export type Amounts = ReadonlyMap<AssetId, Quantity.Quantity>;

export const none: Amounts = new Map();

/** How much of an asset there is in them. */
export const of = (amounts: Amounts, asset: AssetId): Quantity.Quantity =>
  amounts.get(asset) ?? Quantity.zero;

/** All of them together, exactly. */
export const sum = (many: Iterable<Amounts>): Amounts => {
  const total = new Map<AssetId, Quantity.Quantity>();
  for (const amounts of many)
    for (const [asset, quantity] of amounts) total.set(asset, Quantity.add(of(total, asset), quantity));
  return total;
};

/** What lines come to, without charges. */
export const ofLines = (lines: ReadonlyArray<PlanLine>): Amounts =>
  sum(lines.map(({ asset, quantity }) => new Map([[asset, quantity]])));

/** What lines come to at the most, charges included. */
export const atMost = (lines: ReadonlyArray<PlanLine>): Amounts =>
  sum(lines.map(({ asset, quantity, feeMax }) => new Map([[asset, Quantity.add(quantity, feeMax)]])));
