import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import path from 'node:path';
import { peersFolder } from './peer.js';
import type { Surroundings } from './report/finding.js';

/** Where and with what this run measures. */
export const surroundings = (quick: boolean): Surroundings => ({
  date: new Date().toISOString().slice(0, 10),
  node: process.versions.node,
  processor: cpus()[0]?.model ?? 'an unknown processor',
  cores: cpus().length,
  memoryGib: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  quick,
  peers: peersOf(),
});

const peersOf = (): ReadonlyArray<readonly [string, string]> => {
  const manifest: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(path.join(peersFolder, 'package.json'), 'utf8'),
  );
  return Object.entries(manifest.dependencies);
};
