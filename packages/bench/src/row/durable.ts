import path from 'node:path';
import { journalOver, memoryJournal } from '@legwork/core';
import { counting, must, settleAll, syncsPerSecond } from '@legwork/chaos';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { systemClock } from '@legwork/node';
import type { Bench, Setting } from '../harness/bench.js';
import { race } from '../harness/race.js';
import { inScratch } from '../harness/scratch.js';
import type { Row } from '../harness/row.js';
import { bareCommitMs } from '../rival/bare-sqlite.js';
import { spreadOf } from '../harness/spread.js';

/** What durability costs: the same settlements on a journal in memory and in a file, beside what the disk itself can do. */
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
  let bares = 0;
  const costs = await race(
    [
      { name: 'memory', lap: async () => (await settleAll(memoryJournal(systemClock), count)) / count },
      {
        name: 'sqlite',
        lap: async () => {
          files += 1;
          const file = path.join(folder, String(files));
          const { store, close } = must(await openSqliteJournal({ file, volatile: true })());
          const counted = counting(store);
          const ms = await settleAll(journalOver(counted.store, systemClock), count);
          await close();
          commits = counted.commits() / count;
          return ms / count;
        },
      },
      {
        name: 'bare SQLite',
        lap: () => {
          bares += 1;
          return bareCommitMs(folder, `bare-${bares}`, count);
        },
      },
      { name: 'disk', lap: () => 1_000 / syncsPerSecond(folder, count) },
    ],
    setting.program,
    setting.settle,
  );
  const of = (name: string): ReadonlyArray<number> => costs.get(name) ?? [];
  const ratiosTo = (other: string): ReadonlyArray<number> =>
    of('sqlite').map((ms, round) => {
      const extraMs = ms - (of('memory')[round] ?? 0);
      return extraMs / commits / (of(other)[round] ?? Number.NaN);
    });
  const row = (against: string, other: string, target: Row['target'], note: string): Row => ({
    what: 'durable settle on SQLite: what each commit adds',
    against: `${against}; the same settle in memory is taken off`,
    target,
    measured: { _tag: 'Ratio', spread: spreadOf(ratiosTo(other)) },
    note,
  });
  return [
    row(
      'a synced write of this disk',
      'disk',
      { _tag: 'AtMost', ratio: 2 },
      `A settlement of one leg makes ${commits.toFixed(1)} commits, and each writes a page for every table and index that it touches. The slower a disk syncs, the smaller this figure.`,
    ),
    row('SQLite’s own commit of one row, by the same driver', 'bare SQLite', { _tag: 'None' }, ''),
  ];
};
