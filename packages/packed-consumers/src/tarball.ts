import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Manifest } from './manifest.js';

/** A package as it would be published. */
export interface Tarball {
  /** Where it is. */
  readonly file: string;
  /** Units: bytes, compressed. */
  readonly size: number;
  readonly manifest: Manifest;
  /** The text of every file, by its path from the folder of the package. */
  readonly files: ReadonlyMap<string, string>;
}

const blockBytes = 512;
const regular = new Set(['0', '\0']);

/** Reads a tarball that a package manager made. */
export const readTarball = (file: string): Tarball => {
  const packed = readFileSync(file);
  const files = filesIn(gunzipSync(packed));
  const manifest: Manifest = JSON.parse(files.get('package.json') ?? '{}');
  return { file, size: packed.length, manifest, files };
};

/** The files of a tar archive (POSIX.1-1988, "ustar"), without the folder `package` that all of them are in. */
const filesIn = (archive: Buffer): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  let at = 0;
  while (at + blockBytes <= archive.length && archive[at] !== 0) {
    const field = (from: number, to: number): string =>
      archive
        .subarray(at + from, at + to)
        .toString('utf8')
        .replace(/\0.*$/s, '');
    const size = Number.parseInt(field(124, 136), 8);
    const prefix = field(345, 500);
    const name = (prefix === '' ? '' : `${prefix}/`) + field(0, 100);
    const body = at + blockBytes;
    if (regular.has(archive.toString('latin1', at + 156, at + 157)))
      files.set(name.replace(/^package\//, ''), archive.toString('utf8', body, body + size));
    at = body + Math.ceil(size / blockBytes) * blockBytes;
  }
  return files;
};
