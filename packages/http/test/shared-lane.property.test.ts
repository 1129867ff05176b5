import { ok } from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import type { NonceSeen } from '../src/index.js';
import { readLaneConfig } from '../src/lane-config.js';
import { type Books, LaneProcess } from './lane-process.js';

const processes = 3;

/** Something that happens to one process, or to time. Calls to the books are carried out whenever they are. */
type Move =
  | { readonly _tag: 'Enter'; readonly who: number; readonly ahead: bigint }
  | { readonly _tag: 'Send'; readonly who: number; readonly which: number }
  | { readonly _tag: 'Leave'; readonly who: number; readonly which: number; readonly seen: NonceSeen }
  | { readonly _tag: 'Progress'; readonly who: number; readonly which: number }
  | { readonly _tag: 'Tick'; readonly who: number }
  | { readonly _tag: 'Restart'; readonly who: number }
  | { readonly _tag: 'Reset'; readonly who: number }
  | { readonly _tag: 'Pass'; readonly ms: number; readonly asleep: number; readonly wallStepMs: number };

const who = fc.nat(processes - 1);
const seen = fc.oneof(
  { weight: 20, arbitrary: fc.constant<NonceSeen>('Used') },
  { weight: 1, arbitrary: fc.constantFrom<NonceSeen>('Unused', 'Unknown', 'InvalidNonce', 'LockedOut') },
);

/** Mostly nothing, or nothing would ever be sent. */
const rarely = (...steps: ReadonlyArray<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(...steps) });

const moveOf = (sleeps: boolean): fc.Arbitrary<Move> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.record({ _tag: fc.constant('Enter'), who, ahead: fc.bigInt(-10n, 20n) }) },
    { weight: 20, arbitrary: fc.record({ _tag: fc.constant('Send'), who, which: fc.nat(1) }) },
    { weight: 15, arbitrary: fc.record({ _tag: fc.constant('Leave'), who, which: fc.nat(1), seen }) },
    { weight: 60, arbitrary: fc.record({ _tag: fc.constant('Progress'), who, which: fc.nat(2) }) },
    { weight: 10, arbitrary: fc.record({ _tag: fc.constant('Tick'), who }) },
    { weight: 1, arbitrary: fc.record({ _tag: fc.constantFrom('Restart', 'Reset'), who }) },
    {
      weight: 15,
      arbitrary: fc.record({
        _tag: fc.constant('Pass'),
        ms: fc.oneof({ weight: 25, arbitrary: fc.nat(5) }, { weight: 1, arbitrary: fc.nat(150) }),
        // A machine that sleeps stops its monotonic clock; then its wall clock has to be right, or ahead.
        asleep: sleeps ? fc.integer({ min: -processes, max: processes - 1 }) : fc.constant(-1),
        wallStepMs: sleeps ? rarely(3_600_000) : rarely(-3_600_000, 3_600_000, -1),
      }),
    },
  );

const limits = {
  ticketMs: 150,
  waitMs: 400,
  waitingMax: 5,
  blockSize: 3,
  lockoutMs: 70,
  tenureMs: 100,
  holdMs: 40,
  idleMs: 10,
  pollMs: 8,
};

/** How often the things happened that the property is about: moves that never hand over would show nothing. */
const figures = { sent: 0, handovers: 0 };

const play = (moves: ReadonlyArray<Move>): void => {
  const books: Books = { nowMs: 1_000, lease: { epoch: 0, untilMs: 0 }, floor: 0n };
  const all = Array.from({ length: processes }, (_, at) => {
    const config = readLaneConfig({ lane: 'k', limits }, `process ${at}`);
    if (E.isLeft(config)) throw new Error(config.left.detail);
    return new LaneProcess(config.right, books, at * 1_000_000);
  });
  const sent: Array<{ readonly nonce: bigint; readonly by: LaneProcess }> = [];

  for (const move of moves) {
    if (move._tag === 'Pass') {
      books.nowMs += move.ms;
      for (const [at, { clocks }] of all.entries()) {
        if (at !== move.asleep) clocks.monotonicMs += move.ms;
        clocks.wallMs += move.ms + move.wallStepMs;
      }
    } else {
      const process = all[move.who];
      ok(process !== undefined);
      turn(process, move, sent);
    }
    const valid = all.flatMap((process) => process.tickets.filter((ticket) => process.holds(ticket)));
    ok(valid.length <= 1, 'one ticket is valid, whoever has it');
    ok(
      valid.every(({ nonce }) => nonce < books.floor),
      'what is valid was reserved',
    );
    ok(
      valid.every(({ nonce }) => nonce >= (sent.at(-1)?.nonce ?? 0n)),
      'what is valid is greater than all that was sent',
    );
  }
};

const turn = (
  process: LaneProcess,
  move: Exclude<Move, { _tag: 'Pass' }>,
  sent: Array<{ readonly nonce: bigint; readonly by: LaneProcess }>,
): void => {
  switch (move._tag) {
    case 'Enter':
      return process.enter((process.tickets[0]?.nonce ?? 0n) + move.ahead);
    case 'Send': {
      const ticket = process.tickets[move.which];
      if (ticket === undefined || !process.holds(ticket)) return;
      const last = sent.at(-1);
      if (last?.nonce === ticket.nonce) return;
      ok(ticket.nonce > (last?.nonce ?? -1n), 'what is sent only grows');
      figures.sent += 1;
      if (last !== undefined && last.by !== process) figures.handovers += 1;
      sent.push({ nonce: ticket.nonce, by: process });
      return;
    }
    case 'Leave': {
      const ticket = process.tickets[move.which];
      if (ticket !== undefined) process.happen({ _tag: 'Left', nonce: ticket.nonce, seen: move.seen });
      return;
    }
    case 'Progress':
      return process.progress(move.which);
    case 'Tick':
      return process.happen({ _tag: 'Ticked' });
    case 'Reset':
      return process.happen({ _tag: 'Reset' });
    case 'Restart':
      return process.restart();
  }
};

describe('processes that share a key, whatever happens in whatever order', () => {
  test.each([
    ['wall clocks jump', false],
    ['machines sleep', true],
  ])('never have two valid tickets, and send only greater nonces, while %s', (_, sleeps) => {
    Object.assign(figures, { sent: 0, handovers: 0 });
    const moves = fc.array(moveOf(sleeps), { minLength: 300, maxLength: 700, size: 'max' });
    fc.assert(fc.property(moves, play), { numRuns: 1500 });
    expect(figures.sent).toBeGreaterThan(3_000);
    expect(figures.handovers).toBeGreaterThan(800);
  });
});
