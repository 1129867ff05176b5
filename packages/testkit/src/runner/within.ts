import type { Bench } from './bench.js';
import type { RunnerView, RunnerWorld } from './runner-world.js';

/** Makes a test of what is done with a runner in a world of its own. */
export type Within = (use: (world: RunnerWorld, bench: Bench) => Promise<void>) => () => Promise<void>;

/** The same with a view more; where a process can have one only, nothing is tried. */
export type Beside = (
  use: (world: RunnerWorld, bench: Bench, other: RunnerView) => Promise<void>,
) => () => Promise<void>;
