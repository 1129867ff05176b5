import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { memoryJournal } from '../../src/journal/memory-journal.js';
import { right } from '../fixture/must.js';
import { virtualClock } from '../fixture/virtual-clock.js';

const ask = fc.record({
  lane: fc.constantFrom('a', 'b'),
  atLeast: fc.bigInt({ min: 0n, max: 50n }),
  count: fc.bigInt({ min: 1n, max: 5n }),
});

test('numbers of a lane only ever rise, are never less than asked for, and never meet, in any interleaving (X1)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(ask, { minLength: 1, maxLength: 20 }),
      async (scheduler, asks) => {
        const floor = memoryJournal(virtualClock());
        const answers: Array<{ readonly lane: string; readonly first: bigint; readonly next: bigint }> = [];
        const asked = asks.map(async ({ lane, atLeast, count }, at) => {
          await scheduler.schedule(Promise.resolve(), `ask ${at}`);
          const first = right(await floor.reserve(lane, atLeast, count)());
          answers.push({ lane, first, next: first + count });
          expect(first).toBeGreaterThanOrEqual(atLeast);
        });
        await scheduler.waitAll();
        await Promise.all(asked);
        for (const lane of ['a', 'b']) {
          const own = answers.filter((one) => one.lane === lane);
          own.forEach((one, at) => expect(one.first).toBeGreaterThanOrEqual(own[at - 1]?.next ?? 0n));
        }
      },
    ),
  );
});
