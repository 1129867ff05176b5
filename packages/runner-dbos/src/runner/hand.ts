import type { Clock, Sleep } from '@legwork/core';

/** The waiting of one job. */
export interface Hand {
  /** Waits so long, or until it is woken; what woke it before it waited counts. Units: milliseconds. */
  readonly rest: (ms: number) => Promise<void>;
  readonly wake: () => void;
}

/** A hand that nobody has woken yet. */
export const makeHand = (clock: Pick<Clock, 'sleep'>): Hand => {
  let sleep: Sleep | undefined;
  let isAwake = false;
  return {
    rest: async (ms) => {
      if (!isAwake) {
        sleep = clock.sleep(ms);
        await sleep.done();
        sleep = undefined;
      }
      isAwake = false;
    },
    wake: () => {
      isAwake = true;
      sleep?.wake();
    },
  };
};
