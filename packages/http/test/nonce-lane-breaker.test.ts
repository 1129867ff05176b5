import { describe, expect, test } from '@jest/globals';
import { fakeClock } from './fake-clock.js';
import { laneOver, refusalOf, ticketOf } from './lane-kit.js';
import { memoryFloor } from './memory-floor.js';

const wallMs = 1_700_000_000_000;

describe('the breaker of a lane', () => {
  test('a poisoned key is stopped after two refused nonces, until somebody resets it', async () => {
    const lane = laneOver(fakeClock(wallMs), memoryFloor());
    lane.leave(await ticketOf(lane), 'InvalidNonce');
    const second = await ticketOf(lane);
    const waiting = refusalOf(lane);
    lane.leave(second, 'InvalidNonce');
    expect(await waiting).toMatchObject({ _tag: 'LanePoisoned' });
    expect(await refusalOf(lane)).toMatchObject({ _tag: 'LanePoisoned' });
    lane.reset();
    expect(lane.valid(await ticketOf(lane))).toBe(true);
  });

  test.each(['Unused', 'Unknown'] as const)(
    '%s between two refused nonces does not save it',
    async (seen) => {
      const lane = laneOver(fakeClock(wallMs), memoryFloor());
      for (const report of ['InvalidNonce', seen, 'InvalidNonce'] as const) {
        // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
        lane.leave(await ticketOf(lane), report);
      }
      expect(await refusalOf(lane)).toMatchObject({ _tag: 'LanePoisoned' });
    },
  );

  test('a nonce the venue took between two refused ones does', async () => {
    const lane = laneOver(fakeClock(wallMs), memoryFloor());
    for (const seen of ['InvalidNonce', 'Used', 'InvalidNonce', 'Used'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
      lane.leave(await ticketOf(lane), seen);
    }
    expect(lane.valid(await ticketOf(lane))).toBe(true);
  });

  test('a refused nonce lifts the next one to the clock', async () => {
    const clock = fakeClock(wallMs);
    const lane = laneOver(clock, memoryFloor());
    const refused = await ticketOf(lane);
    await clock.advance(2000);
    lane.leave(refused, 'InvalidNonce');
    expect((await ticketOf(lane)).nonce).toBe(refused.nonce + 2_000_000n);
  });

  test('late reports count too: the ticket that is out by then is worthless', async () => {
    const clock = fakeClock(wallMs);
    const lane = laneOver(clock, memoryFloor(), { limits: { ticketMs: 10 } });
    const first = await ticketOf(lane);
    await clock.advance(10);
    const second = await ticketOf(lane);
    await clock.advance(10);
    const third = await ticketOf(lane);
    lane.leave(first, 'InvalidNonce');
    expect(lane.valid(third)).toBe(true);
    lane.leave(second, 'InvalidNonce');
    expect(lane.valid(third)).toBe(false);
    lane.leave(third, 'Used');
    expect(await refusalOf(lane)).toMatchObject({ _tag: 'LanePoisoned' });
  });

  test('a lock-out pauses the key: who cannot wait that long is told at once', async () => {
    const clock = fakeClock(wallMs);
    const lane = laneOver(clock, memoryFloor());
    const locked = await ticketOf(lane);
    const waiting = refusalOf(lane);
    lane.leave(locked, 'LockedOut');
    expect(await waiting).toEqual({ _tag: 'LaneLockedOut', leftMs: 910_000 });
    await clock.advance(909_999);
    const first = ticketOf(lane);
    await clock.advance(1);
    expect(lane.valid(await first)).toBe(true);
    expect(clock.sleepers()).toBe(0);
  });
});

test('who can wait out a lock-out waits, and gets no ticket before its end', async () => {
  const clock = fakeClock(wallMs);
  const limits = { lockoutMs: 1000, waitMs: 5000 };
  const lane = laneOver(clock, memoryFloor(), { limits });
  lane.leave(await ticketOf(lane), 'LockedOut');
  const waiting = ticketOf(lane);
  await clock.advance(999);
  expect(clock.sleepers()).toBe(1);
  await clock.advance(1);
  expect(lane.valid(await waiting)).toBe(true);
  expect(clock.sleepers()).toBe(0);
});
