import { createHash, randomUUID } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import type { Connection } from './connection.js';
import type { Fault } from './fault.js';
import { noCards, sealingOf } from './sealing.js';

/** The version of the tables that this code reads and writes. */
export const schemaVersion = 1;

/** A schema's name is lower-case letters, digits and underscores, so that it needs no thought wherever it stands. */
export const isSchemaName = (name: string): boolean => /^[a-z_][a-z0-9_]{0,39}$/.test(name);

/** The number of the lock that one kind of work on one schema is done under; locks are the database's own. */
export const lockNumber = (kind: 'deeds' | 'migration' | 'worker', name: string): string =>
  String(createHash('sha256').update(`legwork ${kind} ${name}`).digest().readBigInt64BE(0));

/** How much of a key is in the index that ranges are read by: an entry of an index has a greatest length. */
export const keyIndexed = 500;

const first = (schema: string): string => `
create table ${schema}.head (
  one boolean primary key default true check (one),
  journal text not null, seq bigint not null, hash text not null, cards text not null, sum text not null
);
create table ${schema}.line (
  seq bigint primary key, stream text collate "C" not null, n bigint not null,
  text text not null, hash text not null, unique (stream, n)
);
create table ${schema}.stream (stream text collate "C" primary key, n bigint not null, sum text not null);
create table ${schema}.card (
  id text collate "C" primary key, key text collate "C" not null, value text not null, sum text not null
);
create index card_order on ${schema}.card ((left(key, ${keyIndexed})));
create table ${schema}.job (
  id text collate "C" primary key, fingerprint text not null, input text not null,
  progress text not null, since_ms bigint not null, note text not null,
  takes bigint not null, worker text collate "C" not null, round bigint not null, woken boolean not null
);
create index job_open on ${schema}.job (id) where progress in ('Queued', 'Running');
create index job_woken on ${schema}.job (worker) where woken;
create function ${schema}.refuse() returns trigger language plpgsql as
  $$ begin raise exception 'lines are only ever added'; end $$;
create trigger only_added before update or delete or truncate on ${schema}.line
  for each statement execute function ${schema}.refuse();
${firstHead(schema, randomUUID())}
`;

const firstHead = (schema: string, journal: string): string => {
  const sealing = sealingOf(journal);
  const head = { seq: '0', hash: sealing.origin, cards: noCards };
  const values = [journal, head.seq, head.hash, head.cards, sealing.head(head)].map((text) => `'${text}'`);
  return `insert into ${schema}.head (journal, seq, hash, cards, sum) values (${values.join(', ')});`;
};

/** What leads from each version to the next. What was released is never changed. */
const migrations: ReadonlyArray<(schema: string) => string> = [first];

/** Which version the tables have; 0: there are none. */
export const versionOf = async (connection: Connection, schema: string): Promise<E.Either<Fault, number>> => {
  const found = await connection.ask(`select to_regclass($1)::text`, [`${schema}.migration`]);
  if (E.isLeft(found)) return found;
  if (found.right.rows[0]?.[0] === '') return E.right(0);
  const version = await connection.ask(`select coalesce(max(version), 0)::text from ${schema}.migration`, []);
  return E.isLeft(version) ? version : E.right(Number(version.right.rows[0]?.[0] ?? '0'));
};

/** Makes the tables those of this version; doing it twice, or twice at once, does nothing. Newer tables are left alone. */
export const migrateTables = async (
  connection: Connection,
  schema: string,
): Promise<E.Either<Fault, number>> => {
  const locked = await connection.say(
    `begin; set local statement_timeout = 0; select pg_advisory_xact_lock(${lockNumber('migration', schema)})`,
  );
  if (E.isLeft(locked)) return locked;
  const done = await migrateLocked(connection, schema);
  const ended = await connection.say(E.isRight(done) ? 'commit' : 'rollback');
  return E.isRight(done) && E.isLeft(ended) ? ended : done;
};

const migrateLocked = async (connection: Connection, schema: string): Promise<E.Either<Fault, number>> => {
  const version = await versionOf(connection, schema);
  if (E.isLeft(version) || version.right >= schemaVersion) return version;
  const start = `create schema if not exists ${schema};
    create table if not exists ${schema}.migration (version int primary key, at timestamptz not null default now());`;
  const steps = migrations
    .slice(version.right)
    .map(
      (step, at) =>
        `${step(schema)} insert into ${schema}.migration (version) values (${version.right + at + 1});`,
    );
  const made = await connection.say([start, ...steps].join('\n'));
  return E.isLeft(made) ? made : E.right(schemaVersion);
};
