import * as E from 'fp-ts/lib/Either.js';
import type { Clock } from '../port/clock.js';
import type { JournalFailed } from '../port/journal.js';
import type { Ask, Card, Deed, Range, Shown, Store, Work } from '../port/store.js';

/** The clock of a store in memory; without a wall clock, the monotonic one stands in. */
export type StoreClock = Pick<Clock, 'monotonicMs'> & Partial<Pick<Clock, 'wallMs'>>;

/**
 * A store in memory: for tests, examples, and programs that can afford to forget when they stop.
 *
 * It also is the smallest store there can be, for whoever writes another one.
 */
export const memoryStore = (clock: StoreClock): Store => {
  const cards = new Map<string, string>();
  const streams = new Map<string, Array<string>>();

  const show = ({ keys, range }: Ask): Shown => ({
    cards: new Map(
      keys.flatMap((key) => {
        const value = cards.get(key);
        return value === undefined ? [] : [[key, value]];
      }),
    ),
    range: range === undefined ? [] : inRange(cards, range),
  });

  const change = ({ changes, lines }: Work<unknown>): void => {
    for (const { key, value } of changes)
      if (value === undefined) cards.delete(key);
      else cards.set(key, value);
    for (const { stream, text } of lines) streams.set(stream, [...(streams.get(stream) ?? []), text]);
  };

  const perform = <A>(deed: Deed<A>): E.Either<JournalFailed, A> =>
    E.tryCatch(
      () => {
        const nowMs = clock.monotonicMs();
        const work = carryOut(
          deed({ era: 'memory', monotonicMs: nowMs, wallMs: clock.wallMs?.() ?? nowMs }),
          show,
        );
        change(work);
        return work.answer;
      },
      (error) => ({ _tag: 'JournalFailed', detail: error instanceof Error ? error.message : 'unknown' }),
    );

  return {
    perform: (deed) => async () => perform(deed),
    lines: (stream) => async () => E.right([...(streams.get(stream) ?? [])]),
  };
};

const inRange = (cards: ReadonlyMap<string, string>, { from, before, limit }: Range): ReadonlyArray<Card> =>
  [...cards]
    .filter(([key]) => key >= from && key < before)
    .map(([key, value]) => ({ key, value }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, limit);

/** Carries a deed out against something that answers at once. */
export const carryOut = <A>(deed: ReturnType<Deed<A>>, show: (ask: Ask) => Shown): Work<A> => {
  let next = deed.next();
  while (next.done !== true) next = deed.next(show(next.value));
  return next.value;
};
