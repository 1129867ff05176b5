// The shape of the file. What is here is written for ever: a change is a new version with a migration.

/** 'LgWk': tells our files from other SQLite databases. */
export const applicationId = 0x4c67576b;

/** What this code writes. A greater one is refused; a smaller one is migrated. */
export const version = 1;

/** The statements that lead from each version to the next; each list in one transaction. */
export const migrations: ReadonlyArray<ReadonlyArray<string>> = [
  [
    `CREATE TABLE line(seq INTEGER PRIMARY KEY, stream TEXT NOT NULL, n INTEGER NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE(stream, n)) STRICT`,
    `CREATE TABLE card(key TEXT PRIMARY KEY, value TEXT NOT NULL, sum TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE stream(name TEXT PRIMARY KEY, count INTEGER NOT NULL, last INTEGER NOT NULL, sum TEXT NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE meta(one INTEGER PRIMARY KEY, file TEXT NOT NULL, seal TEXT NOT NULL, commits INTEGER NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, cards INTEGER NOT NULL, streams INTEGER NOT NULL, rows TEXT NOT NULL, sum TEXT NOT NULL) STRICT`,
  ],
];

/** The schema as SQLite keeps it; anything else in the file, such as a trigger, was not put there by a journal. */
export const schema: ReadonlyArray<string> = migrations.flat();
