import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.js';
import type { Manifest } from './manifest.js';
import { type Tarball, readTarball } from './tarball.js';

/** The one version of pnpm that this repository is made with; it stands in the script `setup`. */
const pnpmIn = (root: string): string =>
  /pnpm@[\d.]+/.exec(readFileSync(path.join(root, 'package.json'), 'utf8'))?.[0] ?? 'pnpm';

/** The names of the packages that may be published. */
const publicPackages = (root: string): ReadonlyArray<string> =>
  readdirSync(path.join(root, 'packages'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }): ReadonlyArray<Manifest> => {
      try {
        return [JSON.parse(readFileSync(path.join(root, 'packages', name, 'package.json'), 'utf8'))];
      } catch {
        return []; // a folder that something else left behind
      }
    })
    .filter((manifest) => manifest.private !== true)
    .map(({ name }) => name)
    .toSorted();

/** Packs every public package into a folder, as it is built now; a text if that fails. */
export const packAll = async (root: string, into: string): Promise<ReadonlyArray<Tarball> | string> => {
  mkdirSync(into, { recursive: true });
  const names = publicPackages(root);
  const filters = names.flatMap((name) => ['--filter', name]);
  const packed = await run(
    'npx',
    ['-y', pnpmIn(root), '--recursive', ...filters, 'pack', '--pack-destination', into],
    { cwd: root },
  );
  if (!packed.ok) return packed.said;
  const tarballs = readdirSync(into)
    .filter((file) => file.endsWith('.tgz'))
    .map((file) => readTarball(path.join(into, file)))
    .filter(({ manifest }) => names.includes(manifest.name));
  return tarballs.length === names.length
    ? tarballs
    : `${tarballs.length} of ${names.length} packages were packed`;
};
