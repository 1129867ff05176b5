import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import { mark } from '../../src/noun/leg.js';
import { unlimited } from '../../src/plan/limits.js';
import * as Plan from '../../src/plan/plan.js';
import * as Portfolio from '../../src/portfolio/portfolio.js';
import type { PortfolioRequest } from '../../src/portfolio/request.js';
import { decimalText } from '../fixture/decimal-text.js';
import { right } from '../fixture/must.js';
import { amount, asset, mandateId } from '../fixture/noun.js';
import * as Treasury from './treasury.js';

const { balanceOf, digest, memberOf, nowMs, purchase, requestOf, sale, them, us } = Treasury;
const planned = (changes: Partial<PortfolioRequest> = {}): Portfolio.Portfolio =>
  right(Portfolio.plan(digest)(requestOf(changes)));
const tags = (changes: Partial<PortfolioRequest>): ReadonlyArray<string> =>
  planned(changes).warnings.map(({ _tag }) => _tag);

const anyDeal = fc
  .tuple(
    fc.constantFrom('paper', 'whole', 'other'),
    fc.uniqueArray(
      fc.record({
        way: fc.constantFrom('Out' as const, 'In' as const),
        asset: fc.constantFrom('BTC', 'USD', 'ETH'),
        quantity: decimalText.map((text) => amount(text)),
      }),
      { selector: (one) => one.asset, minLength: 1, maxLength: 3 },
    ),
  )
  .map(([venue, owed]) => ({ venue, owed }));
const anyDeals = fc
  .array(anyDeal, { maxLength: 8 })
  .map((deals) => deals.map((deal, place) => Treasury.waivedDeal({ ...deal, name: `M${place}` })));

describe('what moves', () => {
  test('is what the plans say, exactly: each party, each asset, nothing created and nothing lost (M8)', () => {
    fc.assert(
      fc.property(anyDeals, (deals) => {
        const { flows, nets } = planned({ members: deals.map(memberOf), cutOffs: [] });
        for (const name of ['BTC', 'USD', 'ETH']) {
          const ofAsset = flows.filter((flow) => flow.asset === name);
          expect(Quantity.sum(ofAsset.map((flow) => flow.sends))).toBe(
            Quantity.sum(ofAsset.map((flow) => flow.receives)),
          );
          const owed = deals.flatMap((deal) => deal.owed).filter((one) => one.asset === name);
          const total = (way: 'Out' | 'In') =>
            Quantity.sum(owed.filter((one) => one.way === way).map((one) => amount(one.quantity)));
          const net = nets.find((one) => one.asset === name);
          expect([net?.sends ?? '0', net?.receives ?? '0']).toStrictEqual([total('Out'), total('In')]);
          const bigger = net?.net.way === 'In' ? net.receives : (net?.sends ?? Quantity.zero);
          const smaller = net?.net.way === 'In' ? net.sends : (net?.receives ?? Quantity.zero);
          expect(Quantity.add(smaller, net?.net.quantity ?? Quantity.zero)).toBe(bigger);
        }
      }),
    );
  });

  test('is the same in whatever order it is given', () => {
    fc.assert(
      fc.property(anyDeals, (deals) => {
        const there = deals.map(memberOf);
        const here = planned({ members: there, cutOffs: [] });
        expect(planned({ members: there.toReversed(), cutOffs: [] })).toStrictEqual(here);
      }),
    );
  });

  test('is not what has moved already', () => {
    const settled = { way: 'In', asset: 'USD', quantity: '97500', status: 'Settled' } as const;
    const { flows, nets } = planned({
      members: [memberOf({ ...sale, owed: [...sale.owed.slice(0, 1), settled] })],
      cutOffs: [],
    });
    expect(flows.map(({ party, asset: what }) => `${party.role} ${what}`)).toStrictEqual([
      'Us BTC',
      'Counterparty BTC',
    ]);
    expect(nets).toStrictEqual([
      { asset: 'BTC', sends: '1.5', chargesMax: '0', receives: '0', net: { way: 'Out', quantity: '1.5' } },
    ]);
  });

  test('of a settlement that does not exist yet is what it would be created with', () => {
    const flow = { payer: us('paper'), receiver: them('paper') };
    const term = { asset: asset('ETH'), quantity: amount('3'), flow, feeMax: amount('0.1') };
    const plan = Plan.creating(Treasury.rulesAt('paper'), digest)('spot', O.none, [term]);
    const creation = { id: mandateId('new'), plan, settlement: O.none, limits: unlimited };
    const { funding, acts, warnings } = planned({ members: [creation], cutOffs: [] });
    expect(funding).toMatchObject([{ asset: 'ETH', needed: '3.1', available: O.none, shortfall: '3.1' }]);
    expect(acts).toMatchObject([{ member: 'new', by: { role: 'Us' }, waitsFor: O.none }]);
    expect(warnings.map(({ _tag }) => _tag)).toStrictEqual(['OneSided', 'BalanceNotGiven', 'Unlimited']);
  });
});

describe('funding', () => {
  test('is what an account sends and may be charged, over all its settlements, and what is missing is exact', () => {
    fc.assert(
      fc.property(anyDeals, decimalText.map(amount), (deals, available) => {
        const balances = [{ ...balanceOf('whole', 'BTC', '1'), available }];
        const { funding, warnings } = planned({ members: deals.map(memberOf), balances, cutOffs: [] });
        const sends = deals
          .filter((deal) => deal.venue === 'whole')
          .flatMap((deal) => deal.owed)
          .filter((one) => one.way === 'Out' && one.asset === 'BTC');
        const needed = Quantity.sum(sends.flatMap((one) => [amount(one.quantity), amount('0.25')]));
        const found = funding.find((one) => one.venue === 'whole' && one.asset === 'BTC');
        expect(found?.needed ?? '0').toBe(needed);
        const isShort = Quantity.compare(needed, available) > 0;
        expect(found?.shortfall ?? '0').toBe(isShort ? right(Quantity.subtract(needed, available)) : '0');
        expect(warnings.some((one) => one._tag === 'ShortFunding')).toBe(isShort);
      }),
    );
  });

  test('that is in another account, or at another venue, is not there', () => {
    const [btc] = requestOf().balances;
    if (btc === undefined) throw new Error('there is a balance');
    const elsewhere = [
      { ...btc, account: Treasury.account('another') },
      { ...btc, venue: Treasury.venueNamed('another') },
    ];
    for (const balance of elsewhere)
      expect(planned({ balances: [balance], members: [memberOf(sale)], cutOffs: [] }).funding).toMatchObject([
        { asset: 'BTC', available: O.none, shortfall: '1.5' },
      ]);
  });

  test('that is exactly there is not short', () => {
    const exact = requestOf().balances.map((one) =>
      one.asset === 'USD' ? { ...one, available: amount('64000.25') } : one,
    );
    expect(tags({ balances: exact })).toStrictEqual(['SendsFirst']);
    const short = exact.map((one) =>
      one.asset === 'USD' ? { ...one, available: amount('64000.249') } : one,
    );
    expect(planned({ balances: short }).warnings[0]).toMatchObject({
      _tag: 'ShortFunding',
      severity: 'Stops',
      at: 'balance whole/desk-whole/USD',
      what: '64000.25 USD are needed and 64000.249 are there: 0.001 are missing.',
      members: ['purchase'],
    });
  });
});

describe('deadlines', () => {
  const cutOffMs = Date.UTC(2026, 10, 23, 17, 30);
  const consents = (lapsesAtMs: number) => ({
    consents: [{ by: them('paper'), status: 'Awaited', lapsesAtMs: O.some(lapsesAtMs) } as const],
  });

  test.each([
    [cutOffMs - 1_800_001, 'Ahead', []],
    [cutOffMs - 1_800_000, 'Near', ['CutOffNear']],
    [cutOffMs - 1, 'Near', ['CutOffNear']],
    [cutOffMs, 'Missed', ['CutOffMissed']],
    [cutOffMs + 1, 'Missed', ['CutOffMissed']],
  ])('at %d a cut-off is %s', (at, state, expected) => {
    const there = planned({ nowMs: at });
    expect(there.deadlines).toMatchObject([
      { name: 'USD wire out', atMs: cutOffMs, leftMs: cutOffMs - at, state },
    ]);
    expect(tags({ nowMs: at }).filter((tag) => tag.startsWith('CutOff'))).toStrictEqual(expected);
  });

  test.each([
    [nowMs + 1_800_001, []],
    [nowMs + 1_800_000, ['ConsentNear']],
    [nowMs, ['ConsentLapsed']],
  ])('a consent that lapses at %d', (lapsesAtMs, expected) => {
    const members = [memberOf({ ...sale, changes: consents(lapsesAtMs) }), memberOf(purchase)];
    expect(tags({ members }).filter((tag) => tag.startsWith('Consent'))).toStrictEqual(expected);
    const order = planned({ members }).deadlines.map(({ atMs }) => atMs);
    expect(order).toStrictEqual([lapsesAtMs, cutOffMs].toSorted((a, b) => a - b));
  });

  test('of what is over are shown, and not warned of', () => {
    const over = memberOf({ ...purchase, changes: { finality: 'Final' } });
    expect(tags({ members: [memberOf(sale), over], nowMs: cutOffMs + 1 })).toStrictEqual(['SendsFirst']);
    expect(planned({ members: [memberOf(sale), over] }).deadlines).toMatchObject([{ matters: false }]);
  });

  test('that come before somebody else can act are warned of', () => {
    const hours = [
      {
        venue: Treasury.venueNamed('paper'),
        account: them('paper').account,
        hours: { calendar: Treasury.chaps, opens: Treasury.at('14:00'), closes: Treasury.at('17:00') },
      },
    ];
    const found = (lapsesAtMs: number, whose = hours) =>
      tags({ members: [memberOf({ ...sale, changes: consents(lapsesAtMs) })], hours: whose, cutOffs: [] });
    const opensMs = Date.UTC(2026, 10, 23, 14);
    expect(found(opensMs)).toContain('LapsesBeforeOthersCanAct');
    expect(found(opensMs + 1)).not.toContain('LapsesBeforeOthersCanAct');
    const elsewhere = hours.map((one) => ({ ...one, venue: Treasury.venueNamed('whole') }));
    expect(found(opensMs, elsewhere)).not.toContain('LapsesBeforeOthersCanAct');
  });
});

describe('who can act', () => {
  const lines = (changes: Partial<PortfolioRequest> = {}) =>
    planned(changes).acts.map(
      ({ by, what, waitsFor }) => `${by.role} ${what}${O.isSome(waitsFor) ? ' later' : ''}`,
    );

  test('now, and on what', () => {
    expect(lines({ members: [memberOf(sale)], cutOffs: [] })).toStrictEqual([
      'Us settle 1.5 BTC of S-sale',
      'Counterparty settle 97500 USD of S-sale',
    ]);
  });

  test('later, and what it waits for', () => {
    const consents = [{ by: them('paper'), status: 'Awaited', lapsesAtMs: O.none } as const];
    const members = [memberOf({ ...sale, changes: { consents } })];
    expect(lines({ members, cutOffs: [] })).toStrictEqual([
      'Us settle 1.5 BTC of S-sale later',
      'Counterparty consent to S-sale',
      'Counterparty settle 97500 USD of S-sale later',
    ]);
    expect(planned({ members, cutOffs: [] }).acts[0]?.waitsFor).toStrictEqual(
      O.some('the consent of the venue'),
    );
  });

  test('a leg that the venue shows as ours waits for nothing that another leg waits for', () => {
    const waiting = memberOf(sale);
    const members = [{ ...waiting, plan: { ...waiting.plan, waitsFor: ['another leg'] } }];
    expect(lines({ members, cutOffs: [] })[0]).toBe('Us settle 1.5 BTC of S-sale');
    const legs = Treasury.readingOf(sale).legs.map((leg) => ({ ...leg, actionableBy: [] }));
    const notOurs = members.map((one) => ({
      ...one,
      settlement: O.some({ ...Treasury.readingOf(sale), legs }),
    }));
    expect(lines({ members: notOurs, cutOffs: [] })[0]).toBe('Us settle 1.5 BTC of S-sale later');
  });
});

describe('warnings', () => {
  const of = (changes: Parameters<typeof memberOf>[0]['changes'], plan = sale) =>
    tags({ members: [memberOf({ ...Treasury.waivedDeal(plan), changes: changes ?? {} })], cutOffs: [] });

  test.each([
    ['an oddity', { oddities: [{ at: 'S-sale', what: 'it is odd' }] }, 'OddWords'],
    [
      'a word that is not known',
      { consents: [{ by: them('paper'), status: 'Unrecognised', lapsesAtMs: O.none }] } as const,
      'OddWords',
    ],
    [
      'a refusal',
      { consents: [{ by: them('paper'), status: 'Refused', lapsesAtMs: O.none }] } as const,
      'Ended',
    ],
    [
      'a lapse',
      { consents: [{ by: them('paper'), status: 'Lapsed', lapsesAtMs: O.none }] } as const,
      'Ended',
    ],
  ])('%s', (_, changes, expected) => {
    expect(of(changes)[0]).toBe(expected);
  });

  test('a direction that nobody held against anything, and no limit', () => {
    expect(
      tags({ members: [memberOf({ ...Treasury.waivedDeal(sale), limits: unlimited })], cutOffs: [] }),
    ).toStrictEqual(['SendsFirst', 'DirectionWaived', 'Unlimited']);
    const capped = {
      ...unlimited,
      caps: [{ asset: asset('BTC'), over: 'Day', receiver: O.none, quantity: amount('2') } as const],
    };
    expect(tags({ members: [memberOf({ ...sale, limits: capped })], cutOffs: [] })).toStrictEqual([
      'SendsFirst',
    ]);
    const elsewhere = {
      ...capped,
      caps: capped.caps.map((cap) => ({ ...cap, receiver: O.some(us('whole').account) })),
    };
    expect(tags({ members: [memberOf({ ...sale, limits: elsewhere })], cutOffs: [] })).toContain('Unlimited');
  });

  test('come with the worst first', () => {
    const rank = { Stops: 0, Endangers: 1, Mind: 2 } as const;
    const legs = Treasury.readingOf(sale).legs.map((leg) => ({ ...leg, mark: mark('x') }));
    const { warnings } = planned({
      nowMs: Date.UTC(2026, 10, 23, 17, 29),
      balances: [],
      members: [
        memberOf({
          ...Treasury.waivedDeal(sale),
          limits: unlimited,
          changes: { legs, oddities: [{ at: 'x', what: 'odd' }] },
        }),
        { ...memberOf(purchase), settlement: O.none },
      ],
    });
    const ranks = warnings.map(({ severity }) => rank[severity]);
    expect(ranks).toStrictEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBe(3);
    expect(warnings.map(({ _tag }) => _tag)).toContain('NotRead');
  });
});
