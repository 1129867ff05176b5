/** Something that is measured beside others: it runs a number of times and says what that cost, in a unit of its own race. */
export interface Contender {
  readonly name: string;
  readonly lap: (times: number) => number | Promise<number>;
}

/** Kept where the compiler cannot see that nobody reads it, so that it drops no work. */
const kept: { value: unknown } = { value: undefined };

/** Measures a plain function. */
export const timed = (name: string, run: () => unknown): Contender => ({
  name,
  lap: (times) => {
    const begun = process.cpuUsage();
    for (let done = 0; done < times; done += 1) kept.value = run();
    return millisecondsSince(begun);
  },
});

/** Measures a task, one run after the other. */
export const timedTask = (name: string, run: () => Promise<unknown>): Contender => ({
  name,
  lap: async (times) => {
    const begun = process.cpuUsage();
    for (let done = 0; done < times; done += 1) kept.value = await run();
    return millisecondsSince(begun);
  },
});

/**
 * The processor time of this process since then, user and system together, with what the collector's own threads took: what the
 * machine spends, however many others use it at the same time. Units: milliseconds.
 */
export const millisecondsSince = (begun: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
};
