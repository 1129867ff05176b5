import type { Clock, Sleep } from '@legwork/core';

/** The longest wait one Node timer can hold; a longer one would fire at once. Units: milliseconds. */
const timerMsMax = 2 ** 31 - 1;

/**
 * The clocks of this machine: `performance.now` for waits, `Date.now` for stamps.
 *
 * A wait never ends early: a timer that fires before its time on the monotonic clock is set again for what is left,
 * and a wait longer than one timer can hold (24.8 days) is made of several. A wait that is woken leaves no timer
 * behind. A wait of zero, of less, or of no number at all is over at once. A wait keeps the process alive.
 *
 * Units: milliseconds.
 *
 * @example
 * ```ts
 * import { systemClock } from '@legwork/node';
 * const pause = systemClock.sleep(60_000);
 * pause.wake();
 * await pause.done(); // it is over now
 * ```
 */
export const systemClock: Clock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  sleep: (ms) => sleepFrom(performance.now(), ms),
};

const sleepFrom = (startMs: number, ms: number): Sleep => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const arm = (): void => {
    const leftMs = ms - (performance.now() - startMs);
    if (leftMs > 0) timer = setTimeout(arm, Math.min(Math.ceil(leftMs), timerMsMax));
    else end();
  };
  arm();
  return {
    done: () => over,
    wake: () => {
      clearTimeout(timer);
      end();
    },
  };
};
