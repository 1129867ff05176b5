import { ok } from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as fc from 'fast-check';
import type { NonceSeen, Ticket } from '../src/index.js';
import { readLaneConfig } from '../src/lane-config.js';
import { type LaneEvent, newLane } from '../src/lane-state.js';
import { isValid, stepLane, wakeAtMs } from '../src/lane-step.js';
import { fakeClock } from './fake-clock.js';
import { laneOver } from './lane-kit.js';
import { memoryFloor } from './memory-floor.js';

const seen = fc.constantFrom<NonceSeen>('Used', 'Unused', 'Unknown', 'InvalidNonce', 'LockedOut');

/** One thing that happens to the pure machine; the floor answers late, early, in between, or not at all. */
type Move =
  | { readonly _tag: 'Enter'; readonly ahead: bigint }
  | { readonly _tag: 'Withdraw'; readonly which: number }
  | { readonly _tag: 'Leave'; readonly which: number; readonly seen: NonceSeen }
  | { readonly _tag: 'FloorAnswers'; readonly works: boolean }
  | { readonly _tag: 'Restart' }
  | { readonly _tag: 'Reset' }
  | { readonly _tag: 'Pass'; readonly ms: number; readonly wallStepMs: number };

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ _tag: fc.constant('Enter' as const), ahead: fc.bigInt(-10n, 200n) }) },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant('Withdraw' as const), which: fc.nat(20) }) },
  { weight: 5, arbitrary: fc.record({ _tag: fc.constant('Leave' as const), which: fc.nat(3), seen }) },
  {
    weight: 5,
    arbitrary: fc.record({
      _tag: fc.constant('FloorAnswers' as const),
      works: fc.nat(9).map((n) => n > 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant('Restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ _tag: fc.constant('Reset' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      _tag: fc.constant('Pass' as const),
      ms: fc.nat(60),
      wallStepMs: fc.constantFrom(0, 0, -3_600_000, 3_600_000, -1),
    }),
  },
);

const config = readLaneConfig({
  lane: 'k',
  limits: { ticketMs: 50, waitMs: 100, waitingMax: 5, blockSize: 3, lockoutMs: 70 },
});
if (E.isLeft(config)) throw new Error('config');
const settings = config.right;

/** Plays moves on the pure machine with a floor of its own, and checks every promise after each of them. */
const play = (moves: ReadonlyArray<Move>): void => {
  let state = newLane;
  let monotonicMs = 0;
  let wallMs = 1_700_000_000_000;
  let id = 0;
  let floor = -1n;
  let reservation: { readonly atLeast: bigint; readonly count: bigint } | undefined;
  let asked = new Map<number, bigint>();
  const given: Array<Ticket> = [];
  const served: Array<number> = [];

  const happen = (event: LaneEvent): void => {
    const [next, effects] = stepLane(settings, state, event, { monotonicMs, wallMs });
    state = next;
    for (const effect of effects) {
      if (effect._tag === 'Reserve') {
        ok(reservation === undefined, 'one reservation at a time');
        reservation = effect;
        continue;
      }
      ok(effect._tag === 'Give' || effect._tag === 'Refuse', 'nobody is asked for a tenure');
      const least = asked.get(effect.id);
      ok(least !== undefined, 'nobody is answered twice, and nobody who never asked');
      asked.delete(effect.id);
      if (effect._tag === 'Refuse') continue;
      const { nonce } = effect.ticket;
      ok(nonce > (given.at(-1)?.nonce ?? -1n) && nonce >= least, 'nonces grow, and reach what was asked for');
      ok(nonce <= floor && nonce < 2n ** 53n, 'nonces are reserved before they are given, and stay exact');
      ok(effect.id > (served.at(-1) ?? 0), 'first come, first served');
      ok(
        isValid(settings, state, effect.ticket, { monotonicMs, wallMs }),
        'a ticket is good when it is given',
      );
      given.push(effect.ticket);
      served.push(effect.id);
    }
    const valid = given
      .slice(-20)
      .filter((ticket) => isValid(settings, state, ticket, { monotonicMs, wallMs }));
    ok(valid.length <= 1, 'one ticket is valid');
    ok(state.waiting.map((waiter) => waiter.id).join() === [...asked.keys()].join(), 'nobody is forgotten');
    ok(state.waiting.length <= settings.waitingMax, 'the queue is bounded');
    const wakeMs = wakeAtMs(settings, state, monotonicMs);
    ok(O.isSome(wakeMs) === state.waiting.length > 0, 'a timer stands if and only if somebody waits');
    ok(O.isNone(wakeMs) || wakeMs.value > monotonicMs, 'a timer never rings at once');
    ok(O.isNone(wakeMs) || wakeMs.value <= monotonicMs + settings.waitMs, 'nobody waits beyond the bound');
  };

  for (const next of moves) {
    switch (next._tag) {
      case 'Enter':
        id += 1;
        asked.set(id, (given.at(-1)?.nonce ?? 0n) + next.ahead);
        happen({ _tag: 'Entered', id, least: (given.at(-1)?.nonce ?? 0n) + next.ahead });
        break;
      case 'Withdraw': {
        const whom = [...asked.keys()][next.which];
        if (whom === undefined) break;
        asked.delete(whom);
        happen({ _tag: 'Withdrawn', id: whom });
        break;
      }
      case 'Leave': {
        const ticket = given.at(-1 - next.which);
        if (ticket !== undefined) happen({ _tag: 'Left', nonce: ticket.nonce, seen: next.seen });
        break;
      }
      case 'FloorAnswers': {
        if (reservation === undefined) break;
        const { atLeast, count } = reservation;
        reservation = undefined;
        const first = atLeast > floor ? atLeast : floor + 1n;
        if (next.works) floor = first + count - 1n;
        happen(
          next.works
            ? { _tag: 'Reserved', first, count }
            : { _tag: 'ReserveFailed', error: { _tag: 'NonceFloorFailed', detail: 'x' } },
        );
        break;
      }
      case 'Restart':
        // Whoever waited is gone with the process, and so is what was reserved: even if it was made durable.
        state = newLane;
        asked = new Map();
        if (reservation !== undefined) floor += 7n;
        reservation = undefined;
        break;
      case 'Reset':
        happen({ _tag: 'Reset' });
        break;
      case 'Pass':
        monotonicMs += next.ms;
        wallMs += next.ms + next.wallStepMs;
        happen({ _tag: 'Ticked' });
    }
  }
};

describe('whatever happens in whatever order', () => {
  test('nonces grow, also over restarts; one ticket is valid; queues and timers stay in bounds', () => {
    const moves = fc.array(move, { maxLength: 120, size: 'max' });
    expect(() => fc.assert(fc.property(moves, play), { numRuns: 5000 })).not.toThrow();
  });

  test('1,000 interleavings of callers, floor and clock never overlap two turns', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.record({ least: fc.bigInt(0n, 50n), seen, forgets: fc.boolean() }), {
          minLength: 2,
          maxLength: 8,
        }),
        async (scheduler, callers) => {
          const clock = fakeClock();
          const floor = memoryFloor(() => scheduler.schedule(Promise.resolve()));
          const limits = { ticketMs: 30, waitMs: 200, blockSize: 2, lockoutMs: 40 };
          const lanes = [laneOver(clock, floor, { limits })];
          const given: Array<Ticket> = [];
          const enter = async (caller: (typeof callers)[number]): Promise<void> => {
            const [lane] = lanes;
            const entered = await lane?.enter(caller.least)();
            if (lane === undefined || entered === undefined || E.isLeft(entered)) return;
            const ticket = entered.right;
            expect(ticket.nonce > (given.at(-1)?.nonce ?? -1n)).toBe(true);
            given.push(ticket);
            await scheduler.schedule(Promise.resolve());
            expect(given.filter((one) => lane.valid(one)).length).toBeLessThanOrEqual(1);
            if (!caller.forgets) lane.leave(ticket, caller.seen);
          };
          const all = Promise.all(
            callers.map((caller) => scheduler.schedule(Promise.resolve()).then(() => enter(caller))),
          );
          while (scheduler.count() > 0) {
            // oxlint-disable-next-line no-await-in-loop -- one step after the other
            await scheduler.waitOne();
            // oxlint-disable-next-line no-await-in-loop -- one step after the other
            await clock.advance(3);
          }
          await clock.advance(1000);
          while (scheduler.count() > 0) {
            // oxlint-disable-next-line no-await-in-loop -- one step after the other
            await scheduler.waitOne();
          }
          await all;
          expect(clock.sleepers()).toBe(0);
          // A lane made anew over the same floor goes on above everything.
          lanes[0] = laneOver(clock, memoryFloorFrom(floor), { limits });
          const next = await lanes[0].enter()();
          expect(E.isRight(next) && next.right.nonce > (given.at(-1)?.nonce ?? -1n)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

/** The same floor, without the scheduler in between. */
const memoryFloorFrom = (floor: ReturnType<typeof memoryFloor>) => ({
  reserve: (_lane: string, atLeast: bigint) => () =>
    Promise.resolve(E.right(atLeast > floor.reserved() ? atLeast : floor.reserved() + 1n)),
});
