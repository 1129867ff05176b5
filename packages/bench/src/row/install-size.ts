import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

interface Manifest {
  readonly files?: ReadonlyArray<string>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What it takes to install something: the files of packages and of everything that they depend on, each package once. */
export interface InstallSize {
  readonly bytes: number;
  readonly packages: number;
}

/** Measures packages by their folders. Of a package of this repository, what it would be published with counts. */
export const installSize = (folders: ReadonlyArray<string>): InstallSize => {
  const seen = new Map<string, number>();
  const visit = (home: string | undefined): void => {
    if (home === undefined || seen.has(home)) return;
    const manifest: Manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
    seen.set(home, bytesOf(home, manifest));
    const all = { ...manifest.dependencies, ...manifest.optionalDependencies };
    for (const name of Object.keys(all)) visit(find(home, name));
  };
  for (const folder of folders) visit(realpathSync(folder));
  return { bytes: [...seen.values()].reduce((sum, bytes) => sum + bytes, 0), packages: seen.size };
};

/** Where a package is, as Node would find it; `undefined`: it is optional and not for this platform. */
const find = (from: string, name: string): string | undefined => {
  for (let at = from; ; at = path.dirname(at)) {
    const home = path.join(at, 'node_modules', name);
    if (existsSync(path.join(home, 'package.json'))) return realpathSync(home);
    if (at === path.dirname(at)) return undefined;
  }
};

const bytesOf = (home: string, { files = [] }: Manifest): number => {
  const isOurs = !home.includes(`${path.sep}node_modules${path.sep}`);
  const parts = isOurs ? [...files, 'package.json', 'README.md'] : ['.'];
  return parts.reduce((sum, part) => sum + bytesIn(path.join(home, part)), 0);
};

const bytesIn = (place: string): number => {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.size;
  // What was compiled on this machine is no part of what is downloaded.
  const isBuilt = existsSync(path.join(place, 'binding.gyp'));
  return readdirSync(place)
    .filter((name) => name !== 'node_modules' && !(isBuilt && name === 'build'))
    .reduce((sum, name) => sum + bytesIn(path.join(place, name)), 0);
};
