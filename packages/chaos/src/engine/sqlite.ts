import { journalOver, runnerOver } from '@legwork/core';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { sha256, systemClock, systemRandom } from '@legwork/node';
import { must } from '../must.js';
import { timing } from '../timing.js';
import type { OpenEngine } from './engine.js';
import { saidOf } from './said.js';

/** The journal in one file, and the runner over it. The file may be in memory: what is broken here are processes, not the power. */
export const openSqlite: OpenEngine = async (file, around) => {
  const { store, verify, close } = must(await openSqliteJournal({ file, volatile: true })());
  const counted = around.store(store);
  const journal = around.journal(journalOver(counted, systemClock));
  const runner = runnerOver({
    store: around.jobs(counted),
    journal,
    clock: systemClock,
    digest: sha256,
    random: systemRandom,
    capabilities: { multiProcess: true, multiMachine: false, durable: true },
    pace: { ttlMs: timing.workerTtlMs, pollMs: timing.workerPollMs },
  });
  return {
    journal,
    runner,
    close,
    verify: saidOf(verify),
  };
};
