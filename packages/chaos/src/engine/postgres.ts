import { openPostgresJournal } from '@legwork/runner-dbos';
import * as E from 'fp-ts/lib/Either.js';
import { must } from '../must.js';
import { timing } from '../timing.js';
import type { OpenEngine } from './engine.js';
import { overStore } from './over-store.js';

/** How long a database that is away is waited for. Units: milliseconds. */
const awayMs = 20_000;
const pauseMs = 200;
/** How long a worker that stands still inside a deed holds back the others. Units: milliseconds. */
const bounds = { silenceMs: timing.leaseMs };

/** What a server can do: serve the processes of any number of machines. */
const capabilities = { multiProcess: true, multiMachine: true, durable: true } as const;

/** The journal in a PostgreSQL database, and core's own runner over it. */
export const openPostgres: OpenEngine = async (url, around) =>
  overStore(await connected(url), around, capabilities);

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
