import type { Journal, JournalFailed, Runner, Store } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type Failure, fail, refused } from '../failure.js';
import type { Desk, Verified } from './desk.js';

/** What this program needs of `@legwork/runner-dbos`, which whoever uses a database has installed. */
export interface PostgresModule {
  readonly openPostgresJournal: (place: {
    readonly url: string;
    /** Whoever only looks makes no tables. */
    readonly migrate: false;
  }) => TE.TaskEither<Explained, PostgresJournal>;
  readonly dbosRunner: (parts: { readonly url: string; readonly journal: Journal }) => Runner;
  readonly migrate: (url: string) => TE.TaskEither<Explained, unknown>;
}

interface PostgresJournal {
  readonly journal: Journal;
  readonly store: Store;
  readonly verify: TE.TaskEither<JournalFailed, Verified>;
  readonly close: T.Task<void>;
}

/** A refusal that says what it is. */
interface Explained {
  readonly what?: string;
  readonly detail?: string;
  readonly money?: string;
  readonly todo?: string;
  readonly why?: string;
}

/** Loads the package, which is not a dependency of this one. */
export type Load = () => Promise<unknown>;

// Not a literal: the package is there only where somebody uses a database.
const moduleName: string = '@legwork/runner-dbos';

/** Loads it as it is installed. */
export const loadInstalled: Load = async (): Promise<unknown> => import(moduleName);

/** Opens the journal in a database. Errors: `Failure` with code 2. */
export const openDatabase =
  (load: Load) =>
  (url: string): TE.TaskEither<Failure, Desk> =>
  async () => {
    const module = await loaded(load);
    if (E.isLeft(module)) return module;
    const { openPostgresJournal, dbosRunner } = module.right;
    const opened = await openPostgresJournal({ url, migrate: false })();
    if (E.isLeft(opened)) return fail(openRefused(opened.left));
    const { journal, store, verify, close } = opened.right;
    return E.right({
      name: placeName(url),
      journal,
      store,
      verify,
      close,
      runner: dbosRunner({ url, journal }),
    });
  };

/** Makes the database ready for this version. Errors: `Failure` with code 2. */
export const migrateDatabase =
  (load: Load) =>
  (url: string): TE.TaskEither<Failure, string> =>
  async () => {
    const module = await loaded(load);
    if (E.isLeft(module)) return module;
    const done = await module.right.migrate(url)();
    return E.isLeft(done) ? fail(openRefused(done.left)) : E.right(placeName(url));
  };

/** Where a database is, without its user, its password and what else stands in its URL. */
export const placeName = (url: string): string => {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  return parsed === undefined ? 'the database' : `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
};

const loaded = async (load: Load): Promise<E.Either<Failure, PostgresModule>> => {
  try {
    const module = await load();
    return isPostgresModule(module) ? E.right(module) : fail(notInstalled);
  } catch {
    return fail(notInstalled);
  }
};

const notInstalled = refused(
  'NoDatabasePackage',
  'A journal in a database needs the package @legwork/runner-dbos, which is not installed here, or in another version.',
  'Nothing was changed by this command.',
  'Install @legwork/runner-dbos and pg beside @legwork/cli, in the version of this program.',
);

const isPostgresModule = (module: unknown): module is PostgresModule =>
  typeof module === 'object' &&
  module !== null &&
  'openPostgresJournal' in module &&
  'dbosRunner' in module &&
  'migrate' in module;

const openRefused = ({ why, what, detail, money, todo }: Explained): Failure =>
  refused(
    why ?? 'OpenRefused',
    `The journal was not opened: ${what ?? detail ?? 'the database refused'}.`,
    money ?? 'Nothing was sent. What was recorded before is as it was.',
    todo ?? 'Look at the database and its address, then open it again.',
  );
