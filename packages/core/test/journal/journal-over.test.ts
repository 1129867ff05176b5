import { expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { journalOver } from '../../src/journal/journal-over.js';
import { memoryStore } from '../../src/journal/memory-store.js';
import { right } from '../fixture/must.js';
import { virtualClock } from '../fixture/virtual-clock.js';

test('a lease is counted from before the store was asked, and a list is never longer than it may be', async () => {
  const clock = virtualClock();
  const limits: Array<number | undefined> = [];
  const memory = memoryStore(clock);
  const slow: typeof memory = {
    ...memory,
    perform: (deed) => async () => {
      clock.advance(70);
      return memory.perform(function* (now) {
        const looking = deed(now);
        let next = looking.next();
        while (next.done !== true) {
          limits.push(next.value.range?.limit);
          next = looking.next(yield next.value);
        }
        return next.value;
      })();
    },
  };
  const journal = journalOver(slow, clock);
  const beganMs = clock.monotonicMs();
  const lease = right(await journal.acquire('lane', 'a', 500)());
  expect(lease).toMatchObject({ value: { untilMs: beganMs + 500 } });
  const againMs = clock.monotonicMs();
  const renewed = right(await journal.renew({ lane: 'lane', owner: 'a', epoch: 1, untilMs: 0 }, 500)());
  expect(renewed).toMatchObject({ value: { untilMs: againMs + 500 } });
  limits.length = 0;
  for (const limit of [0, -1, 5, 1e9])
    // oxlint-disable-next-line no-await-in-loop
    expect(E.isRight(await journal.mandates({ open: false, after: { _tag: 'None' }, limit })())).toBe(true);
  expect(limits).toStrictEqual([1, 1, 5, 10_000]);
});
