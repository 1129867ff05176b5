import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { AssetId } from '../noun/id.js';
import type { Discrepancy } from './discrepancy.js';
import type { ExpectedLine } from './expected-line.js';
import type { Movement } from './held.js';
import type { Judgement } from './judgement.js';

/**
 * The sums of one asset: expected = matched + waiting + short + forgiven short, and observed = matched + extra + forgiven
 * extra. Short and extra are the sums of what the breaks say.
 */
export interface AssetTotal {
  readonly asset: AssetId;
  readonly expected: Quantity.Quantity;
  readonly observed: Quantity.Quantity;
  readonly matched: Quantity.Quantity;
  readonly waiting: Quantity.Quantity;
  readonly short: Quantity.Quantity;
  readonly extra: Quantity.Quantity;
  readonly forgivenShort: Quantity.Quantity;
  readonly forgivenExtra: Quantity.Quantity;
}

/** The sums of every asset that was expected, moved or missed, sorted by asset. */
export const totals = (
  expected: ReadonlyArray<ExpectedLine>,
  movements: ReadonlyArray<Movement>,
  judged: ReadonlyArray<readonly [ExpectedLine, Judgement]>,
  breaks: ReadonlyArray<Discrepancy>,
): ReadonlyArray<AssetTotal> => {
  const sums = new Map<AssetId, AssetTotal>();
  const add = (
    asset: AssetId,
    which: Exclude<keyof AssetTotal, 'asset'>,
    quantity: Quantity.Quantity,
  ): void => {
    const sum = sums.get(asset) ?? empty(asset);
    sums.set(asset, { ...sum, [which]: Quantity.add(sum[which], quantity) });
  };
  for (const { asset, quantity } of expected) add(asset, 'expected', quantity);
  for (const { story, quantity } of movements)
    if (O.isSome(story.leg.asset)) add(story.leg.asset.value, 'observed', quantity);
  for (const [{ asset }, judgement] of judged)
    for (const which of ['matched', 'waiting', 'forgivenShort', 'forgivenExtra'] as const)
      add(asset, which, judgement[which]);
  for (const one of breaks)
    for (const which of ['short', 'extra'] as const) {
      const amount = one[which];
      if (O.isSome(amount)) add(amount.value.asset, which, amount.value.quantity);
    }
  return [...sums.values()].toSorted((a, b) => (a.asset < b.asset ? -1 : 1));
};

const empty = (asset: AssetId): AssetTotal => {
  const { zero } = Quantity;
  const [seen, part] = [
    { expected: zero, observed: zero },
    { matched: zero, waiting: zero },
  ];
  return { asset, ...seen, ...part, short: zero, extra: zero, forgivenShort: zero, forgivenExtra: zero };
};
