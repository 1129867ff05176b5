import * as E from 'fp-ts/lib/Either.js';
import type { Pool, PoolClient } from 'pg';
import { loadDriver } from '../postgres/driver.js';
import { type Fault, faultOf } from '../postgres/fault.js';
import {
  applicationName,
  engineSchema,
  loadDbos,
  loggerOf,
  queueName,
  roundName,
  workflowName,
  workflowVersion,
} from './engine.js';
import type { Say } from './say.js';
import { guardedPool } from './guarded-pool.js';

/** A row as text, column by column. */
export type Row = ReadonlyArray<string>;

/** Asks something of the database, inside a transaction or by itself. */
export type AskJobs = (
  sql: string,
  values: ReadonlyArray<string | ReadonlyArray<string>>,
) => Promise<ReadonlyArray<Row>>;

/** What can be done in one transaction. */
export interface JobTransaction {
  readonly ask: AskJobs;
  /** Hands a round of a job to the engine, if the transaction is committed. */
  readonly enqueue: (job: string, round: number) => Promise<void>;
}

/** Connections for looking after jobs. Made at the first use; none of them keeps a process alive. */
export interface JobPool {
  readonly schema: string;
  /** All of it or nothing. What it rejects with, comes back as a fault; then it is not known whether it was done. */
  readonly transact: <A>(work: (transaction: JobTransaction) => Promise<A>) => Promise<E.Either<Fault, A>>;
  readonly ask: <A>(work: (ask: AskJobs) => Promise<A>) => Promise<E.Either<Fault, A>>;
  /** Makes the engine's queue known, with its settings. */
  readonly registerQueue: (jobsMax: number, pollMs: number) => Promise<E.Either<Fault, void>>;
  /** Forgets a round that is over. */
  readonly forget: (job: string, round: number) => Promise<E.Either<Fault, void>>;
  readonly close: () => Promise<void>;
}

const poolMax = 10;
const statementMs = 30_000;

/** Connections for looking after jobs. */
export const jobPool = (url: string, schema: string, say: Say): JobPool => {
  let made: ReturnType<typeof make> | undefined;

  const make = async () => {
    const driver = await loadDriver();
    if (E.isLeft(driver)) return missing(driver.left);
    const dbos = await loadDbos();
    if (E.isLeft(dbos)) return missing(dbos.left);
    const pool = guardedPool(driver.right, url, {
      application_name: 'legwork jobs',
      max: poolMax,
      statement_timeout: statementMs,
      query_timeout: statementMs + 5_000,
    });
    const client = await dbos.right.DBOSClient.create({
      systemDatabaseUrl: url,
      systemDatabasePool: pool,
      systemDatabaseSchemaName: engineSchema(schema),
      applicationName,
      logger: loggerOf(say),
    });
    return E.right({ pool, client });
  };

  const parts = () => (made ??= make());

  const within = async <A>(work: (all: Parts) => Promise<A>): Promise<E.Either<Fault, A>> => {
    const all = await parts();
    if (E.isLeft(all)) return all;
    try {
      return E.right(await work(all.right));
    } catch (error) {
      return E.left(faultOf(error));
    }
  };
  type Parts = Extract<Awaited<ReturnType<typeof make>>, { _tag: 'Right' }>['right'];

  const transact: JobPool['transact'] = (work) =>
    within(async ({ pool, client }) => {
      const connection = await pool.connect();
      const enqueue = async (job: string, round: number): Promise<void> => {
        const options = {
          workflowName,
          queueName,
          workflowID: roundName(job, round),
          appVersion: workflowVersion,
        };
        await client.enqueueInTransaction(connection, options, job, round);
      };
      let fault: Error | boolean = false;
      try {
        await connection.query('begin');
        const done = await work({ ask: askOn(connection), enqueue });
        await connection.query('commit');
        return done;
      } catch (error) {
        // A connection in an unknown state is not given to anybody else.
        fault = true;
        return await Promise.reject(error instanceof Error ? error : new Error('the database failed'));
      } finally {
        connection.release(fault);
      }
    });

  return {
    schema,
    transact,
    ask: (work) => within(({ pool }) => work(askOn(pool))),
    registerQueue: (jobsMax, pollMs) =>
      within(async ({ client }) => {
        await client.registerQueue(queueName, { workerConcurrency: jobsMax, minPollingIntervalMs: pollMs });
      }),
    forget: (job, round) => within(({ client }) => client.deleteWorkflow(roundName(job, round))),
    close: async () => {
      const all = await made;
      made = undefined;
      if (all === undefined || E.isLeft(all)) return;
      await all.right.client.destroy();
      await all.right.pool.end();
    },
  };
};

const askOn =
  (connection: Pool | PoolClient): AskJobs =>
  async (text, values) => {
    const { rows } = await connection.query<Array<unknown>>({
      text,
      values: [...values],
      rowMode: 'array',
    });
    return rows.map((row) => row.map((column) => (typeof column === 'string' ? column : '')));
  };

const missing = (detail: string): E.Either<Fault, never> => E.left({ kind: 'Wrong', code: '', detail });
