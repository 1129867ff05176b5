import type { ChaosRun } from './chaos.js';
import type { Strikes } from './havoc/plan.js';
import type { Planted } from './message.js';
import { timing } from './timing.js';

const times = (count: number, strikes: Strikes): Strikes =>
  Array.from({ length: count }, () => strikes).flat();

/** The shortest run in which workers that do one thing wrong are found out. */
export const plantedRun = (planted: Planted, seed: number): Omit<ChaosRun, 'engine' | 'progress'> => {
  const usual = { seed, workers: 3, lines: 3, planted, drainMs: 6_000, slowMs: timing.slowMs };
  switch (planted) {
    case 'resend':
      // Killed when the venue has done it and nothing of that is written down.
      return {
        ...usual,
        drainMs: 2_500,
        plan: times(2, [{ _tag: 'KillAt', cut: 'after Send', nth: 1, slow: 'after' }]),
      };
    case 'forget-armed':
      // Killed while the venue still has it in hand: whoever takes over sees nothing there, and nothing in the journal.
      return {
        ...usual,
        slowMs: 3_000,
        plan: times(4, [{ _tag: 'KillAt', cut: 'inside Send', nth: 1, slow: 'before' }]),
      };
    case 'ignore-lease':
      // Stopped with the request in hand, and continued when another one has sent its own.
      return { ...usual, plan: times(4, [{ _tag: 'StopAt', cut: 'before Send' }]) };
  }
};
