/**
 * How often a hub reads on behalf of all its watchers together. Units: milliseconds of the monotonic clock, and counts.
 *
 * It is the hub's share of the venue's rate budget, beside the runs that use the same key. A value that is no number becomes
 * the usual one; any other is brought within its bounds.
 */
export interface WatchPace {
  /** The pause after a reading that showed something new; it doubles up to `pollMaxMs`. Usual: 2,000; 1 to a day. */
  readonly pollFirstMs: number;
  /** Usual: 60,000; at most a day. */
  readonly pollMaxMs: number;
  /**
   * The least pause between the end of one reading and the beginning of the next, whatever is watched and whoever pushes.
   * Usual: 1,000; 0 to a day.
   */
  readonly gapMs: number;
  /** How many readings pushes may bring forward at once. Usual: 5; 1 to 1,000. */
  readonly pushBurst: number;
  /** How long it takes until one more may be brought forward. Usual: 5,000; 1 to a day. */
  readonly pushEveryMs: number;
  /** How many things may be watched at once. Usual: 10,000; at most 100,000. */
  readonly topicsMax: number;
  /** How many may watch at once. Usual: 100,000; at most 1,000,000. */
  readonly watchersMax: number;
}

const dayMs = 86_400_000;

/** The pace with everything that was not said at its usual value, and everything within its bounds. */
export const settledPace = (pace: Partial<WatchPace> = {}): WatchPace => {
  const pollFirstMs = within(pace.pollFirstMs, 2_000, 1, dayMs);
  return {
    pollFirstMs,
    pollMaxMs: within(pace.pollMaxMs, Math.max(60_000, pollFirstMs), pollFirstMs, dayMs),
    gapMs: within(pace.gapMs, 1_000, 0, dayMs),
    pushBurst: Math.trunc(within(pace.pushBurst, 5, 1, 1_000)),
    pushEveryMs: within(pace.pushEveryMs, 5_000, 1, dayMs),
    topicsMax: within(pace.topicsMax, 10_000, 1, 100_000),
    watchersMax: within(pace.watchersMax, 100_000, 1, 1_000_000),
  };
};

const within = (value: number | undefined, usual: number, least: number, most: number): number =>
  value === undefined || Number.isNaN(value) ? usual : Math.max(least, Math.min(most, value));

/** The pause after so many readings in a row that showed nothing new. */
export const pauseMs = ({ pollFirstMs, pollMaxMs }: WatchPace, idle: number): number =>
  Math.min(pollMaxMs, pollFirstMs * 2 ** Math.min(idle, 30));
