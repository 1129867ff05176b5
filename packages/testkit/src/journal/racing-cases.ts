import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { clerkOf, longMs, wordOf } from './clerk.js';
import type { OpenJournal } from './journal-world.js';
import { firstOf, given, lane, mandateOf } from './paper-mandate.js';
import * as Paper from './paper-record.js';
import type { Within } from './within.js';

const racers = 8;

/** Does the same several times at once, in turns by the one view and by the other. */
const race = <A>(
  [one, two]: readonly [OpenJournal, OpenJournal],
  run: (view: OpenJournal, at: number) => Promise<A>,
): Promise<ReadonlyArray<A>> =>
  Promise.all(Array.from({ length: racers }, (_, at) => run(at % 2 === 0 ? one : two, at)));

const times = (word: string, count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, () => word);

/** Two views of one journal, at the same time. */
export const racingCases = ({ test, expect }: TestApi, within: Within): void => {
  const between = (use: (views: readonly [OpenJournal, OpenJournal]) => Promise<void>) =>
    within(async (view, world) => use([view, await world.open()]));

  test(
    'lets one of several win who add behind the same records, and tells the others so',
    between(async (views) => {
      const mandate = await clerkOf(views[0]).give(mandateOf('M'));
      const words = await race(views, async ({ journal }, at) =>
        wordOf(
          await journal.append({
            mandate: mandate.id,
            expected: 1,
            records: [Paper.halted(`racer ${at}`)],
            lease: O.none,
            limitsAsOf: O.none,
          })(),
        ),
      );
      expect(words.toSorted()).toEqual(['Added', ...times('Stale', racers - 1)]);
      const winner = words.indexOf('Added');
      const records = [given(mandate), Paper.halted(`racer ${winner}`)];
      for (const { journal } of views)
        // oxlint-disable-next-line no-await-in-loop
        expect(right(await journal.read(mandate.id)())).toEqual(records);
    }),
  );

  test(
    'gives a mandate once, whoever gives it at the same time',
    between(async (views) => {
      const words = await race(views, ({ journal }, at) =>
        clerkOf({ journal }).add(mandateOf('M').id, [given(mandateOf('M'), at)], { expected: 0 }),
      );
      expect(words.toSorted()).toEqual(['Added', ...times('Stale', racers - 1)]);
    }),
  );

  test(
    'leases a lane to one of several who ask at the same time (X3)',
    between(async (views) => {
      const leases = await race(views, async ({ journal }, at) =>
        right(await journal.acquire(lane, `racer ${at}`, longMs)()),
      );
      expect(leases.filter(O.isSome).length).toEqual(1);
    }),
  );

  test(
    'arms the same thing for one of several mandates (M1)',
    between(async (views) => {
      const lease = await clerkOf(views[0]).take();
      const exclusion = { name: 'the same', once: true };
      const words = await race(views, async (view, at) => {
        const clerk = clerkOf(view);
        const mandate = await clerk.give(mandateOf(`M${at}`));
        return clerk.add(mandate.id, [Paper.armed(firstOf(mandate), { exclusion })], { lease });
      });
      expect(words.toSorted()).toEqual(['Added', ...times('ExclusionHeld', racers - 1)]);
    }),
  );

  test(
    'gives one of several mandates whose limits were checked against the same (M10)',
    between(async (views) => {
      const { venue, account } = mandateOf('M');
      const { version } = right(await views[0].journal.committed(venue, account, 0)());
      const words = await race(views, ({ journal }, at) =>
        clerkOf({ journal }).add(mandateOf(`M${at}`).id, [given(mandateOf(`M${at}`))], {
          limitsAsOf: version,
        }),
      );
      expect(words.toSorted()).toEqual(['Added', ...times('LimitsChanged', racers - 1)]);
    }),
  );

  test(
    'reserves numbers that never meet, for all who ask at the same time (X1)',
    between(async (views) => {
      const firsts = await race(views, async ({ journal }) => right(await journal.reserve(lane, 5n, 10n)()));
      const expected = firsts.map((_, at) => 5n + BigInt(at) * 10n);
      expect(firsts.toSorted((a, b) => Number(a - b))).toEqual(expected);
    }),
  );

  test(
    'takes a name for one of several uses (S4)',
    between(async (views) => {
      const taken = await race(views, async ({ journal }, at) =>
        right(await journal.claim('nonces', [`own ${at}`, 'the same'], `use ${at}`)()),
      );
      expect(taken.filter(O.isNone).length).toEqual(1);
      const winner = `use ${taken.findIndex(O.isNone)}`;
      expect(taken.filter(O.isSome).map(({ value }) => value)).toEqual(
        Array.from({ length: racers - 1 }, () => ({ name: 'the same', use: winner })),
      );
    }),
  );

  test(
    'keeps every order of several people, each once',
    between(async (views) => {
      const done = await race(views, async ({ journal }, at) =>
        journal.order({
          _tag: 'Halt',
          scope: { _tag: 'Everything' },
          atMs: at,
          by: `racer ${at}`,
          why: '',
        })(),
      );
      expect(done.every(E.isRight)).toEqual(true);
      const orders = right(await views[1].journal.orders());
      expect(orders.map(({ atMs }) => atMs).toSorted((a, b) => a - b)).toEqual(done.map((_, at) => at));
    }),
  );
};
