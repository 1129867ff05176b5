import * as O from 'fp-ts/lib/Option.js';
import type { AccountId, AssetId, TradeId } from '../noun/id.js';
import type { Flow, Leg } from '../noun/leg.js';
import type { Settlement } from '../noun/settlement.js';
import type { ExpectedLeg, Expectation } from './expectation.js';
import { type Bond, pairUp } from './pairing.js';

/** A difference between what was expected and what the venue shows, or something in the latter that cannot be relied on. */
export interface Break {
  readonly _tag:
    | 'Odd'
    | 'UnknownAsset'
    | 'UnknownDirection'
    | 'DirectionDisagrees'
    | 'PartyDisagrees'
    | 'QuantityDisagrees'
    | 'FeeDisagrees'
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

/**
 * Pairs legs with what is expected of them: the same payer, receiver and asset first, then other accounts of the same
 * roles, then the other way round, then the asset alone, so that what disagrees is said of the leg it belongs to.
 */
const againstLegs = (
  legs: ReadonlyArray<Leg>,
  expected: ReadonlyArray<ExpectedLeg>,
): ReadonlyArray<Break> => {
  const { once, repeats } = eachOnce(expected);
  const { pairs, missing } = pairUp(once, legs.flatMap(readable), bonds);
  return [
    ...repeats.map(({ asset }): Break => ({
      _tag: 'ExpectedTwice',
      at: asset,
      what: 'the expectation names the asset twice between the same parties',
    })),
    ...pairs.flatMap(({ found, expected: one }) =>
      one === undefined ? [unexpected(found)] : against(found, one),
    ),
    ...missing.map(absent),
  ];
};

/** A leg whose asset and direction are understood. */
interface Readable {
  readonly leg: Leg;
  readonly asset: AssetId;
  readonly flow: Flow;
}

const readable = (leg: Leg): ReadonlyArray<Readable> =>
  O.isSome(leg.asset) && O.isSome(leg.flow) ? [{ leg, asset: leg.asset.value, flow: leg.flow.value }] : [];

/** Of two that say the same of everything but the quantity, the last holds, and the repetition is a break by itself. */
const eachOnce = (
  expected: ReadonlyArray<ExpectedLeg>,
): { readonly once: ReadonlyArray<ExpectedLeg>; readonly repeats: ReadonlyArray<ExpectedLeg> } => {
  const once = new Map<string, ExpectedLeg>();
  const repeats: Array<ExpectedLeg> = [];
  for (const one of expected) {
    const name = `${nameOf(one)} ${one.purpose === 'Fee' ? 'Fee' : ''}`;
    if (once.has(name)) repeats.push(one);
    once.set(name, one);
  }
  return { once: [...once.values()], repeats };
};

const nameOf = ({ asset, payer, payerAccount, receiver, receiverAccount }: ExpectedLeg): string =>
  `${asset} ${payer} ${payerAccount ?? '*'} ${receiver} ${receiverAccount ?? '*'}`;

/** The very accounts first, as an expectation that names them belongs to no other leg. */
const namesOf = ({ asset, flow: { payer, receiver } }: Readable): ReadonlyArray<string> =>
  [
    [payer.account, receiver.account],
    [payer.account, '*'],
    ['*', receiver.account],
    ['*', '*'],
  ].map(([pays, receives]) => `${asset} ${payer.role} ${pays} ${receiver.role} ${receives}`);

const bonds: ReadonlyArray<Bond<ExpectedLeg, Readable>> = [
  {
    nameOf: (one) => `${nameOf(one)} ${one.quantity}`,
    answersTo: (found) => namesOf(found).map((name) => `${name} ${found.leg.quantity}`),
  },
  { nameOf, answersTo: namesOf },
  {
    nameOf: ({ asset, payer, receiver }) => `${asset} ${payer} ${receiver}`,
    answersTo: ({ asset, flow }) => [`${asset} ${flow.payer.role} ${flow.receiver.role}`],
  },
  {
    nameOf,
    answersTo: ({ leg, asset, flow: { payer, receiver } }) =>
      namesOf({ leg, asset, flow: { payer: receiver, receiver: payer } }),
  },
  { nameOf: ({ asset }) => asset, answersTo: ({ asset }) => [asset] },
];

const unexpected = ({ leg }: Readable): Break => ({
  _tag: 'LegUnexpected',
  at: leg.id,
  what: 'the venue shows a leg that the expectation does not have',
});

const absent = ({ asset, purpose, quantity }: ExpectedLeg): Break =>
  purpose === 'Fee'
    ? { _tag: 'FeeDisagrees', at: asset, what: `a fee of ${quantity} was expected and the venue shows none` }
    : { _tag: 'LegMissing', at: asset, what: 'the venue shows no leg for an asset that was expected' };

const against = ({ leg, flow }: Readable, expected: ExpectedLeg): ReadonlyArray<Break> => {
  const breaks: Array<Break> = [];
  const { payer, receiver } = flow;
  if (payer.role !== expected.payer || receiver.role !== expected.receiver)
    breaks.push({
      _tag: 'DirectionDisagrees',
      at: leg.id,
      what: `${expected.payer} was expected to pay ${expected.receiver}; the venue's "${leg.venueDirection}" says otherwise`,
    });
  else if (
    !isVery(payer.account, expected.payerAccount) ||
    !isVery(receiver.account, expected.receiverAccount)
  )
    breaks.push({
      _tag: 'PartyDisagrees',
      at: leg.id,
      what: `${expected.payerAccount ?? expected.payer} was expected to pay ${expected.receiverAccount ?? expected.receiver}; the venue shows ${payer.account} and ${receiver.account}`,
    });
  if (leg.quantity !== expected.quantity) breaks.push(otherQuantity(leg, expected));
  return breaks;
};

const isVery = (account: AccountId, expected: AccountId | undefined): boolean =>
  expected === undefined || expected === account;

const otherQuantity = (leg: Leg, { quantity, purpose, withoutFees }: ExpectedLeg): Break => {
  const what = `${quantity} was expected and the venue shows ${leg.quantity}`;
  if (leg.quantity === withoutFees)
    return { _tag: 'FeeDisagrees', at: leg.id, what: `${what}, which is what it would be without its fees` };
  return { _tag: purpose === 'Fee' ? 'FeeDisagrees' : 'QuantityDisagrees', at: leg.id, what };
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
  const missing = [...wanted].filter((id) => !seen.has(id));
  const extra = [...seen].filter((id) => !wanted.has(id));
  if (missing.length + extra.length === 0) return [];
  const what = `${missing.length} expected trades are not in the settlement${some(missing)}, and ${extra.length} are in it that were not expected${some(extra)}`;
  return [{ _tag: 'TradesDisagree', at, what }];
};

const named = 5;

const some = (ids: ReadonlyArray<string>): string => {
  if (ids.length === 0) return '';
  const more = ids.length > named ? ` and ${ids.length - named} more` : '';
  return ` (${ids.toSorted().slice(0, named).join(', ')}${more})`;
};
