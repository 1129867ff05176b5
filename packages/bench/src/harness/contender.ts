/** Something that is measured beside others: it runs a number of times and says what that cost, in a unit of its own race. */
export interface Contender {
  readonly name: string;
  readonly lap: (times: number) => number | Promise<number>;
}

/** Kept where the compiler cannot see that nobody reads it, so that it drops no work. */
const kept: { value: unknown } = { value: undefined };

/** Measures a plain function by the clock. Units: milliseconds. */
export const timed = (name: string, run: () => unknown): Contender => ({
  name,
  lap: (times) => {
    const begunMs = performance.now();
    for (let done = 0; done < times; done += 1) kept.value = run();
    return performance.now() - begunMs;
  },
});

/** Measures a task by the clock, one run after the other. Units: milliseconds. */
export const timedTask = (name: string, run: () => Promise<unknown>): Contender => ({
  name,
  lap: async (times) => {
    const begunMs = performance.now();
    for (let done = 0; done < times; done += 1) kept.value = await run();
    return performance.now() - begunMs;
  },
});

/** Measures the processor time that this process spends on a task, user and system together. Units: milliseconds. */
export const processorTime = (name: string, run: () => Promise<unknown>): Contender => ({
  name,
  lap: async (times) => {
    const begun = process.cpuUsage();
    for (let done = 0; done < times; done += 1) kept.value = await run();
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000;
  },
});
