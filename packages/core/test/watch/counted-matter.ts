import type { Matter } from '../../src/watch/topic.js';
import type { ManualClock } from './manual-clock.js';

/** A number that is watched, and counts of what watching it has cost. */
export interface CountedMatter extends Matter<number, string> {
  /** What the next looks show, as of the instant they begin. */
  readonly show: (value: number) => void;
  readonly counts: { looks: number; comparisons: number; atOnce: number; atOnceMax: number };
  /** When each look began and ended. */
  readonly times: Array<{ readonly fromMs: number; readonly toMs: number }>;
}

/** A number that begins at 1 and is over at 100. A look takes `lookMs`. */
export const countedMatter = (
  clock: ManualClock,
  { key = 'k', isBroad = false, lookMs = 0, shared = { atOnce: 0, atOnceMax: 0 } } = {},
): CountedMatter => {
  let value = 1;
  const counts = { looks: 0, comparisons: 0, ...shared };
  const times: CountedMatter['times'] = [];
  return {
    key,
    isBroad,
    blank: 0,
    counts,
    times,
    show: (next) => {
      value = next;
    },
    look: () => async () => {
      const seen = value;
      const fromMs = clock.monotonicMs();
      counts.looks += 1;
      shared.atOnce += 1;
      shared.atOnceMax = Math.max(shared.atOnceMax, shared.atOnce);
      counts.atOnceMax = shared.atOnceMax;
      if (lookMs > 0) await clock.sleep(lookMs).done();
      shared.atOnce -= 1;
      times.push({ fromMs, toMs: clock.monotonicMs() });
      return seen;
    },
    changes: (before, after) => {
      counts.comparisons += 1;
      return before === after ? [] : [`${before} to ${after}`];
    },
    isOver: (seen) => seen >= 100,
    dueInMs: () => Number.POSITIVE_INFINITY,
  };
};
