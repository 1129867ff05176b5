import type { Clock } from '@legwork/core';

/** A clock that stands still until it is moved, or until somebody sleeps: then it is at once as late as they wished. */
export interface VirtualClock extends Clock {
  /** Lets time pass. Units: milliseconds. */
  readonly advance: (ms: number) => void;
}

const startMs = 1_000;
const wallStartMs = 1_700_000_000_000;

/** A virtual clock at instant 1,000 of its own, in November 2023. No test with it waits for anything. */
export const virtualClock = (): VirtualClock => {
  let nowMs = startMs;
  return {
    monotonicMs: () => nowMs,
    wallMs: () => wallStartMs + nowMs,
    advance: (ms) => {
      nowMs += ms;
    },
    sleep: (ms) => {
      let woken = false;
      return {
        done: async () => {
          if (!woken) nowMs += ms;
        },
        wake: () => {
          woken = true;
        },
      };
    },
  };
};
