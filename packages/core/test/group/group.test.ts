import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Group from '../../src/group/group.js';
import type { GroupMember, GroupTerms } from '../../src/group/terms.js';
import * as Plan from '../../src/plan/plan.js';
import { right } from '../fixture/must.js';
import { amount, asset, mandateId } from '../fixture/noun.js';
import * as Treasury from '../portfolio/treasury.js';
import { memberOf } from './world.js';

const member = (
  name: string,
  sends: number,
  receives: number,
  ...after: ReadonlyArray<string>
): GroupMember => memberOf({ name, sends, receives, after });
const creation = (name: string): GroupMember => ({
  ...member(name, 1, 0),
  plan: Plan.creating(Treasury.rulesAt('paper'), Treasury.digest)('spot', O.none, []),
});
const terms = (changes: Partial<GroupTerms> = {}): GroupTerms => ({
  name: 'G',
  members: [member('A', 3, 1), member('B', 4, 1)],
  sequencing: 'Independent',
  limits: [{ asset: asset('BTC'), most: amount('5') }],
  others: 'Refused',
  onFailure: 'HoldRest',
  ...changes,
});
const btc = (most: string) => ({ asset: asset('BTC'), most: amount(most) });
const [a, b, c] = [member('A', 3, 1), member('B', 4, 1), member('C', 1, 1)];

const cases: ReadonlyArray<readonly [Group.Reason['_tag'], string, string, Partial<GroupTerms>]> = [
  ['NoMembers', 'members', 'none', { members: [] }],
  [
    'TooManyMembers',
    'members',
    '1000',
    { members: Array.from({ length: 1_001 }, (_, at) => ({ ...a, id: mandateId(`M${at}`) })) },
  ],
  ['MemberTwice', 'member A', 'more than once', { members: [a, { ...b, id: a.id }] }],
  [
    'SettlementTwice',
    'settlement paper/desk-paper/S-A',
    'more than once',
    { members: [a, { ...a, id: b.id }] },
  ],
  ['UnknownMember', 'member A', 'X', { members: [{ ...a, after: [mandateId('X')] }] }],
  ['Cycle', 'member A', 'A waits for A', { members: [{ ...a, after: [a.id] }] }],
  [
    'Cycle',
    'member A',
    'A waits for B waits for A',
    {
      members: [
        { ...a, after: [b.id] },
        { ...b, after: [a.id] },
      ],
    },
  ],
  [
    'Cycle',
    'member B',
    'B waits for C waits for B',
    {
      members: [
        { ...a, after: [b.id] },
        { ...b, after: [c.id] },
        { ...c, after: [b.id] },
      ],
    },
  ],
  [
    'Cycle',
    'member R',
    'R waits for S waits for R',
    { sequencing: 'ReceiveFirst', members: [member('R', 0, 1, 'S'), member('S', 1, 0)] },
  ],
  ['LimitTwice', 'limit of BTC', 'more than once', { limits: [btc('5'), btc('6')] }],
  ['NoLimit', 'member A', 'BTC', { limits: [], members: [a] }],
  [
    'NotYetASettlement',
    'member N',
    'created',
    { sequencing: 'ConsentsFirst', others: 'Unlimited', members: [creation('N')] },
  ],
  ['NeverFits', 'member B', '4 BTC could be exposed, and the limit is 3.999', { limits: [btc('3.999')] }],
  ['NeverFits', 'member S2', '6 BTC could be exposed', { members: [member('S1', 3, 0), member('S2', 3, 0)] }],
];

describe('a group that cannot be carried out', () => {
  test.each(cases)('%s names its record: %s', (_tag, at, words, changes) => {
    const made = Group.make(terms(changes));
    expect(E.isLeft(made) && made.left.reasons.map((one) => [one._tag, one.at])).toStrictEqual([[_tag, at]]);
    expect(E.isLeft(made) && made.left.reasons[0]?.what).toContain(words);
  });
});

describe('a group', () => {
  test('is in an order in which each comes after what it waits for, and otherwise as it was given', () => {
    const order = (members: ReadonlyArray<GroupMember>, changes: Partial<GroupTerms> = {}) =>
      right(Group.make(terms({ members, limits: [btc('99')], ...changes }))).members.map(({ id }) => id);
    expect(order([a, b, c])).toStrictEqual(['A', 'B', 'C']);
    expect(order([{ ...a, after: [c.id] }, b, c])).toStrictEqual(['B', 'C', 'A']);
    const receiving = [member('S', 1, 0), member('B', 1, 1), member('R', 0, 1)];
    expect(order(receiving)).toStrictEqual(['S', 'B', 'R']);
    expect(order(receiving, { sequencing: 'ReceiveFirst' })).toStrictEqual(['R', 'B', 'S']);
  });

  test('has what sends wait for what has received already, until that is final', () => {
    const over = (one: GroupMember): GroupMember => ({
      ...one,
      plan: { ...one.plan, lines: one.plan.lines.map((line) => ({ ...line, by: 'Over' as const })) },
    });
    const waiting = (members: ReadonlyArray<GroupMember>) =>
      right(Group.make(terms({ members, limits: [btc('99')], sequencing: 'ReceiveFirst' }))).members.map(
        ({ id, waitsFor }) => [id, ...waitsFor].join(' '),
      );
    expect(waiting([member('S', 1, 0), over(member('R', 0, 1))])).toStrictEqual(['R', 'S R']);
    expect(waiting([member('S', 1, 0), over(member('B', 1, 1))])).toStrictEqual(['B', 'S B']);
    expect(waiting([member('B', 1, 1), over(member('R', 0, 1))])).toStrictEqual(['R', 'B R']);
    expect(waiting([member('S', 1, 0), over(member('T', 1, 0))])).toStrictEqual(['S', 'T']);
  });

  test('is plain data: it can be kept, and made again', () => {
    const kept: GroupTerms = JSON.parse(JSON.stringify(terms()));
    expect(Group.make(kept)).toStrictEqual(Group.make(terms()));
  });

  test('has conditions that change with its rules and not with how they were given', () => {
    const here = Group.conditions(terms());
    expect(Group.conditions(right(Group.make(terms())))).toStrictEqual(here);
    expect(Group.conditions(terms({ name: 'H' }))).toStrictEqual(here);
    const limits = [btc('5'), { asset: asset('ETH'), most: amount('1') }];
    expect(Group.conditions(terms({ limits }))).toStrictEqual(
      Group.conditions(terms({ limits: limits.toReversed() })),
    );
    const others = [
      terms({ sequencing: 'ReceiveFirst' }),
      terms({ onFailure: 'Continue' }),
      terms({ onFailure: 'Escalate' }),
      terms({ others: 'Unlimited' }),
      terms({ limits: [btc('6')] }),
      terms({ members: [b, a] }),
      terms({ members: [a, { ...b, after: [a.id] }] }),
    ].map((one) => JSON.stringify(Group.conditions(one)));
    expect(new Set([JSON.stringify(here), ...others]).size).toBe(8);
  });
});
