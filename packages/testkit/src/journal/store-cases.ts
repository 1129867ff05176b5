import type { Card, Deed, Range, Store, Work } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import type { OpenJournal } from './journal-world.js';
import type { Within } from './within.js';

type Change = Work<unknown>['changes'][number];

const put = (key: string, value: string): Change => ({ key, value });
const gone = (key: string): Change => ({ key, value: undefined });

const perform = async <A>({ store }: { readonly store: Store }, deed: Deed<A>): Promise<A> =>
  right(await store.perform(deed)());

/** A deed that looks at nothing. */
const write = (changes: ReadonlyArray<Change>, lines: Work<unknown>['lines'] = []): Deed<string> =>
  // oxlint-disable-next-line require-yield
  function* () {
    return { answer: 'written', changes, lines };
  };

/** A deed that only looks. */
const look = (
  keys: ReadonlyArray<string>,
  range?: Range,
): Deed<{ readonly cards: Readonly<Record<string, string>>; readonly range: ReadonlyArray<Card> }> =>
  function* () {
    const shown = yield { keys, range };
    const answer = { cards: Object.fromEntries(shown.cards), range: shown.range.map(plain) };
    return { answer, changes: [], lines: [] };
  };

const plain = ({ key, value }: Card): Card => ({ key, value });

/** Counts up, and answers what it was before. */
const countUp: Deed<string> = function* () {
  const { cards } = yield { keys: ['count'], range: undefined };
  const before = cards.get('count') ?? '0';
  return { answer: before, changes: [put('count', String(Number(before) + 1))], lines: [] };
};

/** Keys in the order of their bytes, which is not the order of any language. */
const inOrder = [
  'a',
  'k',
  'k ',
  'k!',
  "k'(",
  'k*',
  'k-',
  'k-a',
  'k.',
  'k/',
  'k/%20',
  'k/0',
  'k/00',
  'k/1',
  'k/10',
  'k/2',
  'k/A',
  'k/B/a',
  'k/Z',
  'k/_',
  'k/a',
  'k/a/',
  'k/aa',
  'k/b',
  'k/~',
  'k0',
  'kA',
  'ka',
  'z',
];

const all: Range = { from: 'k', before: 'l', limit: 1_000 };

/** What a store promises by itself. */
export const storeCases = ({ test, expect }: TestApi, within: Within): void => {
  const keysIn = async (view: OpenJournal, range: Range): Promise<ReadonlyArray<string>> =>
    (await perform(view, look([], range))).range.map(({ key }) => key);

  test(
    'shows the cards that are there, and no others',
    within(async (view) => {
      expect(await perform(view, write([put('a', '1'), put('b', ''), put('c', '3')]))).toEqual('written');
      expect(await perform(view, look(['b', 'a', 'nothing']))).toEqual({
        cards: { a: '1', b: '' },
        range: [],
      });
      expect(await perform(view, look([]))).toEqual({ cards: {}, range: [] });
      await perform(view, write([gone('a'), put('b', '2'), gone('nothing')]));
      expect((await perform(view, look(['a', 'b', 'c', 'nothing']))).cards).toEqual({ b: '2', c: '3' });
    }),
  );

  test(
    'shows keys and a range in one go, and hundreds of keys',
    within(async (view) => {
      const keys = Array.from({ length: 500 }, (_, at) => `key/${at}`);
      await perform(view, write(keys.map((key) => put(key, key))));
      const range = { from: 'key/10', before: 'key/11', limit: 3 };
      const shown = await perform(view, look(keys, range));
      expect(Object.keys(shown.cards).length).toEqual(500);
      expect(shown.range).toEqual(['key/10', 'key/100', 'key/101'].map((key) => ({ key, value: key })));
    }),
  );

  test(
    'shows a range in the order of bytes, from its first key to before its last, and no more than its limit',
    within(async (view) => {
      await perform(view, write(inOrder.toReversed().map((key) => put(key, key))));
      const inside = inOrder.filter((key) => key >= all.from && key < all.before);
      expect(await keysIn(view, all)).toEqual(inside);
      expect(await keysIn(view, { ...all, limit: 1 })).toEqual(inside.slice(0, 1));
      expect(await keysIn(view, { ...all, limit: 9 })).toEqual(inside.slice(0, 9));
      expect(await keysIn(view, { from: 'k/', before: 'k0', limit: 100 })).toEqual(
        inside.filter((key) => key.startsWith('k/')),
      );
      expect(await keysIn(view, { from: 'k/a', before: 'k/a', limit: 100 })).toEqual([]);
      expect(await keysIn(view, { from: 'k/a ', before: 'k/b', limit: 100 })).toEqual(['k/a/', 'k/aa']);
      expect(await keysIn(view, { from: 'x', before: 'b', limit: 100 })).toEqual([]);
    }),
  );

  test(
    'adds lines to each stream in order, whatever else is added',
    within(async (view, world) => {
      const line = (stream: string, text: string) => ({ stream, text });
      await perform(view, write([], [line('a', '1'), line('b', '1'), line('a', '2'), line(' a', '1')]));
      await perform(view, write([], [line('b', '2'), line('a', '1')]));
      const other = await world.open();
      const read = await Promise.all(['a', 'b', ' a', 'A'].map((stream) => other.store.lines(stream)()));
      expect(read.map(right)).toEqual([['1', '2', '1'], ['1', '2'], ['1'], []]);
    }),
  );

  test(
    'shows to a deed what the one before it wrote, wherever that was',
    within(async (view, world) => {
      const other = await world.open();
      const answers: Array<string> = [];
      for (const one of [view, other, view, other])
        // oxlint-disable-next-line no-await-in-loop
        answers.push(await perform(one, countUp));
      expect(answers).toEqual(['0', '1', '2', '3']);
    }),
  );

  test(
    'carries deeds out as if one after the other, when they come at the same time',
    within(async (view, world) => {
      const other = await world.open();
      const before = await Promise.all(
        Array.from({ length: 24 }, (_, at) => perform(at % 3 === 0 ? other : view, countUp)),
      );
      expect(before.map(Number).toSorted((a, b) => a - b)).toEqual(before.map((_, at) => at));
      expect((await perform(other, look(['count']))).cards).toEqual({ count: '24' });
    }),
  );

  test(
    'changes nothing by a deed that breaks, and is held up by it no longer than it takes',
    within(async (view, world) => {
      await perform(view, write([put('a', '1')]));
      const breaking: Deed<string> = function* () {
        yield { keys: ['a'], range: undefined };
        throw new Error('invariant: a deed of the suite breaks');
      };
      const broken = await view.store.perform(breaking)();
      expect(E.isLeft(broken) && broken.left._tag).toEqual('JournalFailed');
      const other = await world.open();
      expect(await perform(other, write([put('b', '2')]))).toEqual('written');
      expect((await perform(other, look(['a', 'b']))).cards).toEqual({ a: '1', b: '2' });
    }),
  );

  test(
    'writes nothing by a deed that only looks',
    within(async (view) => {
      await perform(view, write([put('a', '1')], [{ stream: 's', text: '1' }]));
      for (let count = 0; count < 20; count += 1)
        // oxlint-disable-next-line no-await-in-loop
        await perform(view, look(['a', 'b'], all));
      expect((await perform(view, look(['a', 'b']))).cards).toEqual({ a: '1' });
      expect(right(await view.store.lines('s')())).toEqual(['1']);
    }),
  );

  test(
    'answers whatever a deed answers, as it is',
    within(async (view) => {
      const answer = { number: 1n, map: new Map([['a', 1]]), call: () => 7, nothing: undefined };
      // oxlint-disable-next-line require-yield
      const answering: Deed<typeof answer> = function* () {
        return { answer, changes: [put('a', '1')], lines: [] };
      };
      expect((await perform(view, answering)) === answer).toEqual(true);
    }),
  );

  test(
    'tells a time that everybody shares and that never goes back',
    within(async (view, world) => {
      const other = await world.open();
      // oxlint-disable-next-line require-yield
      const tell: Deed<Parameters<Deed<void>>[0]> = function* (now) {
        return { answer: now, changes: [], lines: [] };
      };
      const first = await perform(view, tell);
      const second = await perform(other, tell);
      expect(second.era).toEqual(first.era);
      expect(second.monotonicMs >= first.monotonicMs).toEqual(true);
      await world.elapse(world.shortMs);
      const later = await perform(view, tell);
      expect(later.monotonicMs - second.monotonicMs >= world.shortMs - 1).toEqual(true);
      // After the year 2001: a wall clock, in milliseconds.
      expect(later.wallMs > 1_000_000_000_000).toEqual(true);
    }),
  );
};
