import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { RunnerFailed } from '@legwork/core';
import { systemClock } from '@legwork/node';
import type { Connection } from '../postgres/connection.js';
import { once } from '../postgres/database.js';
import { type Fault, faultOf } from '../postgres/fault.js';
import { isSchemaName, lockNumber, migrateTables } from '../postgres/schema.js';
import { engineSchema, loadMigration, loggerOf } from './engine.js';
import type { Say } from './say.js';

/**
 * Makes the tables of the journal, of the jobs and of DBOS those of this version. Run it once, before the workers of a new version.
 *
 * Doing it twice does nothing; doing it at the same time in several processes is done by one after the other, which DBOS by itself does
 * not see to. It goes forward only, and leaves newer tables alone. `schema` as for the journal; usual: `legwork`.
 * `say` is told what DBOS says of it; usual: nobody.
 *
 * Errors: `RunnerFailed`; running it again goes on where it stopped.
 */
export const migrate =
  (url: string, schema = 'legwork', say: Say = () => undefined): TE.TaskEither<RunnerFailed, void> =>
  async () => {
    const done = await migrateBoth(url, schema, say);
    return E.isLeft(done) ? E.left({ _tag: 'RunnerFailed', detail: done.left.detail }) : done;
  };

const migrateBoth = async (url: string, schema: string, say: Say): Promise<E.Either<Fault, void>> => {
  if (!isSchemaName(schema)) return wrong('the name of the schema is not a plain one');
  const migration = await loadMigration();
  if (E.isLeft(migration)) return wrong(migration.left);
  const { migrateSystemDatabase, GlobalLogger } = migration.right;
  return once({ url, name: 'legwork migration' }, async (connection) => {
    const tables = await migrateTables(connection, schema);
    if (E.isLeft(tables)) return tables;
    const locked = await takeTurn(connection, lockNumber('migration', engineSchema(schema)));
    if (E.isLeft(locked)) return locked;
    try {
      // As `DBOS.migrate` does it; but that speaks on the standard output, which belongs to the program.
      const logger = new GlobalLogger(undefined, { logger: loggerOf(say) });
      await migrateSystemDatabase(url, logger, engineSchema(schema));
      return E.right(undefined);
    } catch (error) {
      return E.left(faultOf(error));
    }
  });
};

const turnMsMax = 120_000;
const lookMs = 100;

/**
 * Waits for its turn by asking now and then. Waiting inside the database would keep a snapshot open, and DBOS makes indexes in
 * a way that waits for every snapshot: each would wait for the other for ever.
 */
const takeTurn = async (connection: Connection, lock: string): Promise<E.Either<Fault, void>> => {
  const untilMs = systemClock.monotonicMs() + turnMsMax;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const taken = await connection.ask('select pg_try_advisory_lock($1::bigint)::text', [lock]);
    if (E.isLeft(taken)) return taken;
    if (taken.right.rows[0]?.[0] === 'true') return E.right(undefined);
    if (systemClock.monotonicMs() > untilMs) return wrong('another migration does not end');
    // oxlint-disable-next-line no-await-in-loop
    await systemClock.sleep(lookMs).done();
  }
};

const wrong = (detail: string): E.Either<Fault, never> => E.left({ kind: 'Wrong', code: '', detail });
