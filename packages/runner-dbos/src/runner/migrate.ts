import * as E from 'fp-ts/lib/Either.js';
import { once } from '../postgres/database.js';
import { type Fault, faultOf } from '../postgres/fault.js';
import { isSchemaName, lockNumber, migrateTables } from '../postgres/schema.js';
import { engineSchema, loadDbos } from './engine.js';

/**
 * Makes the tables of the journal, of the jobs and of DBOS those of this version. Doing it twice does nothing; doing it at the same
 * time in several processes is done by one after the other, which DBOS by itself does not see to.
 */
export const migrate = async (url: string, schema: string): Promise<E.Either<Fault, void>> => {
  if (!isSchemaName(schema)) return wrong('the name of the schema is not a plain one');
  const dbos = await loadDbos();
  if (E.isLeft(dbos)) return wrong(dbos.left);
  return once({ url, name: 'legwork migration' }, async (connection) => {
    const tables = await migrateTables(connection, schema);
    if (E.isLeft(tables)) return tables;
    const lock = lockNumber('migration', engineSchema(schema));
    const locked = await connection.ask(`select pg_advisory_lock($1::bigint)::text`, [lock]);
    if (E.isLeft(locked)) return locked;
    try {
      await dbos.right.DBOS.migrate(url, { schemaName: engineSchema(schema) });
      return E.right(undefined);
    } catch (error) {
      return E.left(faultOf(error));
    }
  });
};

const wrong = (detail: string): E.Either<Fault, never> => E.left({ kind: 'Wrong', code: '', detail });
