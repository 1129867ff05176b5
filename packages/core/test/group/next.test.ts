import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as Group from '../../src/group/group.js';
import type { GroupTerms } from '../../src/group/terms.js';
import { right } from '../fixture/must.js';
import { amount, asset, mandateId } from '../fixture/noun.js';
import * as Treasury from '../portfolio/treasury.js';
import { type Actor, type Next, type Stage, explore, memberOf, standingAt } from './world.js';

const actor = (name: string, sends: number, receives: number, ...after: ReadonlyArray<string>): Actor => ({
  name,
  sends,
  receives,
  after,
});
const termsOf = (
  actors: ReadonlyArray<Actor>,
  most: number,
  changes: Partial<GroupTerms> = {},
): GroupTerms => ({
  name: 'G',
  members: actors.map(memberOf),
  sequencing: 'Independent',
  limits: [{ asset: asset('BTC'), most: amount(String(most)) }],
  others: 'Unlimited',
  onFailure: 'HoldRest',
  ...changes,
});

const inOrder = (group: Group.Group, actors: ReadonlyArray<Actor>): ReadonlyArray<Actor> =>
  group.members.flatMap(({ id }) => actors.filter(({ name }) => name === id));

const exploreAll = (actors: ReadonlyArray<Actor>, terms: GroupTerms, next: Next = Group.next) => {
  const group = right(Group.make(terms));
  const ways = [false, true].flatMap((bad) => [false, true].map((stale) => ({ bad, stale })));
  return ways
    .map((way) => explore({ group, actors: inOrder(group, actors), next, ...way }))
    .map(({ wrong }) => wrong)
    .find((wrong) => wrong !== undefined);
};

const three: ReadonlyArray<Actor> = [actor('A', 6, 1), actor('B', 5, 1), actor('C', 4, 1)];
const mixed: ReadonlyArray<Actor> = [actor('S', 3, 0), actor('R', 0, 1), actor('B', 4, 1)];
const chain: ReadonlyArray<Actor> = [actor('A', 3, 1), actor('B', 3, 1, 'A'), actor('C', 3, 1)];

const rules = (['HoldRest', 'Continue', 'Escalate'] as const).flatMap((onFailure) =>
  (['Independent', 'ReceiveFirst'] as const).map((sequencing) => ({ onFailure, sequencing })),
);

describe('in every order in which things can happen', () => {
  test.each(rules)('nothing goes wrong: $onFailure, $sequencing', (rule) => {
    expect(exploreAll(three, termsOf(three, 10, rule))).toBeUndefined();
    expect(exploreAll(mixed, termsOf(mixed, 7, rule))).toBeUndefined();
    expect(exploreAll(chain, termsOf(chain, 6, rule))).toBeUndefined();
  });

  test('of whatever small group', () => {
    const name = fc.constantFrom('A', 'B', 'C', 'D');
    const anyActor = fc.record({
      name,
      sends: fc.integer({ min: 0, max: 4 }),
      receives: fc.integer({ min: 0, max: 1 }),
      after: fc.uniqueArray(name, { maxLength: 2 }),
    });
    const actors = fc
      .uniqueArray(anyActor, { selector: (one) => one.name, minLength: 1, maxLength: 4 })
      .map((all) => all.filter(({ sends, receives }) => sends + receives > 0))
      .map((all) =>
        all.map((one) => ({
          ...one,
          after: one.after.filter((other) => all.some((each) => each.name === other)),
        })),
      );
    let made = 0;
    fc.assert(
      fc.property(actors, fc.integer({ min: 1, max: 9 }), fc.constantFrom(...rules), (all, most, rule) => {
        const terms = termsOf(all, most, rule);
        if (E.isLeft(Group.make(terms))) return;
        made += 1;
        expect(exploreAll(all, terms)).toBeUndefined();
      }),
      { numRuns: 150 },
    );
    expect(made).toBeGreaterThan(30);
  });

  test('a decision does not depend on the order in which standings come', () => {
    const group = right(Group.make(termsOf(three, 10)));
    const stage = fc.constantFrom<Stage>('Idle', 'Gone', 'Left', 'Come', 'Final', 'Failed', 'Lost', 'Parked');
    fc.assert(
      fc.property(fc.tuple(stage, stage, stage), (stages) => {
        const standings = three.map((one, place) => standingAt(one, stages[place] ?? 'Idle'));
        expect(Group.next(group, standings.toReversed())).toStrictEqual(Group.next(group, standings));
      }),
    );
  });
});

/** Rules that are wrong in one way each. */
const planted: ReadonlyArray<readonly [string, ReadonlyArray<Actor>, GroupTerms, Next]> = [
  [
    'no limit',
    three,
    termsOf(three, 10),
    (group, standings) => Group.next({ ...group, limits: [] }, standings),
  ],
  [
    'only what has left counts, not what may leave',
    three,
    termsOf(three, 10),
    (group, standings) =>
      Group.next(
        group,
        standings.map((one) => ({ ...one, isOver: true })),
      ),
  ],
  [
    'room is kept for nobody',
    three,
    termsOf(three, 10),
    (group, standings) => {
      const held = (id: string): boolean =>
        standings.some((one) => one.member === id && one.phase === 'Held');
      const go = group.members
        .filter(({ id }) => held(id))
        .flatMap(({ id }) => {
          const members = group.members.filter((one) => one.id === id || !held(one.id));
          return Group.next({ ...group, members }, standings).go;
        });
      return { ...Group.next(group, standings), go };
    },
  ],
  [
    'room is given to whoever fits first',
    [actor('A', 3, 1), actor('B', 6, 1), actor('C', 5, 1)],
    termsOf([actor('A', 3, 1), actor('B', 6, 1), actor('C', 5, 1)], 8),
    (group, standings) => {
      const go: Array<(typeof standings)[number]['member']> = [];
      for (const { id } of group.members) {
        const members = group.members.filter(
          (one) =>
            one.id === id ||
            go.includes(one.id) ||
            !standings.some((each) => each.member === one.id && each.phase === 'Held'),
        );
        if (Group.next({ ...group, members }, standings).go.includes(id)) go.push(id);
      }
      return { ...Group.next(group, standings), go };
    },
  ],
  [
    'a limit that was taken as not reached when it is exceeded by one',
    three,
    termsOf(three, 10),
    (group, standings) =>
      Group.next({ ...group, limits: [{ asset: asset('BTC'), most: amount('11') }] }, standings),
  ],
  [
    'senders do not wait',
    mixed,
    termsOf(mixed, 7, { sequencing: 'ReceiveFirst' }),
    (group, standings) =>
      Group.next(
        { ...group, members: group.members.map((one) => ({ ...one, waitsFor: one.after })) },
        standings,
      ),
  ],
  [
    'what is under way is as good as final',
    chain,
    termsOf(chain, 9),
    (group, standings) =>
      Group.next(
        group,
        standings.map((one) => (one.phase === 'UnderWay' ? { ...one, phase: 'Final' } : one)),
      ),
  ],
  [
    'a failure is forgotten',
    three,
    termsOf(three, 15),
    (group, standings) => Group.next({ ...group, onFailure: 'Continue' }, standings),
  ],
  [
    'a person is not asked',
    three,
    termsOf(three, 10, { onFailure: 'Escalate' }),
    (group, standings) => ({ ...Group.next(group, standings), needsPerson: false }),
  ],
  [
    'what failed takes no room any more',
    three,
    termsOf(three, 10, { onFailure: 'Continue' }),
    (group, standings) =>
      Group.next(
        group,
        standings.map((one) => (one.phase === 'Failed' ? { ...one, out: new Map() } : one)),
      ),
  ],
  [
    'everybody goes at once',
    three,
    termsOf(three, 15),
    (group, standings) => {
      const decision = Group.next(group, standings);
      return { ...decision, go: [...decision.go, ...decision.held.map(({ member }) => member)] };
    },
  ],
  [
    'nobody goes',
    three,
    termsOf(three, 10),
    (group, standings) => ({ ...Group.next(group, standings), go: [] }),
  ],
];

describe('a wrong rule is caught', () => {
  test.each(planted)('%s', (_, actors, terms, next) => {
    expect(exploreAll(actors, terms)).toBeUndefined();
    expect(exploreAll(actors, terms, next)).toEqual(expect.any(String));
  });
});

describe('a decision', () => {
  const decide = (terms: GroupTerms, actors: ReadonlyArray<Actor>, stages: ReadonlyArray<Stage>) =>
    Group.next(
      right(Group.make(terms)),
      actors.map((one, place) => standingAt(one, stages[place] ?? 'Idle')),
    );

  test('says what is held, and why, in exact quantities', () => {
    const { go, held, exposed } = decide(termsOf(three, 10), three, ['Gone', 'Idle', 'Idle']);
    expect(go).toStrictEqual([]);
    expect(held.map(({ member, because }) => [member, because[0]?._tag, because[0]?.what])).toStrictEqual([
      ['B', 'Exposure', 'with it, and what goes before it, 11 BTC could be exposed, and the limit is 10'],
      ['C', 'Exposure', 'with it, and what goes before it, 15 BTC could be exposed, and the limit is 10'],
    ]);
    expect([...exposed]).toStrictEqual([['BTC', '6']]);
  });

  test('lets go what exactly reaches the limit', () => {
    expect(decide(termsOf(three, 11), three, ['Gone', 'Idle', 'Idle']).go).toStrictEqual(['B']);
    expect(decide(termsOf(three, 15), three, ['Idle', 'Idle', 'Idle']).go).toStrictEqual(['A', 'B', 'C']);
  });

  test.each([
    ['HoldRest', true, false, true],
    ['Escalate', false, true, false],
  ] as const)('after a failure: %s', (onFailure, forGood, needsPerson, isOver) => {
    const decision = decide(termsOf(three, 20, { onFailure }), three, ['Failed', 'Idle', 'Idle']);
    expect(decision).toMatchObject({ go: [], needsPerson, isOver });
    expect(decision.held.map((one) => one.forGood)).toStrictEqual([forGood, forGood]);
  });

  test('after a failure: Continue lets go all but what had to come after it', () => {
    const terms = termsOf(chain, 9, { onFailure: 'Continue' });
    const decision = decide(terms, chain, ['Failed', 'Idle', 'Idle']);
    expect(decision).toMatchObject({ go: ['C'], held: [{ member: 'B', forGood: true }] });
    expect(decide(terms, chain, ['Failed', 'Idle', 'Final']).isOver).toBe(true);
  });

  test('keeps no room for what never goes, and holds what comes after that as well', () => {
    const terms = termsOf(chain, 3, { onFailure: 'Continue' });
    expect(decide(terms, chain, ['Failed', 'Idle', 'Idle']).go).toStrictEqual(['C']);
    const long = [actor('A', 1, 1), actor('B', 1, 1, 'A'), actor('C', 1, 1, 'B')];
    const decision = decide(termsOf(long, 3, { onFailure: 'Continue' }), long, ['Failed', 'Idle', 'Idle']);
    expect(decision).toMatchObject({ go: [], isOver: true });
    expect(decision.held.map((one) => one.forGood)).toStrictEqual([true, true]);
  });

  test('takes a lapse for a failure, and follows what is still open of it', () => {
    const group = right(Group.make(termsOf(three, 20)));
    const [first, ...rest] = three.map((one) => standingAt(one, 'Idle'));
    if (first === undefined) throw new Error('there are three');
    const lapsed = { ...first, phase: 'Lapsed' } as const;
    expect(Group.next(group, [lapsed, ...rest])).toMatchObject({ go: [], isOver: true, needsPerson: false });
    const open = { ...lapsed, gone: true, isOver: false };
    expect(Group.next(group, [open, ...rest])).toMatchObject({
      go: [],
      isOver: false,
      asks: [{ who: 'a worker', member: 'A' }],
    });
  });

  test('names a person where nobody else is left', () => {
    const all = [actor('S1', 3, 0), actor('R', 0, 1), actor('S2', 3, 0)];
    const decision = decide(termsOf(all, 3, { onFailure: 'Continue' }), all, ['Final', 'Failed', 'Idle']);
    expect(decision).toMatchObject({ go: [], isOver: false, needsPerson: true, asks: [{ member: 'S2' }] });
    expect(decision.asks[0]?.what).toContain('6 BTC could be exposed');
  });

  test('holds the rest while it is not known where one stands, unless it is to continue', () => {
    for (const onFailure of ['HoldRest', 'Escalate', 'Continue'] as const) {
      const group = right(Group.make(termsOf(three, 20, { onFailure })));
      const standings = three.map((one) => standingAt(one, 'Idle'));
      const unread = standings.map((one, at) => ({ ...one, isRead: at > 0 }));
      const expected = onFailure === 'Continue' ? ['A', 'B', 'C'] : [];
      expect(Group.next(group, unread).go).toStrictEqual(expected);
      const forgotten = Group.next(group, standings.slice(1));
      expect(forgotten.go).toStrictEqual(onFailure === 'Continue' ? ['B', 'C'] : []);
      expect(forgotten.needsPerson).toBe(true);
    }
  });

  test('waits for every consent of others, and names whose', () => {
    const group = right(Group.make(termsOf(three, 20, { sequencing: 'ConsentsFirst' })));
    const standings = three.map((one) => standingAt(one, 'Idle'));
    const awaiting = standings.with(1, {
      ...standingAt(three[1] ?? actor('', 0, 0), 'Idle'),
      awaited: [Treasury.them('paper')],
    });
    const { go, asks } = Group.next(group, awaiting);
    expect(go).toStrictEqual([]);
    expect(asks).toStrictEqual([{ who: 'Counterparty other-paper', member: 'B', what: 'consent to it' }]);
    expect(Group.next(group, standings).go).toStrictEqual(['A', 'B', 'C']);
    const lapsed = standings.with(1, { ...standingAt(three[1] ?? actor('', 0, 0), 'Idle'), phase: 'Lapsed' });
    const over = Group.next({ ...group, onFailure: 'Continue' }, lapsed);
    expect(over).toMatchObject({ go: [], isOver: true });
    expect(over.held.map(({ member }) => member)).toStrictEqual([mandateId('A'), mandateId('C')]);
  });

  test('names the venue, or whoever owes, for what is settling', () => {
    const group = right(Group.make(termsOf(three, 20)));
    const [first, ...rest] = three.map((one) => standingAt(one, 'Final'));
    if (first === undefined) throw new Error('there are three');
    const settling = { ...first, phase: 'Settling' } as const;
    expect(Group.next(group, [settling, ...rest]).asks.map(({ who }) => who)).toStrictEqual(['the venue']);
    expect(
      Group.next(group, [{ ...settling, allReceived: false }, ...rest]).asks.map(({ who }) => who),
    ).toStrictEqual(['Counterparty other-paper']);
  });
});
