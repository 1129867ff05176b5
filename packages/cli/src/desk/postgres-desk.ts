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
    readonly migrate: boolean;
  }) => TE.TaskEither<Explained, PostgresJournal>;
  readonly dbosRunner: (parts: {
    readonly url: string;
    readonly journal: Journal;
  }) => Pick<Runner, 'status' | 'list' | 'cancel' | 'wake' | 'migrate'> & { readonly close: T.Task<void> };
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
    const opened = await openIn(module.right, url, false);
    if (E.isLeft(opened)) return opened;
    const { journal, store, verify, close, runner } = opened.right;
    return E.right({ name: placeName(url), journal, store, verify, close, runner });
  };

/** Makes the database ready for this version: the journal's tables, and those of the jobs. Errors: `Failure` with code 2. */
export const migrateDatabase =
  (load: Load) =>
  (url: string): TE.TaskEither<Failure, string> =>
  async () => {
    const module = await loaded(load);
    if (E.isLeft(module)) return module;
    const opened = await openIn(module.right, url, true);
    if (E.isLeft(opened)) return opened;
    const done = await opened.right.runner.migrate();
    await opened.right.close();
    return E.isLeft(done) ? fail(openRefused(done.left)) : E.right(placeName(url));
  };

const openIn = async (
  { openPostgresJournal, dbosRunner }: PostgresModule,
  url: string,
  migrate: boolean,
): Promise<E.Either<Failure, PostgresJournal & { readonly runner: ReturnType<typeof dbosRunner> }>> => {
  const opened = await openPostgresJournal({ url, migrate })();
  if (E.isLeft(opened)) return fail(openRefused(opened.left));
  const runner = dbosRunner({ url, journal: opened.right.journal });
  const close = async (): Promise<void> => {
    await runner.close();
    await opened.right.close();
  };
  return E.right({ ...opened.right, close, runner });
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
  typeof module === 'object' && module !== null && 'openPostgresJournal' in module && 'dbosRunner' in module;

const openRefused = ({ why, what, detail, money, todo }: Explained): Failure =>
  refused(
    why ?? 'OpenRefused',
    `The journal was not opened: ${what ?? detail ?? 'the database refused'}.`,
    money ?? 'Nothing was sent. What was recorded before is as it was.',
    hint(why) ?? todo ?? 'Look at the database and its address, then open it again.',
  );

/** What there is to do about it with this program. */
const hint = (why: string | undefined): string | undefined =>
  why === 'NotMigrated' ? 'Run legwork migrate once, before the workers.' : undefined;
