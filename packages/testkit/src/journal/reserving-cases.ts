import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import type { OpenJournal } from './journal-world.js';
import { lane } from './paper-mandate.js';
import type { Within } from './within.js';

const reserve = async (
  { journal }: OpenJournal,
  atLeast: bigint,
  count = 1n,
  on: string = lane,
): Promise<bigint> => right(await journal.reserve(on, atLeast, count)());

const claim = async ({ journal }: OpenJournal, names: ReadonlyArray<string>, use: string, scope = 'nonces') =>
  right(await journal.claim(scope, names, use)());

/** Numbers and names that are used once (X1, S4). */
export const reservingCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'reserves numbers that nobody had before, not less than what is asked for (X1)',
    within(async (view, world) => {
      const other = await world.open();
      expect(await reserve(view, 100n, 10n)).toEqual(100n);
      expect(await reserve(other, 50n, 5n)).toEqual(110n);
      expect(await reserve(view, 115n)).toEqual(115n);
      expect(await reserve(other, 0n)).toEqual(116n);
      expect(await reserve(view, 9_007_199_254_740_993n, 2n)).toEqual(9_007_199_254_740_993n);
      expect(await reserve(other, 0n)).toEqual(9_007_199_254_740_995n);
      expect(await reserve(view, 10n ** 30n)).toEqual(10n ** 30n);
      expect(await reserve(other, 0n)).toEqual(10n ** 30n + 1n);
    }),
  );

  test(
    'reserves for each lane by itself',
    within(async (view) => {
      for (const on of ['paper key 1', 'paper key 2', 'paper%20key 1', 'Paper key 1', 'schlüssel'])
        // oxlint-disable-next-line no-await-in-loop
        expect(await reserve(view, 7n, 3n, on)).toEqual(7n);
      expect(await reserve(view, 7n, 1n, 'schlüssel')).toEqual(10n);
    }),
  );

  test(
    'takes names for one use, for ever, and answers the same when it is asked again (S4)',
    within(async (view, world) => {
      const other = await world.open();
      expect(await claim(view, ['a', 'b'], 'M/1')).toEqual(O.none);
      expect(await claim(other, ['b', 'a'], 'M/1')).toEqual(O.none);
      expect(await claim(other, ['b'], 'M/2')).toEqual(O.some({ name: 'b', use: 'M/1' }));
      expect(await claim(view, [], 'M/2')).toEqual(O.none);
      expect(await claim(view, ['a'], 'M/2', 'another scope')).toEqual(O.none);
    }),
  );

  test(
    'takes all names or none (S4)',
    within(async (view) => {
      expect(await claim(view, ['taken'], 'M/1')).toEqual(O.none);
      const refused = await claim(view, ['new 1', 'taken', 'new 2'], 'M/2');
      expect(refused).toEqual(O.some({ name: 'taken', use: 'M/1' }));
      expect(await claim(view, ['new 1', 'new 2'], 'M/3')).toEqual(O.none);
    }),
  );

  test(
    'takes names of any text, and many at a time',
    within(async (view) => {
      const names = ['', '/', 'a/b', 'a%2Fb', '\u0000', '\u00e9', 'e\u0301', '\u{1f600}', 'x'.repeat(1_000)];
      for (const [at, name] of names.entries())
        // oxlint-disable-next-line no-await-in-loop
        expect(await claim(view, [name], `use ${at}`)).toEqual(O.none);
      const many = Array.from({ length: 300 }, (_, at) => `nonce ${at}`);
      expect(await claim(view, many, 'M/1')).toEqual(O.none);
      expect(await claim(view, many.toReversed(), 'M/1')).toEqual(O.none);
      expect(O.isSome(await claim(view, many.slice(299), 'M/2'))).toEqual(true);
    }),
  );
};
