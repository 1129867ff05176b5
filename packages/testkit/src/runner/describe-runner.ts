import * as O from 'fp-ts/lib/Option.js';
import type { TestApi } from '../conformance/test-api.js';
import { benchOf } from './bench.js';
import { cancelCases } from './cancel-cases.js';
import { jobCases } from './job-cases.js';
import { moneyCases } from './money-cases.js';
import { progressCases } from './progress-cases.js';
import type { RunnerWorld } from './runner-world.js';
import type { Beside, Within } from './within.js';
import { workerCases } from './worker-cases.js';

/**
 * Registers the tests that every runner must pass: what `Runner` promises of jobs, workers and cancellations, and that no
 * leg moves twice whatever becomes of the workers.
 *
 * Where a process can have only one view of the storage, or none can be killed, what needs that is not tried.
 */
export const describeRunner =
  (api: TestApi) =>
  (name: string, makeWorld: () => Promise<RunnerWorld>): void => {
    const within: Within = (use) => async () => {
      const world = await makeWorld();
      try {
        await use(world, benchOf(world));
      } finally {
        await world.close();
      }
    };
    const beside: Beside = (use) =>
      within(async (world, bench) => {
        if (O.isSome(world.openAnother)) await use(world, bench, await world.openAnother.value());
      });
    api.describe(`${name}, as a runner`, () => {
      jobCases(api, within);
      progressCases(api, within);
      workerCases(api, within, beside);
      cancelCases(api, within);
      moneyCases(api, within, beside);
    });
  };
