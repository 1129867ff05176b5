import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { entries } from '../../src/journal/bookkeeping.js';
import { newDraft } from '../../src/journal/draft.js';
import * as Leasing from '../../src/journal/leasing.js';
import { carryOut, memoryStore } from '../../src/journal/memory-store.js';
import { decodeOrder } from '../../src/journal/standing-orders.js';
import type { Ask, Deed, StoreTime } from '../../src/port/store.js';
import { right } from '../fixture/must.js';
import { storyOf } from '../fixture/mandate.js';
import { settlementId } from '../fixture/noun.js';

const at = (era: string, monotonicMs: number, wallMs: number): StoreTime => ({ era, monotonicMs, wallMs });

describe('a lease over a restart of the machine', () => {
  /** Cards that are carried from deed to deed, at instants of the test's own. */
  const machine = () => {
    const cards = new Map<string, string>();
    return <A>(now: StoreTime, deed: Deed<A>): A => {
      const work = carryOut(deed(now), ({ keys }) => ({
        cards: new Map(keys.flatMap((key) => (cards.has(key) ? [[key, cards.get(key) ?? '']] : []))),
        range: [],
      }));
      for (const { key, value } of work.changes) cards.set(key, value ?? '');
      return work.answer;
    };
  };
  const take = (owner = 'a') => Leasing.acquire('lane', owner, 1_000);
  const lease = (epoch: number) => ({ lane: 'lane', owner: 'a', epoch, untilMs: 0 });

  test('lasts by the monotonic clock while that runs, whatever the wall clock does', () => {
    const perform = machine();
    expect(perform(at('one', 0, 50_000), take())).toStrictEqual(O.some(1));
    expect(perform(at('one', 999, 900_000), take('b'))).toStrictEqual(O.none);
    expect(perform(at('one', 999, 900_000), Leasing.renew(lease(1), 500))).toBe(true);
    expect(perform(at('one', 1_498, 0), take('b'))).toStrictEqual(O.none);
    expect(perform(at('one', 1_499, 0), take('b'))).toStrictEqual(O.some(2));
  });

  test('lasts by the wall clock after it, and counts on', () => {
    const perform = machine();
    perform(at('one', 700_000, 50_000), take());
    expect(perform(at('two', 0, 50_999), take('b'))).toStrictEqual(O.none);
    expect(perform(at('two', 9_999_999, 50_999), take('b'))).toStrictEqual(O.none);
    expect(perform(at('two', 0, 51_000), take('b'))).toStrictEqual(O.some(2));
  });

  test('that was given back is free in the next era as well', () => {
    const perform = machine();
    perform(at('one', 700_000, 50_000), take());
    perform(at('one', 700_001, 50_001), Leasing.release(lease(1)));
    expect(perform(at('two', 0, 50_001), take('b'))).toStrictEqual(O.some(2));
  });
});

describe('a draft', () => {
  /** A store that counts how often it is asked. */
  const asked = <A>(deed: Deed<A>) => {
    const asks: Array<Ask> = [];
    const cards = new Map([
      ['a', '1'],
      ['b', '2'],
    ]);
    const work = carryOut(deed(at('', 0, 0)), (ask) => {
      asks.push(ask);
      return {
        cards: new Map(ask.keys.flatMap((key) => (cards.has(key) ? [[key, cards.get(key) ?? '']] : []))),
        range: [],
      };
    });
    return { work, asks };
  };

  test('shows what it has changed, and asks for no card twice', () => {
    const { work, asks } = asked(function* () {
      const draft = newDraft();
      yield* draft.prefetch(['a', 'b', 'nothing']);
      yield* draft.prefetch(['a', 'b']);
      draft.put('a', 'changed');
      draft.remove('b');
      draft.put('c', 'new');
      const seen = [];
      for (const key of ['a', 'b', 'c', 'nothing', 'nothing', 'd', 'd']) seen.push(yield* draft.card(key));
      return draft.done(seen);
    });
    expect(work.answer).toStrictEqual([
      'changed',
      undefined,
      'new',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(asks.map(({ keys }) => keys)).toStrictEqual([['a', 'b', 'nothing'], ['d']]);
    expect(work.changes).toStrictEqual([
      { key: 'a', value: 'changed' },
      { key: 'b', value: undefined },
      { key: 'c', value: 'new' },
    ]);
  });

  test('that comes to nothing changes nothing', () => {
    const { work } = asked(function* () {
      const draft = newDraft();
      yield* draft.card('a');
      draft.put('a', 'changed');
      draft.add({ stream: 's', text: 't' });
      return draft.nothing('no');
    });
    expect(work).toStrictEqual({ answer: 'no', changes: [], lines: [] });
  });

  test('changes a card once, by its last word', () => {
    const { work } = asked(function* () {
      const draft = newDraft();
      yield* draft.card('a');
      for (const value of ['1', '2', '3']) draft.put('a', value);
      return draft.done(undefined);
    });
    expect(work.changes).toStrictEqual([{ key: 'a', value: '3' }]);
  });
});

describe('what a decision means for the books', () => {
  const story = storyOf('M/1');
  const intent = 'M/1';
  // The call may still be on its way: nothing is proven by a person's word.
  test.each([
    [
      { _tag: 'Adopted', settlement: settlementId, reference: 'T1' } as const,
      [
        { _tag: 'Spent', intent, proven: false },
        { _tag: 'Over', intent, atMs: 9 },
      ],
    ],
    [{ _tag: 'DeclaredVoid' } as const, [{ _tag: 'Freed', intent, proven: false }]],
    [
      { _tag: 'Withdrawn' } as const,
      [
        { _tag: 'Freed', intent, proven: true },
        { _tag: 'Uncommitted', intent },
      ],
    ],
  ])('%j', (decision, made) => {
    expect(entries(story.decided(decision, 9))).toStrictEqual(made);
  });
});

describe('a store in memory', () => {
  test('that a deed broke says so, and goes on', async () => {
    const store = memoryStore({ monotonicMs: () => 1 });
    // oxlint-disable-next-line require-yield
    const broken = await store.perform(function* (): Generator<Ask, never> {
      throw new Error('invariant: the test');
    })();
    expect(broken).toStrictEqual(E.left({ _tag: 'JournalFailed', detail: 'invariant: the test' }));
    const time = right(
      // oxlint-disable-next-line require-yield
      await store.perform(function* (now) {
        return { answer: now, changes: [], lines: [] };
      })(),
    );
    expect(time).toStrictEqual({ era: 'memory', monotonicMs: 1, wallMs: 1 });
  });
});

test.each([
  ['{', 'it is not JSON'],
  [
    '{"v":2,"_tag":"Halt","scope":{"_tag":"Everything"},"atMs":1,"by":"ann","why":""}',
    'it is damaged, or of a newer version',
  ],
  [
    '{"v":1,"_tag":"Stop","scope":{"_tag":"Everything"},"atMs":1,"by":"ann","why":""}',
    'it is damaged, or of a newer version',
  ],
  [
    '{"v":1,"_tag":"Halt","scope":{"_tag":"Nothing"},"atMs":1,"by":"ann","why":""}',
    'it is damaged, or of a newer version',
  ],
  [
    '{"v":1,"_tag":"Halt","scope":{"_tag":"Everything"},"atMs":1.5,"by":"ann","why":""}',
    'it is damaged, or of a newer version',
  ],
  [
    '{"v":1,"_tag":"Halt","scope":{"_tag":"Everything"},"atMs":1,"why":""}',
    'it is damaged, or of a newer version',
  ],
])('an order is never guessed at: %s', (line, why) => {
  expect(decodeOrder(line)).toStrictEqual(E.left(why));
});
