import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { nonceLane } from '../src/index.js';
import { fakeClock, settled } from './fake-clock.js';
import { laneOver, refusalOf, ticketOf } from './lane-kit.js';
import { memoryFloor } from './memory-floor.js';

const wallMs = 1_700_000_000_000;

describe('the nonces of a lane', () => {
  test.each([
    ['Microseconds', 1_700_000_000_000_000n],
    ['Milliseconds', 1_700_000_000_000n],
  ] as const)('begin at the wall clock in %s', async (scale, nonce) => {
    const lane = laneOver(fakeClock(wallMs + 0.7), memoryFloor(), { scale });
    expect(await ticketOf(lane)).toEqual({ nonce });
  });

  test('come from one reservation a block, one after the other', async () => {
    const floor = memoryFloor();
    const clock = fakeClock(wallMs);
    const lane = laneOver(clock, floor, { limits: { blockSize: 3 } });
    const nonces: Array<bigint> = [];
    for (let i = 0; i < 7; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
      const ticket = await ticketOf(lane);
      nonces.push(ticket.nonce - 1_700_000_000_000_000n);
      lane.leave(ticket, 'Used');
    }
    expect(nonces).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n]);
    expect(floor.reservations()).toBe(3);
  });

  test('are at least what was asked for, inside a block and beyond it', async () => {
    const floor = memoryFloor();
    const lane = laneOver(fakeClock(wallMs), floor, { limits: { blockSize: 10 } });
    const start = 1_700_000_000_000_000n;
    for (const [least, nonce] of [
      [start + 5n, start + 5n],
      [0n, start + 6n],
      [start + 14n, start + 14n],
      [start + 1000n, start + 1000n],
      [-1n, start + 1001n],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
      const ticket = await ticketOf(lane, least);
      expect(ticket.nonce).toBe(nonce);
      lane.leave(ticket, 'Used');
    }
  });

  test.each([
    ['stands still', 0],
    ['goes back by an hour', -3_600_000],
    ['goes back before 1970', -2 * wallMs],
    ['is no number', Number.NaN],
  ])('grow when the wall clock %s, and in a lane made anew', async (_, stepMs) => {
    const floor = memoryFloor();
    const clock = fakeClock(wallMs);
    const first = await ticketOf(laneOver(clock, floor, { limits: { blockSize: 1 } }));
    clock.setWall(wallMs + stepMs);
    const second = await ticketOf(laneOver(clock, floor, { limits: { blockSize: 1 } }));
    expect(second.nonce).toBe(first.nonce + 1n);
  });

  test('end at 2^53 - 1: the last one is given, and then no other', async () => {
    const lane = laneOver(fakeClock(wallMs), memoryFloor());
    const last = await ticketOf(lane, 2n ** 53n - 1n);
    expect(last.nonce).toBe(9_007_199_254_740_991n);
    lane.leave(last, 'Used');
    expect(await refusalOf(lane)).toMatchObject({ _tag: 'NoncesExhausted' });
    expect(await refusalOf(lane)).toMatchObject({ _tag: 'NoncesExhausted' });
  });

  test('that are asked for above 2^53 - 1 are refused, and the lane goes on', async () => {
    const lane = laneOver(fakeClock(wallMs), memoryFloor());
    expect(await refusalOf(lane, 2n ** 53n)).toMatchObject({ _tag: 'NoncesExhausted' });
    expect(await ticketOf(lane)).toEqual({ nonce: 1_700_000_000_000_000n });
  });

  test('of a block that reaches beyond 2^53 - 1 end there', async () => {
    const floor = memoryFloor();
    await floor.reserve('kraken:key-1', 2n ** 53n - 3n, 1n)();
    const lane = laneOver(fakeClock(wallMs), floor);
    for (const nonce of [2n ** 53n - 2n, 2n ** 53n - 1n]) {
      // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
      const ticket = await ticketOf(lane);
      expect(ticket.nonce).toBe(nonce);
      lane.leave(ticket, 'Used');
    }
    expect(await refusalOf(lane)).toMatchObject({ _tag: 'NoncesExhausted' });
  });

  test('of a key whose floor is used up are refused', async () => {
    const floor = memoryFloor();
    await floor.reserve('kraken:key-1', 2n ** 53n - 1n, 1n)();
    const lane = laneOver(fakeClock(wallMs), floor);
    expect(await refusalOf(lane)).toMatchObject({ _tag: 'NoncesExhausted' });
  });

  test('are not given while the floor fails, and later come again', async () => {
    const floor = memoryFloor();
    const lane = laneOver(fakeClock(wallMs), floor);
    floor.fail(true);
    expect(await refusalOf(lane)).toEqual({ _tag: 'NonceFloorFailed', detail: 'the disk is gone' });
    floor.fail(false);
    expect(await ticketOf(lane)).toEqual({ nonce: 1_700_000_000_000_000n });
  });

  test('are not taken from a floor that gives less than was asked', async () => {
    const lane = laneOver(fakeClock(wallMs), { reserve: () => () => Promise.resolve(E.right(7n)) });
    expect(await refusalOf(lane)).toMatchObject({ _tag: 'NonceFloorFailed' });
  });
});

describe('the turns of a lane', () => {
  test('are taken one at a time, first come, first served', async () => {
    const lane = laneOver(fakeClock(wallMs), memoryFloor());
    const order: Array<string> = [];
    const take = async (name: string): Promise<void> => {
      const ticket = await ticketOf(lane);
      order.push(`${name} in`);
      await settled();
      order.push(`${name} out`);
      lane.leave(ticket, 'Used');
    };
    await Promise.all(['a', 'b', 'c'].map(take));
    expect(order).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  test('pass on when a ticket runs out, and the ticket is worthless from that instant', async () => {
    const clock = fakeClock(wallMs);
    const lane = laneOver(clock, memoryFloor(), { limits: { ticketMs: 1000 } });
    const forgotten = await ticketOf(lane);
    const next = ticketOf(lane);
    await clock.advance(999);
    expect(lane.valid(forgotten)).toBe(true);
    await clock.advance(1);
    expect(lane.valid(forgotten)).toBe(false);
    expect(lane.valid(await next)).toBe(true);
    expect((await next).nonce).toBeGreaterThan(forgotten.nonce);
    expect(clock.sleepers()).toBe(0);
  });

  test('a ticket that ran out is worthless also when nobody waits and nothing ticks', async () => {
    const clock = fakeClock(wallMs);
    const lane = laneOver(clock, memoryFloor(), { limits: { ticketMs: 1000 } });
    const ticket = await ticketOf(lane);
    expect(clock.sleepers()).toBe(0);
    await clock.advance(1000);
    expect(lane.valid(ticket)).toBe(false);
  });

  test('leaving twice, or with a ticket of long ago, does not end another turn', async () => {
    const lane = laneOver(fakeClock(wallMs), memoryFloor());
    const first = await ticketOf(lane);
    lane.leave(first, 'Used');
    const second = await ticketOf(lane);
    lane.leave(first, 'InvalidNonce');
    lane.leave(first, 'LockedOut');
    lane.leave({ nonce: 1n }, 'InvalidNonce');
    expect(lane.valid(second)).toBe(true);
    expect(lane.valid(first)).toBe(false);
  });

  test('that do not come within waitMs are refused, and leave no timer', async () => {
    const clock = fakeClock(wallMs);
    const lane = laneOver(clock, memoryFloor(), { limits: { waitMs: 500 } });
    const held = await ticketOf(lane);
    const refused = refusalOf(lane);
    await clock.advance(500);
    expect(await refused).toEqual({ _tag: 'LaneWaitTooLong', waitMs: 500 });
    expect(clock.sleepers()).toBe(0);
    expect(lane.valid(held)).toBe(true);
  });

  test('are waited for by waitingMax at most', async () => {
    const lane = laneOver(fakeClock(wallMs), memoryFloor(), { limits: { waitingMax: 2 } });
    const held = await ticketOf(lane);
    const waiting = [ticketOf(lane), ticketOf(lane)];
    expect(await refusalOf(lane)).toEqual({ _tag: 'LaneTooManyWaiting', waitingMax: 2 });
    lane.leave(held, 'Used');
    expect((await waiting[0])?.nonce).toBe(held.nonce + 1n);
  });

  test('can be given up while waiting; those behind move up', async () => {
    const clock = fakeClock(wallMs);
    const lane = laneOver(clock, memoryFloor());
    const held = await ticketOf(lane);
    const stop = new AbortController();
    const impatient = lane.enter(0n, stop.signal)();
    const patient = ticketOf(lane);
    stop.abort();
    expect(await impatient).toEqual(E.left({ _tag: 'LaneEntryWithdrawn' }));
    lane.leave(held, 'Used');
    expect((await patient).nonce).toBe(held.nonce + 1n);
    expect(clock.sleepers()).toBe(0);
  });

  test('are not asked for with a signal that is aborted already', async () => {
    const floor = memoryFloor();
    const lane = laneOver(fakeClock(wallMs), floor);
    expect(await lane.enter(0n, AbortSignal.abort())()).toEqual(E.left({ _tag: 'LaneEntryWithdrawn' }));
    expect(floor.reservations()).toBe(0);
  });

  test('an abort after the ticket was given changes nothing', async () => {
    const lane = laneOver(fakeClock(wallMs), memoryFloor());
    const stop = new AbortController();
    const entered = await lane.enter(0n, stop.signal)();
    stop.abort();
    expect(E.isRight(entered) && lane.valid(entered.right)).toBe(true);
  });
});

test.each([
  ['lane', { lane: '' }],
  ['waitMs', { lane: 'k', limits: { waitMs: 0 } }],
  ['blockSize', { lane: 'k', limits: { blockSize: 1.5 } }],
  ['ticketMs', { lane: 'k', limits: { ticketMs: Number.NaN } }],
  ['lockoutMs', { lane: 'k', limits: { lockoutMs: Number.POSITIVE_INFINITY } }],
])('a wrong %s is refused', (setting, config) => {
  const made = nonceLane({ clock: fakeClock(), floor: memoryFloor() })(config);
  expect(made).toMatchObject({ _tag: 'Left', left: { _tag: 'ConfigRefused', setting } });
});
