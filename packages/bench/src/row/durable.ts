import path from 'node:path';
import { journalOver, memoryJournal } from '@legwork/core';
import { counting, must, settleAll, syncsPerSecond } from '@legwork/chaos';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { systemClock } from '@legwork/node';
import type { Bench, Setting } from '../harness/bench.js';
import { race } from '../harness/race.js';
import { inScratch } from '../harness/scratch.js';
import type { Row } from '../harness/row.js';
import { spreadOf } from '../harness/spread.js';

/** What durability costs: the same settlements on a journal in memory and in a file, beside what the disk itself can do. */
export const durable: Bench = {
  title: 'Durability',
  run: async (setting) => {
    setting.tell('settling on SQLite and in memory');
    return [await inScratch((folder) => settling(setting, folder))];
  },
};

const settling = async (setting: Setting, folder: string): Promise<Row> => {
  const count = setting.quick ? 60 : 200;
  let commits = 0;
  let files = 0;
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
      { name: 'disk', lap: () => 1_000 / syncsPerSecond(folder, count) },
    ],
    setting.program,
    setting.settle,
  );
  const of = (name: string): ReadonlyArray<number> => costs.get(name) ?? [];
  const ratios = of('sqlite').map((ms, round) => {
    const extraMs = ms - (of('memory')[round] ?? 0);
    return extraMs / commits / (of('disk')[round] ?? Number.NaN);
  });
  return {
    what: 'durable settle on SQLite: what each commit adds',
    against: 'a synced write of this disk; the same settle in memory is taken off',
    target: { _tag: 'AtMost', ratio: 2 },
    measured: { _tag: 'Ratio', spread: spreadOf(ratios) },
    note: `A settlement of one leg makes ${commits.toFixed(1)} commits.`,
  };
};
