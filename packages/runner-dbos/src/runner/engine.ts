import * as E from 'fp-ts/lib/Either.js';
import type { Say } from './say.js';

/** DBOS, as much of it as is used here. */
export type Dbos = typeof import('@dbos-inc/dbos-sdk');

/** The part of DBOS that takes over the work of executors that are gone. Its path is internal; hence the narrow range of versions. */
export type DbosExecutor = typeof import('@dbos-inc/dbos-sdk/internal/dbos-executor');

/** DBOS, loaded at the first use; `Left`: it is not installed. */
export const loadDbos = async (): Promise<E.Either<string, Dbos>> => {
  try {
    return E.right(await import('@dbos-inc/dbos-sdk'));
  } catch {
    return E.left('the package @dbos-inc/dbos-sdk is not installed');
  }
};

/** The internal part, loaded when a worker starts. */
export const loadExecutor = async (): Promise<E.Either<string, DbosExecutor>> => {
  try {
    return E.right(await import('@dbos-inc/dbos-sdk/internal/dbos-executor'));
  } catch {
    return E.left('this version of @dbos-inc/dbos-sdk has no executor where it is looked for');
  }
};

/** The part of DBOS that makes its tables. Its paths are internal, too. */
type DbosMigration = Pick<
  typeof import('@dbos-inc/dbos-sdk/internal/system_database'),
  'migrateSystemDatabase'
> &
  Pick<typeof import('@dbos-inc/dbos-sdk/internal/telemetry/logs'), 'GlobalLogger'>;

/** What makes its tables, loaded when they are made. */
export const loadMigration = async (): Promise<E.Either<string, DbosMigration>> => {
  const dbos = await loadDbos();
  if (E.isLeft(dbos)) return dbos;
  try {
    const { migrateSystemDatabase } = await import('@dbos-inc/dbos-sdk/internal/system_database');
    const { GlobalLogger } = await import('@dbos-inc/dbos-sdk/internal/telemetry/logs');
    return E.right({ migrateSystemDatabase, GlobalLogger });
  } catch {
    return E.left('this version of @dbos-inc/dbos-sdk has no migration where it is looked for');
  }
};

/**
 * The version of the workflow. DBOS continues only what was begun under the same one, so it changes with the order of its
 * recorded steps and never otherwise.
 */
export const workflowVersion = 'legwork-1';

/** The name of the workflow, of its queue and of the application that they belong to. */
export const workflowName = 'legwork.carryOn';
export const queueName = 'legwork';
export const applicationName = 'legwork';

/** The schema of DBOS' own tables; a host's own DBOS, in its schema, has nothing to do with them. */
export const engineSchema = (schema: string): string => `${schema}_dbos`;

/** The name of one round of a job. Rounds count digits behind the last sign, so no two jobs share a name. */
export const roundName = (job: string, round: number): string => `${job}#${round}`;

/** What DBOS logs to. */
export interface EngineLogger {
  readonly info: (entry: unknown) => void;
  readonly debug: (entry: unknown) => void;
  readonly warn: (entry: unknown) => void;
  readonly error: (entry: unknown) => void;
}

/** A logger for DBOS. */
export const loggerOf = (say: Say): EngineLogger => ({
  info: (entry: unknown) => say('info', textOf(entry)),
  debug: () => undefined,
  warn: (entry: unknown) => say('warn', textOf(entry)),
  error: (entry: unknown) => say('error', textOf(entry)),
});

const textOf = (entry: unknown): string => {
  if (entry instanceof Error) return `${entry.name}: ${entry.message}`;
  return typeof entry === 'string' ? entry : (JSON.stringify(entry) ?? '');
};
