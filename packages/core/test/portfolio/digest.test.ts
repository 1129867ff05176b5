import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { unlimited } from '../../src/plan/limits.js';
import * as Portfolio from '../../src/portfolio/portfolio.js';
import type { PortfolioMember, PortfolioRequest } from '../../src/portfolio/request.js';
import { right } from '../fixture/must.js';
import { amount, asset, mandateId } from '../fixture/noun.js';
import * as Treasury from './treasury.js';

const { digest, memberOf, nowMs, purchase, requestOf, sale } = Treasury;
const planned = (changes: Partial<PortfolioRequest> = {}): Portfolio.Portfolio =>
  right(Portfolio.plan(digest)(requestOf(changes)));
const members = (...changed: ReadonlyArray<PortfolioMember>): Partial<PortfolioRequest> => ({
  members: changed,
});
const [cutOff] = requestOf().cutOffs;
if (cutOff === undefined) throw new Error('the treasury has a cut-off');
const saleLimits = memberOf(sale).limits;
const withLimits = (limits: PortfolioMember['limits']) =>
  members({ ...memberOf(sale), limits }, memberOf(purchase));

/** What is not of substance. */
const shown: ReadonlyArray<readonly [string, Partial<PortfolioRequest>]> = [
  ['members in another order', members(memberOf(purchase), memberOf(sale))],
  ['another time of the clock', { nowMs: nowMs + 86_400_000 }],
  ['another margin', { marginMs: 1 }],
  ['other balances', { balances: [] }],
  ['more assets that are known', { assets: new Set(['BTC', 'USD', 'ETH', 'SOL'].map(asset)) }],
  [
    'the names of a calendar and a zone',
    {
      cutOffs: [
        {
          ...cutOff,
          cutOff: {
            ...cutOff.cutOff,
            calendar: { ...Treasury.chaps, name: 'x', zone: { ...Treasury.london, name: 'y' } },
          },
        },
      ],
    },
  ],
  [
    'a member that a cut-off names twice',
    { cutOffs: [{ ...cutOff, members: [...cutOff.members, ...cutOff.members] }] },
  ],
  [
    'another holiday',
    {
      cutOffs: [
        {
          ...cutOff,
          cutOff: { ...cutOff.cutOff, calendar: { ...Treasury.chaps, holidays: new Map([[2026, []]]) } },
        },
      ],
    },
  ],
  [
    'who can act when',
    {
      hours: [
        {
          venue: Treasury.venueNamed('paper'),
          account: Treasury.them('paper').account,
          hours: { calendar: Treasury.chaps, opens: Treasury.at('08:00'), closes: Treasury.at('09:00') },
        },
      ],
    },
  ],
  [
    'a settlement that was not read again',
    members({ ...memberOf(sale), settlement: O.none }, memberOf(purchase)),
  ],
  ['limits in another order', withLimits({ ...saleLimits, caps: saleLimits.caps.toReversed() })],
  [
    'what a venue sends besides',
    members(memberOf({ ...sale, changes: { raw: { more: true }, createdAtMs: 5 } }), memberOf(purchase)),
  ],
  [
    'who has consented',
    members(
      memberOf({
        ...sale,
        changes: { consents: [{ by: Treasury.them('paper'), status: 'Awaited', lapsesAtMs: O.some(5) }] },
      }),
      memberOf(purchase),
    ),
  ],
];

const bigger = {
  ...sale,
  owed: [{ way: 'Out', asset: 'BTC', quantity: '1.50000001' }, ...sale.owed.slice(1)],
} as const;
const another = (name: string): PortfolioMember => ({ ...memberOf(sale), id: mandateId(name) });

/** What is. */
const substantial: ReadonlyArray<readonly [string, Partial<PortfolioRequest>, string]> = [
  ['an amount of ours', members(memberOf(bigger), memberOf(purchase)), 'member sale, leg L1'],
  [
    'an amount of theirs',
    members(
      memberOf({ ...sale, owed: [...sale.owed.slice(0, 1), { way: 'In', asset: 'USD', quantity: '97501' }] }),
      memberOf(purchase),
    ),
    'member sale, leg L2',
  ],
  [
    'a direction',
    members(
      memberOf({ ...sale, owed: [{ way: 'In', asset: 'BTC', quantity: '1.5' }, ...sale.owed.slice(1)] }),
      memberOf(purchase),
    ),
    'member sale, leg L1',
  ],
  [
    'an asset',
    members(
      memberOf({ ...sale, owed: [{ way: 'Out', asset: 'ETH', quantity: '1.5' }, ...sale.owed.slice(1)] }),
      memberOf(purchase),
    ),
    'member sale, leg L1',
  ],
  [
    'a waiver',
    members(memberOf(Treasury.waivedDeal(sale)), memberOf(purchase)),
    'member sale, expected positions',
  ],
  ['a member less', members(memberOf(purchase)), 'member sale'],
  ['the id of a mandate', members(another('sale2'), memberOf(purchase)), 'member sale2'],
  ['a condition', { conditions: ['receive first'] }, 'condition: new: receive first'],
  ['no limits', withLimits(unlimited), 'other assets are not limited'],
  [
    'a limit less',
    withLimits({ ...saleLimits, caps: saleLimits.caps.slice(1) }),
    'member sale, limit of BTC',
  ],
  [
    'a limit',
    withLimits({ ...saleLimits, caps: saleLimits.caps.map((cap) => ({ ...cap, quantity: amount('2') })) }),
    'at most 2 BTC for a day',
  ],
  [
    'for whom a limit is',
    withLimits({
      ...saleLimits,
      caps: saleLimits.caps.map((cap) => ({ ...cap, receiver: O.some(Treasury.account('x')) })),
    }),
    'to x',
  ],
  ['no cut-off', { cutOffs: [] }, 'cut-off "USD wire out": no longer there'],
  [
    'the time of a cut-off',
    { cutOffs: [{ ...cutOff, cutOff: { ...cutOff.cutOff, time: Treasury.at('17:00') } }] },
    'is now 2026-11-23 17:00',
  ],
  [
    'the offset that a cut-off is in',
    {
      cutOffs: [
        {
          ...cutOff,
          cutOff: {
            ...cutOff.cutOff,
            calendar: {
              ...Treasury.chaps,
              zone: {
                ...Treasury.london,
                changes: Treasury.london.changes.map((one) => ({ ...one, offsetMinutes: 60 })),
              },
            },
          },
        },
      ],
    },
    '16:30 UTC',
  ],
  ['whom a cut-off is for', { cutOffs: [{ ...cutOff, members: [mandateId('sale')] }] }, 'for sale'],
  ['the name of a cut-off', { cutOffs: [{ ...cutOff, name: 'USD' }] }, 'cut-off "USD": new'],
];

describe('the digest of a portfolio', () => {
  const approved = planned();

  test.each(shown)('stays the same: %s', (_, changes) => {
    const now = planned(changes);
    expect(now.digest).toBe(approved.digest);
    expect(Portfolio.difference(approved, now)).toStrictEqual([]);
    expect(Portfolio.asApproved(approved, now)).toStrictEqual(E.right(now));
  });

  test.each(substantial)('changes with %s, and it is said how', (_, changes, words) => {
    const now = planned(changes);
    expect(now.digest).not.toBe(approved.digest);
    const refused = Portfolio.asApproved(approved, now);
    expect(E.isLeft(refused) && refused.left).toMatchObject({
      _tag: 'PortfolioChanged',
      approved: approved.digest,
      planned: now.digest,
    });
    const sentences = Portfolio.difference(approved, now).map(({ what }) => what);
    expect(sentences.join('\n')).toContain(words);
  });

  test('changes exactly with substance, whatever else changes with it', () => {
    const index = (most: number) => fc.integer({ min: 0, max: most - 1 });
    const request = fc.tuple(fc.subarray(shown.map(([, one]) => one)), fc.option(index(substantial.length)));
    const build = ([shows, at]: readonly [ReadonlyArray<Partial<PortfolioRequest>>, number | null]) => {
      const changes = [...shows, at === null ? {} : (substantial[at]?.[1] ?? {})];
      const together: Partial<PortfolioRequest> = {};
      for (const one of changes) Object.assign(together, one);
      return planned(together);
    };
    fc.assert(
      fc.property(request, request, (one, other) => {
        const [a, b] = [build(one), build(other)];
        const isSame = one[1] === other[1];
        expect(a.digest === b.digest).toBe(isSame);
        expect(Portfolio.difference(a, b).length === 0).toBe(isSame);
      }),
    );
  });

  test('is of what is kept: what was approved may be written down and read again', () => {
    const written = JSON.stringify({ digest: approved.digest, substance: approved.substance });
    const kept: Portfolio.Approved = JSON.parse(written);
    expect(Portfolio.asApproved(kept, approved)).toStrictEqual(E.right(approved));
    const shortened = { ...kept, substance: kept.substance.slice(1) };
    expect(E.isLeft(Portfolio.asApproved(shortened, approved))).toBe(true);
    expect(E.isLeft(Portfolio.asApproved({ ...kept, digest: 'x' }, approved))).toBe(true);
  });

  test('shows what reads the same and is not the same as it is', () => {
    const elsewhere = Treasury.readingOf(sale).legs.map((leg) => ({
      ...leg,
      flow: O.some({
        payer: Treasury.us('paper'),
        receiver: { role: 'Agent', account: Treasury.account('x') } as const,
      }),
    }));
    const now = planned(
      members(memberOf({ ...Treasury.waivedDeal(sale), changes: { legs: elsewhere } }), memberOf(purchase)),
    );
    const difference = Portfolio.difference(
      planned(members(memberOf(Treasury.waivedDeal(sale)), memberOf(purchase))),
      now,
    );
    const asked = difference.find(({ at }) => at === 'member sale, what is asked of the venue');
    expect(asked?.what).toContain('"role":"Agent"');
  });
});

describe('an approver of a portfolio', () => {
  test('approves its plans and no other', async () => {
    const approve = Portfolio.approverOf(planned(), 'ann');
    const { plan } = memberOf(sale);
    expect(await approve(plan)()).toStrictEqual(E.right({ digest: plan.digest, by: 'ann' }));
    expect(await approve(memberOf(bigger).plan)()).toMatchObject({ left: { _tag: 'Declined', by: 'ann' } });
  });

  const answer = async (deal: Treasury.Deal): Promise<string> => {
    const said = await Portfolio.approverOf(planned(), 'ann')(Treasury.planOf(deal))();
    return E.isRight(said) ? 'approved' : said.left._tag;
  };
  const [ours, theirs] = sale.owed;
  if (ours === undefined || theirs === undefined) throw new Error('a sale has two legs');
  const settled = { status: 'Settled' } as const;

  test('does not let pass that something of ours has left by other hands', async () => {
    const legs = (status: 'Open' | 'Settled') =>
      Treasury.readingOf(sale).legs.map((leg) => ({ ...leg, actionableBy: [], status }));
    const approved = planned(
      members(memberOf({ ...sale, changes: { legs: legs('Open') } }), memberOf(purchase)),
    );
    const asked = Treasury.planOf({ ...sale, changes: { legs: legs('Settled') } });
    expect(await Portfolio.approverOf(approved, 'ann')(asked)()).toMatchObject({
      left: { _tag: 'Declined' },
    });
  });

  test('lets pass that others have delivered, and nothing else', async () => {
    const delivered = { ...sale, owed: [ours, { ...theirs, ...settled }] };
    expect(Treasury.planOf(delivered).digest).not.toBe(memberOf(sale).plan.digest);
    const answers = await Promise.all([
      answer(delivered),
      answer({ ...sale, owed: [{ ...ours, ...settled }, theirs] }),
      answer({ ...sale, owed: [ours, { ...theirs, ...settled, quantity: '97499' }] }),
      answer({
        ...sale,
        owed: [
          { ...ours, quantity: '1.4' },
          { ...theirs, ...settled },
        ],
      }),
      answer({ ...sale, owed: [ours] }),
      answer({ ...sale, owed: [ours, { ...theirs, ...settled }, { ...theirs, asset: 'ETH' }] }),
      answer(Treasury.waivedDeal(delivered)),
    ]);
    expect(answers).toStrictEqual(['approved', ...Array.from({ length: 6 }, () => 'Declined')]);
  });
});
