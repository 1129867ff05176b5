import { mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
const here = path.join('examples', 'tutorial');

/** The text of a page of this repository. */
export const pageAt = (name: string): string => readFileSync(path.join(root, name), 'utf8');

/**
 * A copy of the checkout that a reader can write into: what is built is shared with this one, and installing and building,
 * which this test's own run has just done, do nothing.
 */
export const copyCheckout = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'legwork-tutorial-'));
  const share = (name: string): void => symlinkSync(path.join(root, name), path.join(folder, name));
  mkdirSync(path.join(folder, here), { recursive: true });
  for (const name of ['node_modules', 'packages']) share(name);
  for (const name of readdirSync(path.join(root, 'examples')))
    if (name !== 'tutorial') share(path.join('examples', name));
  for (const name of ['node_modules', 'package.json']) share(path.join(here, name));
  const { scripts, ...manifest }: { scripts: Record<string, string> } = JSON.parse(pageAt('package.json'));
  const done = { setup: 'node -e 0', build: 'node -e 0' };
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ ...manifest, scripts: { ...scripts, ...done } }),
  );
  return folder;
};
