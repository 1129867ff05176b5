import type { Setting } from '../harness/bench.js';
import type { Growth } from './growth.js';

/** Measures how something grows. */
export interface GrowthBench {
  readonly title: string;
  readonly run: (setting: Setting) => Promise<Growth>;
}
