import type { Clock, Sleep, Store } from '@legwork/core';

/** A store and a clock of one process, and its death. */
export interface Mortal {
  readonly store: Store;
  readonly clock: Clock;
  /** From now on nobody who uses them is answered any more, and nobody wakes. What was asked before may still be done. */
  readonly die: () => Promise<void>;
}

/**
 * A store and a clock that can die as with their process, for worlds in which several views share a real one: what a view
 * has under way goes no further than to its next answer.
 */
export const mortal = (store: Store, clock: Clock): Mortal => {
  let dead = false;
  const asleep = new Set<Sleep>();
  const unless = async <A>(answer: () => Promise<A>): Promise<A> => {
    if (dead) return never();
    const given = await answer();
    return dead ? never() : given;
  };
  const sleep: Clock['sleep'] = (ms) => {
    if (dead) return { done: never, wake: () => undefined };
    const one = clock.sleep(ms);
    asleep.add(one);
    const done = async (): Promise<void> => {
      await one.done();
      asleep.delete(one);
    };
    return { ...one, done: () => unless(done) };
  };
  return {
    store: {
      perform: (deed) => () => unless(store.perform(deed)),
      lines: (stream) => () => unless(store.lines(stream)),
    },
    clock: { ...clock, sleep },
    die: async () => {
      dead = true;
      // Its timers end with a process: one that went on for an hour would keep the real one alive so long.
      for (const one of asleep) one.wake();
    },
  };
};

const never = <A>(): Promise<A> => new Promise<A>(() => undefined);
