import { type RunnerCapabilities, type Store, journalOver, runnerOver } from '@legwork/core';
import { sha256, systemClock, systemRandom } from '@legwork/node';
import { timing } from '../timing.js';
import type { Around, Opened } from './engine.js';
import { saidOf } from './said.js';

/** What a journal that was opened is kept in. */
interface Kept {
  readonly store: Store;
  readonly verify: Parameters<typeof saidOf>[0];
  readonly close: Opened['close'];
}

/** The journal over what it is kept in, and core's own runner over both. */
export const overStore = (
  { store, verify, close }: Kept,
  around: Around,
  capabilities: RunnerCapabilities,
): Opened => {
  const counted = around.store(store);
  const journal = around.journal(journalOver(counted, systemClock));
  const runner = runnerOver({
    store: around.jobs(counted),
    journal,
    clock: systemClock,
    digest: sha256,
    random: systemRandom,
    capabilities,
    pace: { ttlMs: timing.workerTtlMs, pollMs: timing.workerPollMs },
  });
  return { journal, runner, close, verify: saidOf(verify) };
};
