import * as ExactDecimal from '../exact-decimal.js';
import type { Leg } from './batch.js';
import type { BookedTrade } from './trade.js';

/**
 * The legs of a batch: the exact net position of the trades in each asset, in the order in which the assets first
 * occur. A net of zero makes no leg, or a leg that is settled from the start.
 */
export const netLegs = (
  trades: Iterable<BookedTrade>,
  zeroLegs: 'omit' | 'include',
  atMs: number,
): ReadonlyArray<Leg> => {
  const positions = new Map<string, ExactDecimal.ExactDecimal>();
  for (const trade of trades) {
    for (const { asset, quantity } of trade.moves) {
      const before = positions.get(asset);
      positions.set(asset, before === undefined ? quantity : ExactDecimal.add(before, quantity));
    }
  }
  const legs: Leg[] = [];
  for (const [asset, position] of positions) {
    const direction = ExactDecimal.sign(position);
    if (direction === 0 && zeroLegs === 'omit') continue;
    legs.push({
      asset,
      amount: ExactDecimal.magnitude(position),
      payer: direction < 0 ? 'client' : 'venue',
      status: direction === 0 ? 'settled' : 'unsettled',
      moved: ExactDecimal.zero,
      open: 0,
      settledAtMs: direction === 0 ? atMs : undefined,
      transfer: undefined,
    });
  }
  return legs;
};
