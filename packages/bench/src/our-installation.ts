import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '@legwork/chaos';
import { install, packAll } from '@legwork/packed-consumers';
import * as E from 'fp-ts/lib/Either.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const folder = fileURLToPath(new URL('../ours/', import.meta.url));
const measured = new Set(['core', 'node', 'http', 'kraken-prime', 'bitgo', 'journal-sqlite']);

let done: Promise<string> | undefined;

/**
 * The folder in which our packages are installed from their tarballs, as they would be from the registry. What is loaded and
 * weighed is that, and not the repository: what is published is bundled.
 */
export const ourInstallation = (tell: (what: string) => void): Promise<string> => (done ??= made(tell));

const made = async (tell: (what: string) => void): Promise<string> => {
  tell('packing and installing our own packages');
  rmSync(folder, { recursive: true, force: true });
  const tarballs = await packAll(root, path.join(folder, 'tarballs'));
  const wanted = must(typeof tarballs === 'string' ? E.left(tarballs) : E.right(tarballs)).filter(
    ({ manifest }) => measured.has(manifest.name.replace('@legwork/', '')),
  );
  const { ok, said } = await install({ folder, root }, wanted);
  return must(ok ? E.right(folder) : E.left(said));
};
