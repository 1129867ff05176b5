import { describe, expect, test } from '@jest/globals';
import type { Clock, StoreTime } from '@legwork/core';
import { systemClock } from '@legwork/node';
import { type JournalWorld, describeJournal, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { type SqliteJournal, openSqliteJournal } from '../src/index.js';
import { journalIn } from './fixture/case-files.js';
import { newFolder } from './fixture/folder.js';

/**
 * A file in memory, as the suite asks for hundreds of them, and time that is let pass. The suite writes lines that no engine would:
 * an opening that verifies everything refuses them, rightly.
 */
const makeWorld = async (): Promise<JournalWorld> => {
  const file = journalIn(newFolder('/dev/shm'));
  let passedMs = 0;
  const clock: Clock = {
    ...systemClock,
    monotonicMs: () => systemClock.monotonicMs() + passedMs,
    wallMs: () => systemClock.wallMs() + passedMs,
  };
  const time = (): StoreTime => ({
    era: 'one run',
    monotonicMs: clock.monotonicMs(),
    wallMs: clock.wallMs(),
  });
  const opened: Array<SqliteJournal> = [];
  return {
    open: async () => {
      const one = right(await openSqliteJournal({ file, clock, time, volatile: true, verifiedLines: 0 })());
      opened.push(one);
      return { journal: one.journal, store: one.store, close: one.close };
    },
    elapse: async (ms) => {
      passedMs += ms;
    },
    shortMs: 60_000,
    // Nothing is said to what is open; it is left as it is. Real deaths are in processes.test.ts.
    crash: O.some(async () => opened.splice(0)),
    close: async () => {
      await Promise.all(opened.map((one) => one.close()));
    },
  };
};

describeJournal({ describe, test, expect })('a SQLite file', makeWorld);
