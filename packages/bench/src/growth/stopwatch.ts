import { millisecondsSince } from '../harness/contender.js';
import { spreadOf } from '../harness/spread.js';

const longEnoughMs = 400;
const runsMax = 200;

/** A clock. Units: milliseconds. */
export type Now = () => number;

/** The processor time of this process so far: what a task costs, whatever else the machine does. */
export const processorMs: Now = () => millisecondsSince({ user: 0, system: 0 });

/** The clock on the wall: for tasks that wait for a disk. */
export const wallMs: Now = () => performance.now();

/**
 * The time of a task: the lower quartile of at least five runs, after one that does not count. One size is not measured beside
 * another, so whatever disturbs a run is kept out in this way. Units: milliseconds.
 */
export const usualMs = async (run: () => unknown, now: Now = processorMs): Promise<number> => {
  await run();
  const times: Array<number> = [];
  const fromMs = performance.now();
  while (times.length < 5 || (performance.now() - fromMs < longEnoughMs && times.length < runsMax)) {
    const begunMs = now();
    await run();
    times.push(now() - begunMs);
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
