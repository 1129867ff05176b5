import { spreadOf } from '../harness/spread.js';

const longEnoughMs = 400;
const runsMax = 200;

/**
 * The time of a task: the lower quartile of at least five runs, after one that does not count. One size is not measured beside
 * another, so whatever else the machine does is kept out in this way. Units: milliseconds.
 */
export const usualMs = async (run: () => unknown): Promise<number> => {
  await run();
  const times: Array<number> = [];
  const fromMs = performance.now();
  while (times.length < 5 || (performance.now() - fromMs < longEnoughMs && times.length < runsMax)) {
    const begunMs = performance.now();
    await run();
    times.push(performance.now() - begunMs);
  }
  return spreadOf(times).low;
};

/** How much is kept in memory by what a function makes, once everything else is collected. Units: millions of bytes. */
export const keptMb = async <A>(make: () => A | Promise<A>): Promise<number> => {
  const before = await settledBytes();
  const made = await make();
  const after = await settledBytes();
  // Looked at once more, so that it lives until here.
  return made === undefined ? 0 : Math.max(0, after - before) / 1e6;
};

/** What buffers held is given back by another thread, some time after a collection. */
const settledBytes = async (): Promise<number> => {
  for (let time = 0; time < 4; time += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => void setTimeout(resolve, 25));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
