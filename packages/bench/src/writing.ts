import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { barsOf } from './report/bars.js';
import type { Finding } from './report/finding.js';
import { pageOf } from './report/page.js';
import { plotsOf } from './report/plots.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const folder = path.join(root, 'docs', 'reference');

/** Writes the page and its pictures, formatted as the repository formats its documents. */
export const writeReference = (finding: Finding): void => {
  mkdirSync(folder, { recursive: true });
  const page = path.join(folder, 'performance.md');
  writeFileSync(page, pageOf(finding));
  writeFileSync(path.join(folder, 'performance.svg'), barsOf(finding));
  writeFileSync(path.join(folder, 'growth.svg'), plotsOf(finding.growths));
  execFileSync(path.join(root, 'node_modules', '.bin', 'oxfmt'), [page], { cwd: root, stdio: 'ignore' });
};
