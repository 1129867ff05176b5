// One process: it opens the journal, connects to the venue, and settles a batch. The second one is the same program as the first.
import { text } from 'node:stream/consumers';
import { Report, type Watcher, settlementId } from '@legwork/core';
import { openDesk, readTradeBook } from '@legwork/example-kraken-prime';
import { display, follow, must, positionsOf, tell } from '@legwork/example-stage';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import type { Task } from './task.js';

const task: Task = JSON.parse(await text(process.stdin));

const show = display(process.stdout);

/** When the bytes of a call have left and the reply cannot be there yet. */
const underwayMs = 500;

const watch: Watcher = (state, event, next) => {
  show(state, event, next);
  if (task.dies && next?._tag === 'Send') setTimeout(() => process.kill(process.pid, 'SIGKILL'), underwayMs);
};

// `volatile` is for examples alone: it lets the temporary folder be in memory.
const { journal, close } = must(await openSqliteJournal({ file: task.file, volatile: true })());
const worker = `settler-${process.pid}`;
const ports = {
  ...openDesk(task, watch, { journal, worker }),
  // How long others wait for a process that died while it was sending.
  leaseMs: 5_000,
};
const report = await follow(ports, must(settlementId(task.batch)), positionsOf(readTradeBook()));
tell(report);
await close();
process.exitCode = Report.isDone(report) ? 0 : 1;
