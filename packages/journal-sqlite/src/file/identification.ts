import { randomBytes } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { type OpenRefused, refused } from '../open-refused.js';
import { aesGcm } from '../seal/aes-gcm.js';
import { type Sealing, clear } from '../seal/sealing.js';
import { type Connection, type Row, bytesOf, textIn } from './connection.js';
import { applicationId, migrations, schema, version } from './format.js';
import { newMeta, readMeta, writeMeta } from './meta.js';
import type { Trouble } from './trouble.js';

/** What a file is, by its own word. */
export type Kind = 'Empty' | 'Ours' | 'Foreign' | 'Newer' | 'Damaged';

/** Finds out what a file is, without changing it. */
export const kindOf = (connection: Connection): E.Either<Trouble, Kind> => {
  const application = pragma(connection, 'application_id');
  if (E.isLeft(application)) return application;
  const written = pragma(connection, 'user_version');
  if (E.isLeft(written)) return written;
  const found = connection.all(`SELECT ${bytesOf('sqlite_schema', 'sql')} FROM sqlite_schema`);
  if (E.isLeft(found)) return found;
  if (application.right !== applicationId)
    return E.right(application.right === 0 && found.right.length === 0 ? 'Empty' : 'Foreign');
  if (written.right > version) return E.right('Newer');
  return E.right(written.right === version && !isSchema(found.right) ? 'Damaged' : 'Ours');
};

const pragma = (connection: Connection, name: string): E.Either<Trouble, number> =>
  E.map((row: Row | undefined) => Number(row?.[name] ?? -1))(connection.get(`PRAGMA ${name}`));

const isSchema = (rows: ReadonlyArray<Row>): boolean => {
  const found = rows.flatMap((row) => textIn(row, 'sql') ?? []);
  return found.length === schema.length && schema.every((sql) => found.includes(sql));
};

/** Brings a file to the version that this code writes, one version at a time, each whole or not at all. */
export const migrate = (
  connection: Connection,
  encryption: { readonly key: Uint8Array } | undefined,
): E.Either<Trouble, void> => {
  for (let from = 0; from < version; from++) {
    const begun = connection.exec('BEGIN IMMEDIATE');
    if (E.isLeft(begun)) return begun;
    const done = step(connection, from, encryption);
    if (E.isLeft(done)) return done;
    const committed = connection.exec('COMMIT');
    if (E.isLeft(committed)) return committed;
  }
  return E.right(undefined);
};

const step = (
  connection: Connection,
  from: number,
  encryption: { readonly key: Uint8Array } | undefined,
): E.Either<Trouble, void> => {
  // Another process may have done it meanwhile.
  const written = pragma(connection, 'user_version');
  if (E.isLeft(written) || written.right !== from) return E.map(() => undefined)(written);
  const marks = [`PRAGMA application_id = ${applicationId}`, `PRAGMA user_version = ${from + 1}`];
  for (const sql of [...(migrations[from] ?? []), ...marks]) {
    const done = connection.exec(sql);
    if (E.isLeft(done)) return done;
  }
  if (from > 0) return E.right(undefined);
  const file = randomBytes(16).toString('hex');
  return writeMeta(connection, newMeta(file, sealingOf(encryption, file).proof));
};

const sealingOf = (encryption: { readonly key: Uint8Array } | undefined, file: string): Sealing =>
  encryption === undefined ? clear : aesGcm(encryption.key, file);

/** How the file is sealed, if the key is its own. */
export const unseal = (
  connection: Connection,
  encryption: { readonly key: Uint8Array } | undefined,
): E.Either<OpenRefused, Sealing> => {
  const meta = readMeta(connection);
  if (E.isLeft(meta))
    return refused(meta.left._tag === 'Damaged' ? 'Damaged' : 'Unavailable', meta.left.what);
  const sealing = sealingOf(encryption, meta.right.file);
  if (sealing.proof === meta.right.seal) return E.right(sealing);
  if (meta.right.seal === '') return refused('WrongKey', 'a key was given, and the file is not encrypted');
  return refused(
    'WrongKey',
    encryption === undefined ? 'the file is encrypted, and no key was given' : 'the file has another key',
  );
};
