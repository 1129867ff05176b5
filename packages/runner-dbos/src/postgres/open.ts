import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import {
  type Clock,
  type Journal,
  type JournalFailed,
  type NameRegister,
  type NonceFloor,
  type Store,
  journalOver,
} from '@legwork/core';
import { systemClock } from '@legwork/node';
import type { Bounds } from './came.js';
import type { Connection } from './connection.js';
import { reach } from './database.js';
import type { Fault } from './fault.js';
import { type OpenRefused, refused, refusedFor } from './open-refused.js';
import { postgresStore } from './postgres-store.js';
import { isSchemaName, migrateTables, schemaVersion, versionOf } from './schema.js';
import { sealingOf } from './sealing.js';
import type { Verified } from './verification.js';

/** Where a journal is kept, and how. */
export interface PostgresOptions {
  /** The address of the database: `postgresql://user:password@host:port/database`. A direct connection, or a pool by transactions. */
  readonly url: string;
  /** The schema that the tables are in: lower-case letters, digits and underscores. Usual: `legwork`. */
  readonly schema?: string;
  readonly clock?: Clock;
  /** Whether missing or older tables are made. Usual: true. Where several workers start at once, run `migrate` before them. */
  readonly migrate?: boolean;
  /** How long it is tried to get something done while the database is away or busy. Usual: 10,000. Units: milliseconds. */
  readonly patienceMs?: number;
  /** How long a deed waits for those of others, and how long it may be silent before the server gives it up. Units: milliseconds. */
  readonly bounds?: Partial<Bounds>;
  /** Accepts a server that does not wait for its disk. What it answered may be forgotten, and money sent twice. */
  readonly unsafeForTests?: boolean;
}

/** An open journal in a PostgreSQL database. */
export interface PostgresJournal {
  readonly journal: Journal & NonceFloor & NameRegister;
  /** What the journal is kept in, for whatever else has to be kept together with it. */
  readonly store: Store;
  /** Verifies the whole journal as it is now, while it is used. Errors: `JournalFailed`; when it is damaged, the journal is shut. */
  readonly verify: TE.TaskEither<JournalFailed, Verified>;
  /** Lets the database go. What is asked afterwards is answered with `JournalFailed`. */
  readonly close: T.Task<void>;
}

const usualBounds: Bounds = { lockMs: 30_000, silenceMs: 5_000 };

/**
 * Opens the journal in a database, and makes its tables if there are none.
 *
 * What the journal has answered survives the death of the process, and of the server's machine: every commit waits for the server's
 * disk. Any number of processes of any number of machines may have it open. While the database is away it is waited for `patienceMs`.
 * When the answer to a commit was lost, or damage was found, the journal answers `JournalFailed` from then on; it has to be
 * opened again (contract D3).
 *
 * Errors: `OpenRefused`; nothing may be sent.
 */
export const openPostgresJournal =
  (options: PostgresOptions): TE.TaskEither<OpenRefused, PostgresJournal> =>
  async () => {
    const {
      url,
      schema = 'legwork',
      clock = systemClock,
      patienceMs = 10_000,
      unsafeForTests = false,
    } = options;
    if (!isSchemaName(schema)) return refused('WrongSetting', 'the name of the schema is not a plain one');
    const address = { url, name: 'legwork journal' };
    const reached = await reach(address);
    if (E.isLeft(reached))
      return reached.left.code === 'NODRIVER'
        ? refused('NoDriver', reached.left.detail)
        : refusedFor(reached.left);
    const seen = await lookAt(reached.right, schema, options.migrate ?? true, unsafeForTests);
    if (E.isLeft(seen)) {
      await reached.right.end();
      return seen;
    }
    const connect = async (): Promise<E.Either<Fault, Connection>> => {
      const connection = await reach(address);
      if (E.isLeft(connection)) return connection;
      // Another server may have taken the address over since.
      const unfit = await unfitness(connection.right, unsafeForTests);
      if (E.isRight(unfit) && unfit.right === undefined) return connection;
      await connection.right.end();
      return E.isLeft(unfit) ? unfit : E.left({ kind: 'Gone', code: '', detail: unfit.right?.what ?? '' });
    };
    const place = {
      schema,
      sealing: sealingOf(seen.right),
      bounds: { ...usualBounds, ...options.bounds },
    };
    const store = postgresStore({ place, clock, patienceMs, first: reached.right, connect });
    return E.right({
      journal: journalOver(store, clock),
      store: { perform: store.perform, lines: store.lines },
      verify: store.verify,
      close: store.close,
    });
  };

/** Looks at the server and its tables before anything relies on them. Answers the id of the journal. */
const lookAt = async (
  connection: Connection,
  schema: string,
  isMigrating: boolean,
  unsafeForTests: boolean,
): Promise<E.Either<OpenRefused, string>> => {
  const unfit = await unfitness(connection, unsafeForTests);
  if (E.isLeft(unfit)) return refusedFor(unfit.left);
  if (unfit.right !== undefined) return refused(unfit.right.why, unfit.right.what);
  const version = isMigrating ? await migrateTables(connection, schema) : await versionOf(connection, schema);
  if (E.isLeft(version)) return refusedFor(version.left);
  if (version.right > schemaVersion)
    return refused(
      'NewerFormat',
      `the tables have version ${version.right}, this code knows ${schemaVersion}`,
    );
  if (version.right < schemaVersion)
    return refused('NotMigrated', `the tables have version ${version.right}`);
  const head = await connection.ask(`select journal, seq::text, hash, cards, sum from ${schema}.head`, []);
  if (E.isLeft(head)) return refusedFor(head.left);
  const [journal = '', seq = '', hash = '', cards = '', sum = ''] = head.right.rows[0] ?? [];
  return sealingOf(journal).head({ seq, hash, cards }) === sum
    ? E.right(journal)
    : refused('Damaged', 'the head of the journal was changed');
};

type Unfit = { readonly why: 'NotDurable' | 'ReadOnly'; readonly what: string };

const unfitness = async (
  connection: Connection,
  unsafeForTests: boolean,
): Promise<E.Either<Fault, Unfit | undefined>> => {
  const answer = await connection.ask(`select current_setting('fsync'), pg_is_in_recovery()::text`, []);
  if (E.isLeft(answer)) return answer;
  const [fsync = '', isReplica = ''] = answer.right.rows[0] ?? [];
  if (fsync !== 'on' && !unsafeForTests)
    return E.right({ why: 'NotDurable', what: 'the server runs with fsync = off' });
  return E.right(isReplica === 'false' ? undefined : { why: 'ReadOnly', what: 'the server is a replica' });
};
