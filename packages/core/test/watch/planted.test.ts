import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import type { Subject } from '../../src/noun/observation.js';
import type { Change } from '../../src/watch/change.js';
import type { News } from '../../src/watch/news.js';
import type { View } from '../../src/watch/view.js';
import { watchSettlements } from '../../src/watch/watch-settlements.js';
import { settlement, settlementId } from '../fixture/noun.js';
import { type Watching, wrongs } from './rules.js';

type Item = News<View, Change>;

/** Shows what a push says instead of reading. */
const believing: Watching = (ports) => {
  const hub = watchSettlements(ports);
  let told: O.Option<Item> = O.none;
  return {
    ...hub,
    watch: (subject, signal) => ({
      [Symbol.asyncIterator]: () => {
        const iterator = hub.watch(subject, signal)[Symbol.asyncIterator]();
        let over = false;
        return {
          next: async () => {
            if (over) return { done: true, value: undefined };
            const result = await iterator.next();
            if (O.isNone(told)) return result;
            over = true;
            return { done: false, value: told.value };
          },
        };
      },
    }),
    pushed: (push) => {
      if (typeof push === 'object' && push !== null && 'finality' in push && push.finality === 'Final')
        told = O.some(final({ _tag: 'Existing', settlement: settlementId }));
      // Something new comes of the reading, and with it what was pushed.
      hub.stop();
      return hub.pushed(push);
    },
  };
};

const final = (subject: Subject): Item => ({
  changes: [],
  view: {
    subject,
    known: [
      {
        settlement: settlement({ finality: 'Final' }),
        sinceMs: 0,
        isGone: false,
        isContradicted: false,
        contradictions: 0,
        passed: [],
      },
    ],
    order: O.none,
    isNotFound: false,
    trouble: O.none,
  },
  ends: O.some('Over'),
});

/** Has a reader of the venue for every watcher. */
const perWatcher: Watching = (ports) => {
  const hubs: Array<ReturnType<typeof watchSettlements>> = [];
  return {
    watch: (subject, signal) => {
      const hub = watchSettlements(ports);
      hubs.push(hub);
      return hub.watch(subject, signal);
    },
    pushed: (push) => hubs.map((hub) => hub.pushed(push))[0] ?? 'NotWatched',
    stop: () => hubs.forEach((hub) => hub.stop()),
  };
};

/** Keeps every item for its reader, however slow. */
const hoarding: Watching = (ports) => {
  const hub = watchSettlements(ports);
  return {
    ...hub,
    watch: (subject, signal) => ({
      [Symbol.asyncIterator]: () => {
        const kept: Array<Item> = [];
        let wake: () => void = () => undefined;
        const fill = async (): Promise<void> => {
          for await (const item of hub.watch(subject, signal)) {
            kept.push(item);
            wake();
          }
        };
        void fill();
        return {
          next: async () => {
            while (kept.length === 0)
              // oxlint-disable-next-line no-await-in-loop
              await new Promise<void>((resolve) => {
                wake = resolve;
              });
            const [value] = kept.splice(0, 1);
            return value === undefined ? { done: true, value: undefined } : { done: false, value };
          },
        };
      },
    }),
  };
};

/** Reads for every push. */
const generous: Watching = (ports) =>
  watchSettlements({ ...ports, pace: { ...ports.pace, gapMs: 0, pushBurst: 1_000, pushEveryMs: 1 } });

/** Hears nothing that is pushed. */
const deaf: Watching = (ports) => ({ ...watchSettlements(ports), pushed: () => 'NotWatched' });

describe('the promises of a watch', () => {
  test('are kept', async () => {
    expect(await wrongs(watchSettlements)).toStrictEqual([]);
  });

  test.each([
    ['believes a push', believing, /^it believed a push$/],
    ['reads for every watcher', perWatcher, /^it read for every watcher$/],
    ['reads for every watcher at once', perWatcher, /^it read twice at once$/],
    ['keeps a queue', hoarding, /^it kept 21 items for a slow reader$/],
    ['pays for every push', generous, /^pushes cost \d+ readings$/],
    ['is deaf', deaf, /^it did not look when it was pushed$/],
  ])('are broken by one that %s', async (_, watching, wrong) => {
    const found = await wrongs(watching);
    expect(found.filter((one) => wrong.test(one))).toHaveLength(1);
  });
});
