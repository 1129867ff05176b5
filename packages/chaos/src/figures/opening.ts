// Run as a process of its own: opens the journal in a file as any program would, and says how long it took and what it weighs.
import { must } from '../must.js';

const before = process.memoryUsage.rss();
const begunMs = performance.now();
const { openSqliteJournal } = await import('@legwork/journal-sqlite');
const importedMs = performance.now();
const { close } = must(await openSqliteJournal({ file: process.argv[2] ?? '', volatile: true })());
const openedMs = performance.now();
const after = process.memoryUsage.rss();
process.stdout.write(
  JSON.stringify({
    importMs: importedMs - begunMs,
    openMs: openedMs - importedMs,
    rssBytes: after,
    grewBytes: after - before,
  }),
);
await close();
