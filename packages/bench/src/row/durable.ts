import path from 'node:path';
import { type Journal, journalOver, memoryJournal, memoryStore } from '@legwork/core';
import { counting, must, settleAll } from '@legwork/chaos';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { systemClock } from '@legwork/node';
import type { Bench, Setting } from '../harness/bench.js';
import { type Costs, race } from '../harness/race.js';
import { inScratch } from '../harness/scratch.js';
import type { Row } from '../harness/row.js';
import { bareSqlite } from '../rival/bare-sqlite.js';
import { type Committing, backToBackMs, committingStore } from '../rival/committing.js';
import { syncedPage } from '../rival/synced-page.js';
import { spreadOf } from '../harness/spread.js';

/**
 * What durability costs: the same settlements on a journal in memory and in a file, beside what the disk itself can do.
 *
 * The disk is asked twice. In the settlement's place, it is the same settlement in memory that makes a bare commit wherever the journal
 * makes one of its own: as many, and after the same pauses, in which a disk and a processor fall asleep. That is like beside like, and the
 * target is held against it. Back to back, nothing but commits is done; no settlement ever comes that close together, but it is the most
 * that this disk can do, so it is shown as well.
 *
 * A bare commit is one page, although ours has about six: how many pages it takes to say a thing is our own doing.
 */
export const durable: Bench = {
  title: 'Durability',
  run: async (setting) => {
    setting.tell('settling on SQLite and in memory');
    return inScratch((folder) => settling(setting, folder));
  },
};

const settling = async (setting: Setting, folder: string): Promise<ReadonlyArray<Row>> => {
  const count = setting.quick ? 60 : 200;
  let commits = 0;
  let files = 0;
  const nextFile = (): string => String((files += 1));
  const eachMs = async (journal: Journal): Promise<number> => (await settleAll(journal, count)) / count;
  const inPlaceMs = async (committing: Committing): Promise<number> => {
    const ms = await eachMs(journalOver(committingStore(memoryStore(systemClock), committing), systemClock));
    committing.close();
    return ms;
  };
  const costs = await race(
    [
      { name: 'memory', lap: () => eachMs(memoryJournal(systemClock)) },
      {
        name: 'sqlite',
        lap: async () => {
          const file = path.join(folder, nextFile());
          const { store, close } = must(await openSqliteJournal({ file, volatile: true })());
          const counted = counting(store);
          const ms = await eachMs(journalOver(counted.store, systemClock));
          await close();
          commits = counted.commits() / count;
          return ms;
        },
      },
      { name: 'disk in its place', lap: () => inPlaceMs(syncedPage(folder, nextFile())) },
      { name: 'bare SQLite in its place', lap: async () => inPlaceMs(await bareSqlite(folder, nextFile())) },
      { name: 'disk', lap: () => backToBackMs(syncedPage(folder, nextFile()), count) },
      { name: 'bare SQLite', lap: async () => backToBackMs(await bareSqlite(folder, nextFile()), count) },
    ],
    setting.program,
    setting.settle,
  );
  return rowsOf(costs, commits);
};

const rowsOf = (costs: Costs, commits: number): ReadonlyArray<Row> => {
  const of = (name: string): ReadonlyArray<number> => costs.get(name) ?? [];
  const addedMs = (name: string): ReadonlyArray<number> =>
    of(name).map((ms, round) => (ms - (of('memory')[round] ?? 0)) / commits);
  const row = (against: string, others: ReadonlyArray<number>, target: Row['target'], note: string): Row => ({
    what: 'durable settle on SQLite: what each commit adds',
    against,
    target,
    measured: {
      _tag: 'Ratio',
      spread: spreadOf(addedMs('sqlite').map((ms, round) => ms / (others[round] ?? Number.NaN))),
    },
    note,
  });
  const none = { _tag: 'None' } as const;
  return [
    row(
      'a synced page, wherever the same settle in memory would commit',
      addedMs('disk in its place'),
      { _tag: 'AtMost', ratio: 2 },
      `A settlement of one leg makes ${commits.toFixed(1)} commits, and each writes a page for every table and index that it touches. What the settle costs in memory is taken off. The slower a disk syncs, the smaller this figure.`,
    ),
    row(
      'SQLite’s own commit of one row, by the same driver, wherever the same settle in memory would commit',
      addedMs('bare SQLite in its place'),
      none,
      '',
    ),
    row('a synced page of this disk, back to back', of('disk'), none, ''),
    row('SQLite’s own commit of one row, back to back', of('bare SQLite'), none, ''),
  ];
};
