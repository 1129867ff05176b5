import { setImmediate } from 'node:timers';
import type { Clock } from '../../src/port/clock.js';

/** A clock that a test moves by hand. Whoever sleeps wakes in order, and has done all it can before the next one wakes. */
export interface ManualClock extends Clock {
  readonly advance: (ms: number) => Promise<void>;
  /** Moves the wall clock alone. */
  readonly shiftWall: (ms: number) => void;
  /** How many sleep now. */
  readonly sleepers: () => number;
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** Resolves once everything that could happen without time passing has happened. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** At instant 1,000 of its own, in November 2023. */
export const manualClock = (): ManualClock => {
  const sleepers = new Set<Sleeper>();
  let nowMs = 1_000;
  let wallOffsetMs = 1_700_000_000_000;
  const soonest = (): Sleeper | undefined =>
    [...sleepers].reduce<Sleeper | undefined>(
      (first, one) => (first === undefined || one.atMs < first.atMs ? one : first),
      undefined,
    );
  return {
    monotonicMs: () => nowMs,
    wallMs: () => wallOffsetMs + nowMs,
    sleepers: () => sleepers.size,
    shiftWall: (ms) => {
      wallOffsetMs += ms;
    },
    sleep: (ms) => {
      const waking: { wake: () => void } = { wake: () => undefined };
      const over = new Promise<void>((resolve) => {
        waking.wake = resolve;
      });
      const sleeper: Sleeper = {
        atMs: nowMs + ms,
        wake: () => {
          sleepers.delete(sleeper);
          waking.wake();
        },
      };
      sleepers.add(sleeper);
      return { done: () => over, wake: sleeper.wake };
    },
    advance: async (ms) => {
      const endMs = nowMs + ms;
      await settled();
      for (let next = soonest(); next !== undefined && next.atMs <= endMs; next = soonest()) {
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
        // oxlint-disable-next-line no-await-in-loop
        await settled();
      }
      nowMs = endMs;
    },
  };
};
