import { describe, expect, test } from '@jest/globals';
import type * as T from 'fp-ts/lib/Task.js';
import type { Clock, Sleep } from '../../src/port/clock.js';
import { openSettle } from '../../src/program/settle.js';
import { toEnd } from '../../src/program/session.js';
import { wakeOnPush } from '../../src/watch/wake-on-push.js';
import { desk, request } from '../fixture/desk.js';
import { right } from '../fixture/must.js';
import { leg, settlement } from '../fixture/noun.js';

/** A desk whose settlement waits for the venue, and pushes that come during every wait. */
const run = async (pushesEach: number): Promise<{ readonly reads: number; readonly woken: number }> => {
  const it = desk(settlement({ legs: [leg({ status: 'InProgress' })] }));
  let woken = 0;
  let waits = 0;
  const pushed = wakeOnPush({
    clock: it.clock,
    pace: { pushBurst: 3, pushEveryMs: 60_000 },
    wake: () => async () => {
      woken += 1;
      it.control.nudge();
    },
  });
  const flood = (): void => {
    waits += 1;
    for (let at = 0; at < pushesEach; at += 1) pushed({ forged: true });
    if (waits === 200) it.control.tell({ _tag: 'Withdraw', by: 'ann', why: 'the test is over' });
  };
  const session = right(
    await openSettle(it.ports)(request({ policy: { ...request().policy, waitMs: 86_400_000 } }))(),
  );
  const clock: Clock = { ...it.clock, sleep: (ms) => flooded(it.clock.sleep(ms), flood) };
  const report = await toEnd(clock)(session)();
  expect(report.lines.map(({ standing }) => standing._tag)).toStrictEqual(['Over']);
  expect(it.venue.bodies).toStrictEqual([]);
  return { reads: it.venue.counts.reads, woken };
};

const flooded = (sleep: Sleep, flood: () => void): Sleep => {
  const done: T.Task<void> = async () => {
    flood();
    await Promise.resolve();
    await sleep.done();
  };
  return { ...sleep, done };
};

describe('a session that pushes wake', () => {
  test('reads sooner, sends nothing more, and a flood costs no more than its budget', async () => {
    const calm = await run(0);
    const stormy = await run(1_000);
    expect(calm.woken).toBe(0);
    expect(stormy.woken).toBeGreaterThan(3);
    // 200 waits of at most `pollMaxMs` each.
    const hoursMs = 200 * 15_000;
    expect(stormy.woken).toBeLessThanOrEqual(3 + hoursMs / 60_000);
    expect(stormy.reads).toBeLessThanOrEqual(calm.reads + stormy.woken);
  });
});
