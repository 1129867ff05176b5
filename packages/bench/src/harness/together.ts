import { type Contender, millisecondsSince } from './contender.js';

/** Kept where the compiler cannot see that nobody reads it, so that it drops no work. */
const kept: { value: unknown } = { value: undefined };

/**
 * Measures tasks that are under way at the same time: each is begun again when it is over, so that all of them are under way all
 * the time. With a single one it is one at a time.
 */
export const timedTogether = (name: string, runs: ReadonlyArray<() => Promise<unknown>>): Contender => ({
  name,
  lap: async (times) => {
    let left = times;
    const again = async (run: () => Promise<unknown>): Promise<void> => {
      while (left > 0) {
        left -= 1;
        kept.value = await run();
      }
    };
    const begun = process.cpuUsage();
    await Promise.all(runs.map(again));
    return millisecondsSince(begun);
  },
});
