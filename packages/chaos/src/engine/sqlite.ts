import { openSqliteJournal } from '@legwork/journal-sqlite';
import { must } from '../must.js';
import type { OpenEngine } from './engine.js';
import { overStore } from './over-store.js';

/** What a file can do: serve the processes of one machine. */
const capabilities = { multiProcess: true, multiMachine: false, durable: true } as const;

/** The journal in one file, and the runner over it. The file may be in memory: what is broken here are processes, not the power. */
export const openSqlite: OpenEngine = async (file, around) =>
  overStore(must(await openSqliteJournal({ file, volatile: true })()), around, capabilities);
