import * as E from 'fp-ts/lib/Either.js';
import { loadDriver } from '../postgres/driver.js';
import { carryOn } from './carry-on.js';
import {
  type Dbos,
  applicationName,
  engineSchema,
  loadDbos,
  loadExecutor,
  loggerOf,
  workflowName,
  workflowVersion,
} from './engine.js';
import type { Say } from './say.js';
import { guardedPool } from './guarded-pool.js';
import type { Station } from './station.js';

// DBOS is one for a process: its workflows, its settings and its state are global. So one worker at a time is hosted here.

let station: Station | undefined;
let registered: Dbos | undefined;
let isBusy = false;

/** DBOS at work for one worker. */
export interface Hosted {
  /** Has the work of an executor that is gone put back into the queue. */
  readonly recover: (executor: string) => Promise<void>;
  /** Ends it; waits so long for what is being recorded. Units: milliseconds. */
  readonly shutdown: (drainMs: number) => Promise<void>;
}

/** What it is launched with. */
export interface Launch {
  readonly url: string;
  readonly schema: string;
  readonly say: Say;
}

/** As many connections as DBOS' own pool would have. */
const poolMax = 10;

/** Why DBOS was not launched. */
const taken =
  'this process runs DBOS already: it can have one DBOS only, so give each worker a process of its own';

/** Launches DBOS for a worker. Errors: why not; nothing was begun. */
export const launch = async (
  here: Station,
  { url, schema, say }: Launch,
): Promise<E.Either<string, Hosted>> => {
  const dbos = await loadDbos();
  if (E.isLeft(dbos)) return dbos;
  const executor = await loadExecutor();
  if (E.isLeft(executor)) return executor;
  const driver = await loadDriver();
  if (E.isLeft(driver)) return driver;
  const { DBOS } = dbos.right;
  if (isBusy || DBOS.isInitialized()) return E.left(taken);
  isBusy = true;
  station = here;
  const pool = guardedPool(driver.right, url, { application_name: 'legwork engine', max: poolMax });
  try {
    register(dbos.right);
    DBOS.setConfig({
      name: applicationName,
      systemDatabaseUrl: url,
      // Its own would have `pg` warn of a use that it is going to give up.
      systemDatabasePool: pool,
      systemDatabaseSchemaName: engineSchema(schema),
      applicationVersion: workflowVersion,
      executorID: here.worker,
      runMigrations: false,
      // Nobody sends messages to a workflow here; so no connection has to listen for them.
      useListenNotify: false,
      logger: loggerOf(say),
    });
    await DBOS.launch();
  } catch (error) {
    await DBOS.shutdown().catch(() => undefined);
    await pool.end().catch(() => undefined);
    free(here);
    return E.left(`DBOS was not launched: ${error instanceof Error ? error.message : 'unknown'}`);
  }
  const own = executor.right.DBOSExecutor.globalInstance;
  return E.right({
    recover: async (other) => {
      await own?.recoverPendingWorkflows([other]);
    },
    shutdown: async (drainMs) => {
      await DBOS.shutdown({ workflowCompletionTimeoutMS: drainMs }).catch(() => undefined);
      await pool.end().catch(() => undefined);
      free(here);
    },
  });
};

const free = (here: Station): void => {
  if (station === here) station = undefined;
  isBusy = false;
};

/** DBOS wants to know its workflows before it is launched, and each of them once. */
const register = (dbos: Dbos): void => {
  if (registered === dbos) return;
  const { DBOS } = dbos;
  DBOS.registerWorkflow(
    async (id: string, round: number): Promise<void> => {
      const here = station;
      if (here === undefined) return new Promise(() => undefined);
      return carryOn(here, id, round, (step) => DBOS.runStep(step, { name: 'turn' }));
    },
    // However often a worker dies over a job, it is taken up again: what it may do is decided by the journal.
    { name: workflowName, maxRecoveryAttempts: 1_000_000 },
  );
  registered = dbos;
};
