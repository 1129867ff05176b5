import { setImmediate } from 'node:timers';
import type { Clock } from '../../src/port/clock.js';
import { newSleepers } from '../fixture/sleepers.js';

/** A clock that a test moves by hand. Whoever sleeps wakes in order, and has done all it can before the next one wakes. */
export interface ManualClock extends Clock {
  readonly advance: (ms: number) => Promise<void>;
  /** Moves the wall clock alone. */
  readonly shiftWall: (ms: number) => void;
  /** How many sleep now. */
  readonly sleepers: () => number;
}

/** Resolves once everything that could happen without time passing has happened. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** At instant 1,000 of its own, in November 2023. */
export const manualClock = (): ManualClock => {
  const sleepers = newSleepers();
  let nowMs = 1_000;
  let wallOffsetMs = 1_700_000_000_000;
  return {
    monotonicMs: () => nowMs,
    wallMs: () => wallOffsetMs + nowMs,
    sleepers: sleepers.count,
    shiftWall: (ms) => {
      wallOffsetMs += ms;
    },
    sleep: (ms) => sleepers.until(nowMs + ms),
    advance: async (ms) => {
      const endMs = nowMs + ms;
      await settled();
      for (let next = sleepers.first(); next !== undefined && next.atMs <= endMs; next = sleepers.first()) {
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
        // oxlint-disable-next-line no-await-in-loop
        await settled();
      }
      nowMs = endMs;
    },
  };
};
