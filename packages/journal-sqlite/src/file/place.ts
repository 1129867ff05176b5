import { accessSync, constants, existsSync, realpathSync, statSync, statfsSync } from 'node:fs';
import path from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { type OpenRefused, refused } from '../open-refused.js';

/** A place that a journal may be at. */
export interface Place {
  /** The whole path, without links. */
  readonly file: string;
  /** Whether there is something in the file. */
  readonly isThere: boolean;
}

/**
 * File systems that several machines can write at once: there SQLite's locks and shared memory are worth nothing. FUSE is among
 * them, as sshfs or a cloud's file system looks like any other of its kind.
 *
 * @see statfs(2), read 2026-11-21
 */
const shared: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB'],
  [0x01021997, '9p'],
  [0x00c36400, 'Ceph'],
  [0x65735546, 'FUSE'],
  [0x5346414f, 'AFS'],
  [0x6b414653, 'AFS'],
  [0x73757245, 'Coda'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x7461636f, 'OCFS2'],
  [0x01161970, 'GFS2'],
  [0x786f4256, 'a folder of the host'],
  [0x7c7c6673, 'a folder of the host'],
]);

const inMemory: ReadonlyMap<number, string> = new Map([
  [0x01021994, 'tmpfs'],
  [0x858458f6, 'ramfs'],
]);

/** What a file system is, by the number that Linux gives it. */
export const fileSystemKind = (type: number): 'Local' | 'Shared' | 'Volatile' =>
  shared.has(type) ? 'Shared' : inMemory.has(type) ? 'Volatile' : 'Local';

/** Finds out whether a journal may be at a path. It opens nothing: closing a file would take SQLite's locks away. */
export const placeOf = (wanted: string, volatile: boolean): E.Either<OpenRefused, Place> => {
  const looked = E.tryCatch(
    () => {
      const folder = realpathSync(path.dirname(path.resolve(wanted)));
      const named = path.join(folder, path.basename(wanted));
      const file = existsSync(named) ? realpathSync(named) : named;
      const stat = statSync(file, { throwIfNoEntry: false });
      const fileSystem = process.platform === 'linux' ? statfsSync(path.dirname(file)).type : 0;
      return { file, stat, fileSystem };
    },
    () => 'no such place',
  );
  if (E.isLeft(looked)) return refused('NotAFile', 'the folder of the file cannot be found');
  const { file, stat, fileSystem } = looked.right;
  if (stat !== undefined && (!stat.isFile() || stat.nlink > 1))
    return refused('NotAFile', 'the path is no regular file with one name');
  const kind = fileSystemKind(fileSystem);
  if (kind === 'Shared')
    return refused('NetworkFile', `the file would be on ${shared.get(fileSystem) ?? 'a network'}`);
  if (kind === 'Volatile' && !volatile)
    return refused('VolatileFile', `the file would be on ${inMemory.get(fileSystem) ?? 'memory'}`);
  const may = E.tryCatch(
    () => {
      accessSync(path.dirname(file), constants.W_OK | constants.X_OK);
      if (stat !== undefined) accessSync(file, constants.R_OK | constants.W_OK);
    },
    () => 'no right',
  );
  if (E.isLeft(may)) return refused('NotWritable', 'the file or its folder may not be written');
  return E.right({ file, isThere: stat !== undefined && stat.size > 0 });
};

/** Which file is at a path: it changes when another one is put there. */
export const identityOf = (file: string): string => {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? 'none' : `${stat.dev}:${stat.ino}`;
};
