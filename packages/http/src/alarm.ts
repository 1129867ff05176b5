import type { Clock, Sleep } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** One wait on the monotonic clock that can be moved; the one before it is woken, so none is left behind. */
export interface Alarm {
  /** Rings once that time is reached; `none` takes the alarm off. */
  readonly set: (atMs: O.Option<number>) => void;
}

/** Makes an alarm that is off. */
export const alarm = (clock: Clock, ring: () => void): Alarm => {
  let current: { readonly atMs: number; readonly sleep: Sleep } | undefined;
  const start = async (atMs: number): Promise<void> => {
    const mine = { atMs, sleep: clock.sleep(atMs - clock.monotonicMs()) };
    current = mine;
    await mine.sleep.done();
    if (current !== mine) return;
    current = undefined;
    ring();
  };
  return {
    set: (atMs) => {
      if (O.isSome(atMs) && current?.atMs === atMs.value) return;
      current?.sleep.wake();
      current = undefined;
      if (O.isSome(atMs)) void start(atMs.value);
    },
  };
};
