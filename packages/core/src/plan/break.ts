import * as O from 'fp-ts/lib/Option.js';
import type { TradeId } from '../noun/id.js';
import type { Leg } from '../noun/leg.js';
import type { Settlement } from '../noun/settlement.js';
import type { ExpectedLeg, Expectation } from './expectation.js';

/** A difference between what was expected and what the venue shows, or something in the latter that cannot be relied on. */
export interface Break {
  readonly _tag:
    | 'Odd'
    | 'UnknownAsset'
    | 'UnknownDirection'
    | 'DirectionDisagrees'
    | 'QuantityDisagrees'
    | 'LegMissing'
    | 'LegUnexpected'
    | 'ExpectedTwice'
    | 'TradesDisagree';
  /** The settlement's or the leg's id, or the asset. */
  readonly at: string;
  /** What, in a sentence. */
  readonly what: string;
}

/** Every reason not to act on the settlement as it stands; none means that it may be planned. */
export const compare = (settlement: Settlement, expectation: Expectation): ReadonlyArray<Break> => {
  const odd = settlement.oddities.map(({ at, what }): Break => ({ _tag: 'Odd', at, what }));
  const unknown = settlement.legs.flatMap(unreadable);
  if (expectation._tag === 'Waived') return [...odd, ...unknown];
  return [
    ...odd,
    ...unknown,
    ...againstLegs(settlement.legs, expectation.legs),
    ...againstTrades(settlement, expectation.trades),
  ];
};

const unreadable = (leg: Leg): ReadonlyArray<Break> => {
  if (O.isNone(leg.asset))
    return [
      {
        _tag: 'UnknownAsset',
        at: leg.id,
        what: `the asset ${leg.venueAsset} is not in the registry of both sources`,
      },
    ];
  if (O.isNone(leg.flow))
    return [
      {
        _tag: 'UnknownDirection',
        at: leg.id,
        what: `the direction "${leg.venueDirection}" is not understood`,
      },
    ];
  return [];
};

const againstLegs = (
  legs: ReadonlyArray<Leg>,
  expected: ReadonlyArray<ExpectedLeg>,
): ReadonlyArray<Break> => {
  const byAsset = new Map<string, ExpectedLeg>();
  const breaks: Array<Break> = [];
  for (const one of expected) {
    if (byAsset.has(one.asset))
      breaks.push({ _tag: 'ExpectedTwice', at: one.asset, what: 'the expectation names the asset twice' });
    byAsset.set(one.asset, one);
  }
  for (const leg of legs) {
    if (O.isNone(leg.asset) || O.isNone(leg.flow)) continue;
    const one = byAsset.get(leg.asset.value);
    byAsset.delete(leg.asset.value);
    if (one === undefined)
      breaks.push({
        _tag: 'LegUnexpected',
        at: leg.id,
        what: 'the venue shows a leg that the expectation does not have',
      });
    else breaks.push(...againstOne(leg, one));
  }
  for (const one of byAsset.values())
    breaks.push({
      _tag: 'LegMissing',
      at: one.asset,
      what: 'the venue shows no leg for an asset that was expected',
    });
  return breaks;
};

const againstOne = (leg: Leg, expected: ExpectedLeg): ReadonlyArray<Break> => {
  const breaks: Array<Break> = [];
  const flow = O.isSome(leg.flow) ? leg.flow.value : undefined;
  if (flow?.payer.role !== expected.payer || flow.receiver.role !== expected.receiver)
    breaks.push({
      _tag: 'DirectionDisagrees',
      at: leg.id,
      what: `${expected.payer} was expected to pay ${expected.receiver}; the venue's "${leg.venueDirection}" says otherwise`,
    });
  if (leg.quantity !== expected.quantity)
    breaks.push({
      _tag: 'QuantityDisagrees',
      at: leg.id,
      what: `${expected.quantity} was expected and the venue shows ${leg.quantity}`,
    });
  return breaks;
};

const againstTrades = (
  settlement: Settlement,
  expected: O.Option<ReadonlyArray<TradeId>>,
): ReadonlyArray<Break> => {
  if (O.isNone(expected)) return [];
  const at = settlement.id;
  if (O.isNone(settlement.trades))
    return [
      { _tag: 'TradesDisagree', at, what: 'the venue does not show which trades the settlement consists of' },
    ];
  const seen = new Set<string>(settlement.trades.value);
  const wanted = new Set<string>(expected.value);
  const missing = [...wanted].filter((id) => !seen.has(id)).length;
  const extra = [...seen].filter((id) => !wanted.has(id)).length;
  if (missing + extra === 0) return [];
  const what = `${missing} expected trades are not in the settlement, and ${extra} are in it that were not expected`;
  return [{ _tag: 'TradesDisagree', at, what }];
};
