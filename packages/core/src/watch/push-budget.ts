import type { WatchPace } from './watch-pace.js';

/** How much pushes may still cost. Whoever sends them, forged or not, they share it. */
export interface PushBudget {
  /** From when on one more is free; counts it, and the further ones wait behind it. Units: monotonic milliseconds. */
  readonly spend: (nowMs: number) => number;
  /** From when on one more would be free. */
  readonly freeAtMs: (nowMs: number) => number;
}

/** A full budget: `pushBurst` at once, and one more every `pushEveryMs`. */
export const pushBudget = ({ pushBurst, pushEveryMs }: WatchPace): PushBudget => {
  // Kept as the time at which everything will be paid for, so that there is nothing to count down.
  let paidAtMs = Number.NEGATIVE_INFINITY;
  const freeAtMs = (nowMs: number): number => Math.max(nowMs, paidAtMs - (pushBurst - 1) * pushEveryMs);
  return {
    freeAtMs,
    spend: (nowMs) => {
      const atMs = freeAtMs(nowMs);
      paidAtMs = Math.max(paidAtMs, nowMs) + pushEveryMs;
      return atMs;
    },
  };
};
