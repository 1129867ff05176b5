// Fills a journal in a file with so many settlements, through the journal itself; the last hundred are open.
import { journalOver } from '@legwork/core';
import { must } from '@legwork/chaos';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { systemClock } from '@legwork/node';
import * as O from 'fp-ts/lib/Option.js';
import { lane, storyAt } from '../fixture/settled-story.js';
import { gathering } from '../growth/gathering.js';

const atOnce = 1_000;
const dayMs = 86_400_000;
const openCount = 100;
const [, , file = '', countText = '0'] = process.argv;
const count = Number(countText);

const { store, close } = must(await openSqliteJournal({ file, volatile: true })());
const journal = journalOver(gathering(store), systemClock);
const lease = must(await journal.acquire(lane, 'bench', dayMs)());
if (O.isNone(lease)) throw new Error('invariant: nobody else has the lane');
const begunMs = performance.now();
for (let from = 0; from < count; from += atOnce) {
  const numbers = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => from + at);
  const done = await Promise.all(
    numbers.map((at) => journal.append(storyAt(at, at >= count - openCount, lease.value))()),
  );
  for (const one of done) must(one);
}
const ms = performance.now() - begunMs;
await close();
process.stdout.write(JSON.stringify({ ms }));
