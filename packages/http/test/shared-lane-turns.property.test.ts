import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fakeClock } from './fake-clock.js';
import { sharedJournal, sharedLane, ticketOf } from './lane-kit.js';

/** How a process works: how long its calls and its pauses are. Units: milliseconds. */
const habit = fc.record({ callMs: fc.integer({ min: 1, max: 400 }), pauseMs: fc.nat(120) });

test('two who want tickets both get them, within what one may hold and what handing over takes', async () => {
  await fc.assert(
    fc.asyncProperty(habit, habit, fc.nat(60), async (one, other, slowMs) => {
      const clock = fakeClock();
      const journal = sharedJournal(clock);
      journal.slow.ms = slowMs;
      const nonces: Array<bigint> = [];
      const run = async (owner: string, { callMs, pauseMs }: typeof one): Promise<number> => {
        const lane = sharedLane(clock, journal, owner);
        let longestMs = 0;
        while (clock.monotonicMs() < 10_000) {
          const askedMs = clock.monotonicMs();
          // oxlint-disable-next-line no-await-in-loop -- one call after the other
          const ticket = await ticketOf(lane);
          longestMs = Math.max(longestMs, clock.monotonicMs() - askedMs);
          expect(lane.valid(ticket)).toBe(true);
          nonces.push(ticket.nonce);
          // oxlint-disable-next-line no-await-in-loop -- one call after the other
          await clock.sleep(callMs).done();
          lane.leave(ticket, 'Used');
          // oxlint-disable-next-line no-await-in-loop -- one call after the other
          if (pauseMs > 0) await clock.sleep(pauseMs).done();
        }
        return longestMs;
      };
      const both = Promise.all([run('one', one), run('other', other)]);
      await clock.advance(60_000);
      const waits = await both;
      expect(nonces.every((nonce, at) => at === 0 || nonce > (nonces[at - 1] ?? nonce))).toBe(true);
      // The other's turn and its last call, and the tenure kept unused after it: longer where the journal is slow. Then a
      // question that came just too early, the pause, which is longer there as well, the next question, and its answer.
      const unusedMs = Math.max(50, 2 * slowMs);
      const boundMs =
        1_000 + Math.max(one.callMs, other.callMs) + unusedMs + Math.max(25, slowMs) + 5 * slowMs;
      expect(Math.max(...waits)).toBeLessThanOrEqual(boundMs);
      expect(clock.sleepers()).toBe(0);
    }),
    { numRuns: 25 },
  );
}, 60_000);
