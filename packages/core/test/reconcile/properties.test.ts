import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import * as Id from '../../src/noun/id.js';
import type { Leg } from '../../src/noun/leg.js';
import type { BeforeAfter } from '../../src/reconcile/before-after.js';
import type { ExpectedLine } from '../../src/reconcile/expected-line.js';
import type { Observed } from '../../src/reconcile/observed.js';
import { type Options, strict } from '../../src/reconcile/options.js';
import { type Reconciliation, reconcile } from '../../src/reconcile/reconciliation.js';
import { right } from '../fixture/must.js';
import {
  account,
  amount,
  asset,
  intentId,
  inward,
  leg,
  legId,
  outward,
  settlement,
  transferId,
  venue,
} from '../fixture/noun.js';
import { line, transfer } from './a-line.js';

const settlementIds = ['S1', 'S2'].map((text) => right(Id.settlementId(text)));
const oneOf = <A>(...all: readonly [A, ...ReadonlyArray<A>]): fc.Arbitrary<A> => fc.constantFrom(...all);
const name = oneOf('BTC', 'USD').map(asset);
const quantity = oneOf('1', '1.5', '1.501', '2').map(amount);
const flow = oneOf(outward, inward);
const settlementId = fc.constantFrom(...settlementIds);
const legIds = ['L1', 'L2', 'L3'].map(legId);

/** Mostly what the leg of that id is of, so that lines and legs often meet. */
const truth = (id: Id.LegId) => ({
  asset: mostly(asset(id === 'L2' ? 'USD' : 'BTC'), name),
  flow: mostly(id === 'L2' ? inward : outward, flow),
});
const mostly = <A>(usual: A, other: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, other);

const anyLine: fc.Arbitrary<ExpectedLine> = fc.constantFrom(...legIds).chain((id) =>
  fc
    .record({
      settlement: settlementId,
      leg: oneOf(O.some(id), O.none),
      ...truth(id),
      quantity,
      dueAtMs: oneOf<O.Option<number>>(O.none, O.some(50), O.some(150)),
      earlier: mostly<ReadonlyArray<Id.TransferId>>([], fc.constant([transferId('X1')])),
    })
    .map(line),
);
const lines = fc
  .array(anyLine, { maxLength: 6 })
  .chain((all) =>
    fc.tuple(...all.map((one) => fc.nat({ max: 7 }).map((id) => ({ ...one, id: `line-${id}` })))),
  );

const anyLeg = (id: Id.LegId): fc.Arbitrary<Leg> =>
  fc
    .record({
      asset: mostly<Leg['asset']>(
        O.some(asset(id === 'L2' ? 'USD' : 'BTC')),
        oneOf(O.some(asset('USD')), O.none),
      ),
      flow: mostly<Leg['flow']>(O.some(id === 'L2' ? inward : outward), oneOf(O.some(outward), O.none)),
      quantity,
      status: oneOf<Leg['status']>(
        'Open',
        'InProgress',
        'PartlySettled',
        'Settled',
        'Settled',
        'Unrecognised',
      ),
      residual: oneOf<Leg['residual']>(O.none, O.some(amount('0.5'))),
      transfers: fc.uniqueArray(
        fc
          .tuple(
            oneOf('X1', 'X2', 'X3', 'X4'),
            oneOf('1', '1.5', '1.501'),
            oneOf('Completed' as const, 'Completed' as const, 'Pending' as const, 'Failed' as const),
            fc.boolean(),
          )
          .map(([to, much, status, isSilent]) => ({
            ...transfer(to, much, status),
            ...(isSilent ? { quantity: O.none } : {}),
          })),
        { maxLength: 2, selector: (one) => one.id },
      ),
    })
    .map((changes) => leg({ id, ...changes }));

const shown: fc.Arbitrary<Observed> = fc
  .record({
    id: settlementId,
    legs: fc
      .tuple(...legIds.map((id) => fc.option(anyLeg(id))))
      .map((all) => all.flatMap((one) => one ?? [])),
    finality: oneOf('Open' as const, 'Final' as const, 'Dead' as const, 'Reversible' as const),
    seenAtMs: oneOf(10, 60, 100, 100),
  })
  .map(({ seenAtMs, ...changes }) => ({ _tag: 'Shown', settlement: settlement(changes), seenAtMs }));
const receipted: fc.Arbitrary<Observed> = fc
  .record({
    intent: oneOf('M1/1', 'M1/2').map(intentId),
    leg: fc.option(fc.constantFrom(...legIds)).map(O.fromNullable),
    settlement: settlementId,
    to: oneOf('X1', 'X2', 'X9'),
    asset: name,
    quantity,
  })
  .map(({ intent, leg: of, settlement: id, to, asset: moves, quantity: much }) => ({
    _tag: 'Receipted',
    venue,
    account,
    intent,
    leg: of,
    receipt: {
      settlement: id,
      transfer: O.some(transfer(to, much, 'Pending')),
      asset: O.some(moves),
      quantity: O.some(much),
      oddities: [],
      warnings: [],
    },
  }));
const observations = fc.array(fc.oneof({ weight: 3, arbitrary: shown }, receipted), { maxLength: 6 });

const balance = fc.record({
  venue: fc.constant(venue),
  account: fc.constant(account),
  asset: name,
  quantity,
  available: quantity,
});
const balances = fc.record({
  before: fc.array(balance, { maxLength: 3 }),
  after: fc.array(balance, { maxLength: 3 }),
});
const showing = (showsTransfers: boolean) => ({ venue, account, capabilities: { showsTransfers } });
const options: fc.Arbitrary<Options> = fc.record({
  asOfMs: oneOf<O.Option<number>>(O.none, O.some(100)),
  tolerances: fc.array(
    fc.record({
      asset: name,
      of: oneOf('Amount' as const, 'Balance' as const),
      quantity: oneOf('0.001', '1').map(amount),
    }),
    { maxLength: 2 },
  ),
  venues: oneOf<Options['venues']>([], [showing(true)], [showing(false)], [showing(false), showing(true)]),
  covers: oneOf('EveryLeg' as const, 'WhatWePay' as const),
  balances: fc.option(balances).map(O.fromNullable),
  units: fc.constant(new Map()),
});

type Way = typeof reconcile;

/** Any order of everything, and any repetition of what was observed. */
const shuffled = <A>(all: ReadonlyArray<A>, chances: Iterator<number>): ReadonlyArray<A> =>
  all
    .map((one) => ({ one, by: Number(chances.next().value) }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ one }) => one);

const turned = ({ before, after }: BeforeAfter): BeforeAfter => ({
  before: before.toReversed(),
  after: after.toReversed(),
});

const sameInAnyOrder = (way: Way) =>
  fc.property(
    lines,
    observations,
    options,
    fc.infiniteStream(fc.nat()),
    (expected, observed, allowed, chances) => {
      const first = way(expected, observed, allowed);
      const repeated = [...observed, ...observed.filter(() => Number(chances.next().value) % 2 === 0)];
      const second = way(shuffled(expected, chances), shuffled(repeated, chances), {
        ...allowed,
        tolerances: allowed.tolerances.toReversed(),
        balances: O.isSome(allowed.balances) ? O.some(turned(allowed.balances.value)) : O.none,
      });
      expect(second).toStrictEqual(first);
    },
  );

const sumOf = (
  amounts: ReadonlyArray<O.Option<{ asset: Id.AssetId; quantity: Quantity.Quantity }>>,
  of: string,
) =>
  Quantity.sum(
    amounts.flatMap((one) => (O.isSome(one) && one.value.asset === of ? [one.value.quantity] : [])),
  );

const conserves = (way: Way) =>
  fc.property(lines, observations, options, (expected, observed, allowed) => {
    const made: Reconciliation = way(expected, observed, allowed);
    for (const total of made.totals) {
      const of = total.asset;
      const among = (all: ReadonlyArray<{ line: ExpectedLine; quantity: Quantity.Quantity }>) =>
        Quantity.sum(all.filter((one) => one.line.asset === of).map((one) => one.quantity));
      const short = sumOf(
        made.breaks.map((one) => one.short),
        of,
      );
      const extra = sumOf(
        made.breaks.map((one) => one.extra),
        of,
      );
      const wanted = Quantity.sum(expected.filter((one) => one.asset === of).map((one) => one.quantity));
      expect(Quantity.sum([among(made.matched), among(made.waiting), short, total.forgivenShort])).toBe(
        wanted,
      );
      expect([total.expected, total.short, total.extra]).toStrictEqual([wanted, short, extra]);
      expect(Quantity.sum([total.matched, extra, total.forgivenExtra])).toBe(total.observed);
    }
    const assets = new Set(expected.map((one) => one.asset));
    for (const of of assets) expect(made.totals.map((one) => one.asset)).toContain(of);
  });

/** Nothing is forgiven in an asset for which no tolerance was named. */
const forgivesOnlyWhatIsNamed = (way: Way) =>
  fc.property(lines, observations, options, (expected, observed, allowed) => {
    for (const total of way(expected, observed, allowed).totals) {
      const named = allowed.tolerances.some((one) => one.of === 'Amount' && one.asset === total.asset);
      expect(named || (total.forgivenShort === '0' && total.forgivenExtra === '0')).toBe(true);
    }
  });

const runs = { numRuns: 600 };

describe('reconciliation', () => {
  test('gives the same for any order of lines and any order and repetition of observations', () => {
    expect(fc.check(sameInAnyOrder(reconcile), runs)).toMatchObject({ failed: false });
  });

  test('conserves: expected is matched, waiting or in breaks; observed is matched or in breaks', () => {
    expect(fc.check(conserves(reconcile), runs)).toMatchObject({ failed: false });
  });

  test('forgives nothing that is not named', () => {
    expect(fc.check(forgivesOnlyWhatIsNamed(reconcile), runs)).toMatchObject({ failed: false });
  });

  test('finds nothing in nothing', () => {
    expect(reconcile([], [], strict)).toStrictEqual({ matched: [], waiting: [], breaks: [], totals: [] });
  });
});

describe('the properties catch a reconciliation that', () => {
  const lastToArrive: Way = (expected, observed, allowed) => {
    const last = new Map(observed.map((one) => [one._tag === 'Shown' ? one.settlement.id : 'receipts', one]));
    return reconcile(expected, [...last.values()], allowed);
  };
  const countsEachReading: Way = (expected, observed, allowed) => {
    const each = observed.map((one, at): Observed => {
      if (one._tag !== 'Shown') return one;
      const legs = one.settlement.legs.map((of) => ({
        ...of,
        transfers: of.transfers.map((it) => ({ ...it, id: transferId(`${it.id}-${at}`) })),
      }));
      return { ...one, settlement: { ...one.settlement, legs } };
    });
    return reconcile(expected, each, allowed);
  };
  const breaksAsFound: Way = (expected, observed, allowed) => {
    const made = reconcile(expected, observed, allowed);
    const firstLine = expected[0]?.id;
    return {
      ...made,
      breaks: made.breaks.toSorted((a) => (O.isSome(a.line) && a.line.value === firstLine ? -1 : 1)),
    };
  };
  test.each<[string, Way]>([
    ['believes what arrived last', lastToArrive],
    ['counts a transfer at each reading', countsEachReading],
    ['gives breaks in the order of the lines', breaksAsFound],
  ])('%s', (_, wrong) => {
    expect(fc.check(sameInAnyOrder(wrong), runs)).toMatchObject({ failed: true });
  });

  test('forgets what is lacking', () => {
    const forgets: Way = (expected, observed, allowed) => {
      const made = reconcile(expected, observed, allowed);
      return { ...made, breaks: made.breaks.filter((one) => one._tag !== 'Missing') };
    };
    expect(fc.check(conserves(forgets), runs)).toMatchObject({ failed: true });
  });

  test('takes a line that came in part for the whole', () => {
    const whole: Way = (expected, observed, allowed) => {
      const made = reconcile(expected, observed, allowed);
      return { ...made, matched: made.matched.map(({ line: of }) => ({ line: of, quantity: of.quantity })) };
    };
    expect(fc.check(conserves(whole), runs)).toMatchObject({ failed: true });
  });

  test('tolerates in every asset what was named for one', () => {
    const everywhere: Way = (expected, observed, allowed) =>
      reconcile(expected, observed, {
        ...allowed,
        tolerances: allowed.tolerances.flatMap((one) =>
          ['BTC', 'USD'].map((to) => ({ ...one, asset: asset(to) })),
        ),
      });
    expect(fc.check(forgivesOnlyWhatIsNamed(everywhere), runs)).toMatchObject({ failed: true });
  });
});
