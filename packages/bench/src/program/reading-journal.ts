// A journal in a file with so many settlements: opening it, and reading from it.
import { statSync } from 'node:fs';
import { journalOver } from '@legwork/core';
import { must } from '@legwork/chaos';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { systemClock } from '@legwork/node';
import * as O from 'fp-ts/lib/Option.js';
import { mandateAt } from '../fixture/settled-story.js';
import { usualMs, wallMs } from '../growth/stopwatch.js';

const [, , file = '', countText = '0'] = process.argv;
const count = Number(countText);

const open = await usualMs(async () => {
  const { close } = must(await openSqliteJournal({ file, volatile: true })());
  await close();
}, wallMs);
const { store, close } = must(await openSqliteJournal({ file, volatile: true })());
const journal = journalOver(store, systemClock);
let asked = 0;
// Another place each time, all over the first half: there is a full page behind each.
const next = (): number => ((asked += 1) * 7_919) % Math.ceil(count / 2);
const inUs = async (run: () => Promise<unknown>): Promise<number> => (await usualMs(run, wallMs)) * 1_000;
const read = await inUs(async () => must(await journal.read(mandateAt(next()))()));
const page = await inUs(async () =>
  must(await journal.mandates({ open: false, after: O.some(mandateAt(next())), limit: 50 })()),
);
const openPage = await inUs(async () =>
  must(await journal.mandates({ open: true, after: O.some(mandateAt(next())), limit: 50 })()),
);
const memory = process.memoryUsage.rss() / 1e6;
await close();
const size = statSync(file).size / 1e6;
process.stdout.write(JSON.stringify({ open, read, page, openPage, memory, size }));
