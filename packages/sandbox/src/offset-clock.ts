/**
 * The clock of a running sandbox: real time plus an offset that a test moves, or a time that stands still until it
 * is moved. Whoever waits on it is woken by both, so no test has to sleep.
 */
export interface OffsetClock {
  readonly nowMs: () => number;
  /** Moves the clock forward. Units: ms. */
  readonly advance: (byMs: number) => void;
  /** Resolves once the clock has moved on by so much, or when it is stopped. */
  readonly wait: (forMs: number) => Promise<void>;
  /** Wakes everybody; later waits return at once. */
  readonly stop: () => void;
}

interface Sleeper {
  readonly untilMs: number;
  readonly wake: () => void;
}

const TIMER_MAX_MS = 2_147_483_647;

/** Starts a clock; with `frozenAtMs` it stands still there until it is moved. */
export const make = (frozenAtMs: number | undefined): OffsetClock => {
  let offsetMs = 0;
  let stopped = false;
  const sleepers = new Set<Sleeper>();
  const nowMs = (): number => (frozenAtMs ?? Date.now()) + offsetMs;

  const wakeDue = (): void => {
    for (const sleeper of sleepers) if (stopped || sleeper.untilMs <= nowMs()) sleeper.wake();
  };

  const wait = (forMs: number): Promise<void> => {
    if (stopped || forMs <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const alarm =
        frozenAtMs === undefined ? setTimeout(wakeDue, Math.min(forMs + 1, TIMER_MAX_MS)) : undefined;
      const sleeper: Sleeper = {
        untilMs: nowMs() + forMs,
        wake: () => {
          clearTimeout(alarm);
          sleepers.delete(sleeper);
          resolve();
        },
      };
      sleepers.add(sleeper);
    });
  };

  const advance = (byMs: number): void => {
    offsetMs += byMs;
    wakeDue();
  };
  const stop = (): void => {
    stopped = true;
    wakeDue();
  };
  return { nowMs, advance, wait, stop };
};
