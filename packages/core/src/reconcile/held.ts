import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { Balance } from '../noun/balance.js';
import type { AccountId, AssetId, VenueId } from '../noun/id.js';
import type { BeforeAfter } from './before-after.js';
import { type Discrepancy, discrepancy } from './discrepancy.js';
import { within } from './judgement.js';
import type { LegStory } from './leg-story.js';
import { over } from './moved.js';
import type { Options } from './options.js';

/** What moved for a leg. */
export interface Movement {
  readonly story: LegStory;
  readonly quantity: Quantity.Quantity;
}

interface Holding {
  readonly asset: AssetId;
  before: Quantity.Quantity;
  after: Quantity.Quantity;
  came: Quantity.Quantity;
  went: Quantity.Quantity;
}

/** Where what an account holds now is not what it held and what moved since. */
export const held = (
  { before, after }: BeforeAfter,
  movements: ReadonlyArray<Movement>,
  options: Options,
): ReadonlyArray<Discrepancy> => {
  const known = new Set([...before, ...after].map(({ venue, account }) => `${venue} ${account}`));
  const holdings = new Map<string, Holding>();
  const at = (venue: VenueId, account: AccountId, asset: AssetId): Holding => {
    const key = `${venue} ${account} ${asset}`;
    const { zero } = Quantity;
    const holding = holdings.get(key) ?? { asset, before: zero, after: zero, came: zero, went: zero };
    holdings.set(key, holding);
    return holding;
  };
  for (const one of once(before)) at(one.venue, one.account, one.asset).before = one.quantity;
  for (const one of once(after)) at(one.venue, one.account, one.asset).after = one.quantity;
  for (const { story, quantity } of movements) {
    const { asset, flow } = story.leg;
    if (O.isNone(asset) || O.isNone(flow)) continue;
    const { payer, receiver } = flow.value;
    for (const [party, way] of [
      [payer, 'went'],
      [receiver, 'came'],
    ] as const) {
      if (party.role !== 'Us' || !known.has(`${story.venue} ${party.account}`)) continue;
      const holding = at(story.venue, party.account, asset.value);
      holding[way] = Quantity.add(holding[way], quantity);
    }
  }
  return [
    ...twice(before),
    ...twice(after),
    ...[...holdings].flatMap(([key, one]) => unexplained(key, one, options)),
  ];
};

const unexplained = (
  at: string,
  { asset, before, after, came, went }: Holding,
  options: Options,
): ReadonlyArray<Discrepancy> => {
  const [should, does] = [Quantity.add(before, came), Quantity.add(after, went)];
  if (
    within(asset, 'Balance', over(should, does), options) &&
    within(asset, 'Balance', over(does, should), options)
  )
    return [];
  const expected = `${before} held before, ${came} received and ${went} sent`;
  return [discrepancy('BalanceDiffers', at, O.none, expected, `${after} held after`)];
};

const keyOf = ({ venue, account, asset }: Balance): string => `${venue} ${account} ${asset}`;

/** Of several balances of one thing the smallest holds, whatever their order; that there are several is a break. */
const once = (balances: ReadonlyArray<Balance>): ReadonlyArray<Balance> => {
  const least = new Map<string, Balance>();
  for (const one of balances) {
    const known = least.get(keyOf(one));
    if (known === undefined || Quantity.compare(one.quantity, known.quantity) < 0) least.set(keyOf(one), one);
  }
  return [...least.values()];
};

const twice = (balances: ReadonlyArray<Balance>): ReadonlyArray<Discrepancy> =>
  once(balances).flatMap((one) => {
    const others = balances.filter((other) => keyOf(other) === keyOf(one) && other.quantity !== one.quantity);
    if (others.length === 0) return [];
    const observed = `${[one, ...others]
      .map(({ quantity }) => quantity)
      .toSorted()
      .join(' and ')} at once`;
    return [discrepancy('BalanceDiffers', keyOf(one), O.none, 'one balance', observed)];
  });
