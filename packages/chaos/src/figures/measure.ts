import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { journalOver, memoryJournal } from '@legwork/core';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { systemClock } from '@legwork/node';
import { runChaos } from '../chaos.js';
import { counting } from '../engine/counting.js';
import { must } from '../must.js';
import { timing } from '../timing.js';
import { syncsPerSecond } from './disk.js';
import { settleAll } from './settling.js';

/** What a durable journal costs, all measured in one run. Units: as the names say. */
export interface Figures {
  readonly memoryPerSecond: number;
  readonly sqlitePerSecond: number;
  /** How much longer a settlement takes. */
  readonly ratio: number;
  readonly commitsPerSettlement: number;
  readonly syncsPerSecond: number;
  /** Of an empty file, and of one with the settlements of this run in it. */
  readonly openEmptyMs: number;
  readonly openFullMs: number;
  readonly importMs: number;
  readonly openRssBytes: number;
  readonly workerRssBytes: number;
  readonly workerTtlMs: number;
  readonly takeoverMs: { readonly middle: number; readonly most: number; readonly count: number };
}

const count = 300;
const rounds = 3;
const killsMeasured = 6;

/** Measures everything. Each program runs several times in turn, and the best of each counts. */
export const measure = async (): Promise<Figures> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'legwork-figures-'));
  try {
    await settleAll(memoryJournal(systemClock), count);
    let memoryMs = Number.POSITIVE_INFINITY;
    let sqliteMs = Number.POSITIVE_INFINITY;
    let commits = 0;
    for (let round = 0; round < rounds; round += 1) {
      // oxlint-disable-next-line no-await-in-loop
      memoryMs = Math.min(memoryMs, await settleAll(memoryJournal(systemClock), count));
      const { store, close } = must(
        // oxlint-disable-next-line no-await-in-loop
        await openSqliteJournal({ file: path.join(folder, `full-${round}`), volatile: true })(),
      );
      const counted = counting(store);
      // oxlint-disable-next-line no-await-in-loop
      sqliteMs = Math.min(sqliteMs, await settleAll(journalOver(counted.store, systemClock), count));
      commits = counted.commits();
      // oxlint-disable-next-line no-await-in-loop
      await close();
    }
    const syncs = syncsPerSecond(folder, 300);
    const empty = await opening(path.join(folder, 'empty'));
    const full = await opening(path.join(folder, 'full-0'));
    const { opened, rssBytes } = await takeovers();
    return {
      memoryPerSecond: (count * 1_000) / memoryMs,
      sqlitePerSecond: (count * 1_000) / sqliteMs,
      ratio: sqliteMs / memoryMs,
      commitsPerSettlement: commits / count,
      syncsPerSecond: syncs,
      importMs: empty.importMs,
      openEmptyMs: empty.openMs,
      openFullMs: full.openMs,
      openRssBytes: full.rssBytes,
      workerRssBytes: rssBytes,
      workerTtlMs: timing.workerTtlMs,
      takeoverMs: {
        middle: opened[Math.floor(opened.length / 2)] ?? 0,
        most: opened.at(-1) ?? 0,
        count: opened.length,
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

interface Opening {
  readonly importMs: number;
  readonly openMs: number;
  readonly rssBytes: number;
}

const opener = fileURLToPath(new URL('opening.js', import.meta.url));

/** The middle of five. */
const opening = async (file: string): Promise<Opening> => {
  const all: Array<Opening> = [];
  for (let round = 0; round < 5; round += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const { stdout } = await promisify(execFile)(process.execPath, [opener, file]);
    const one: Opening = JSON.parse(stdout);
    all.push(one);
  }
  const sorted = all.toSorted((a, b) => a.openMs - b.openMs);
  return sorted[2] ?? { importMs: 0, openMs: 0, rssBytes: 0 };
};

/** How long it takes until another worker of this machine has the jobs of one that was killed. */
const takeovers = async (): Promise<{
  readonly opened: ReadonlyArray<number>;
  readonly rssBytes: number;
}> => {
  const { log } = await runChaos({
    engine: 'sqlite',
    seed: 1,
    plan: Array.from({ length: killsMeasured }, () => ({ _tag: 'KillAfter', ms: 700 }) as const),
    workers: 3,
    lines: 6,
    slowMs: timing.slowMs,
    drainMs: 60_000,
    progress: () => undefined,
  });
  return { opened: log.takeovers().opened.toSorted((a, b) => a - b), rssBytes: log.rssBytes() };
};
