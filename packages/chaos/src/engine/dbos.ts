import { journalOver } from '@legwork/core';
import { systemClock } from '@legwork/node';
import { dbosRunner } from '@legwork/runner-dbos';
import { timing } from '../timing.js';
import type { OpenEngine } from './engine.js';
import { connected } from './postgres.js';
import { saidOf } from './said.js';

/** The journal in a PostgreSQL database, and the jobs carried on by DBOS in the same one. */
export const openDbos: OpenEngine = async (url, around) => {
  const { store, verify, close } = await connected(url);
  const journal = around.journal(journalOver(around.store(store), systemClock));
  const runner = dbosRunner({ url, journal, pace });
  return {
    journal,
    runner,
    close: async () => {
      await runner.close();
      await close();
    },
    verify: saidOf(verify),
  };
};

const pace = { pollMs: timing.workerPollMs, beatMs: 400, silentMs: 2 * timing.workerTtlMs };
