import { journalOver, runnerOver } from '@legwork/core';
import { sha256, systemClock, systemRandom } from '@legwork/node';
import { openPostgresJournal } from '@legwork/runner-dbos';
import * as E from 'fp-ts/lib/Either.js';
import { must } from '../must.js';
import { timing } from '../timing.js';
import type { OpenEngine } from './engine.js';
import { saidOf } from './said.js';

/** How long a database that is away is waited for. Units: milliseconds. */
const awayMs = 20_000;
const pauseMs = 200;
/** How long a worker that stands still inside a deed holds back the others. Units: milliseconds. */
const bounds = { silenceMs: timing.leaseMs };

/** The journal in a PostgreSQL database, and core's own runner over it. */
export const openPostgres: OpenEngine = async (url, around) => {
  const { store, verify, close } = await connected(url);
  const counted = around.store(store);
  const journal = around.journal(journalOver(counted, systemClock));
  const runner = runnerOver({
    store: around.jobs(counted),
    journal,
    clock: systemClock,
    digest: sha256,
    random: systemRandom,
    capabilities: { multiProcess: true, multiMachine: true, durable: true },
    pace: { ttlMs: timing.workerTtlMs, pollMs: timing.workerPollMs },
  });
  return {
    journal,
    runner,
    close,
    verify: saidOf(verify),
  };
};

/** Opens the journal, however long the database is away, within reason. */
export const connected = async (url: string): Promise<Connected> => {
  const untilMs = performance.now() + awayMs;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const tried = await openPostgresJournal({ url, patienceMs: 3_000, bounds })();
    if (E.isRight(tried) || performance.now() > untilMs) return must(tried);
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => void setTimeout(resolve, pauseMs));
  }
};

type Connected = Extract<
  Awaited<ReturnType<ReturnType<typeof openPostgresJournal>>>,
  { readonly _tag: 'Right' }
>['right'];
