import { describe, expect, jest, test } from '@jest/globals';
import { journalOver, runnerOver } from '@legwork/core';
import { systemRandom, sha256, systemClock } from '@legwork/node';
import { type RunnerView, type RunnerWorld, describeRunner, mortal, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { openSqliteJournal } from '../src/index.js';
import { journalIn } from './fixture/case-files.js';
import { newFolder } from './fixture/folder.js';

// Time is real here, and some of the cases let several seconds of it pass.
jest.setTimeout(60_000);

const capabilities = { multiProcess: true, multiMachine: false, durable: true };

/**
 * Views of one file, each with a connection of its own as another process would have it. Those that are killed are never answered
 * again; real deaths of real processes are in packages/chaos.
 */
const makeWorld = async (): Promise<RunnerWorld> => {
  const file = journalIn(newFolder('/dev/shm'));
  const closings: Array<() => Promise<unknown>> = [];
  const open = async (): Promise<RunnerView> => {
    const opened = right(await openSqliteJournal({ file, volatile: true, verifiedLines: 0 })());
    const { store, clock, die } = mortal(opened.store, systemClock);
    closings.push(async () => {
      await die();
      await opened.close();
    });
    const journal = journalOver(store, clock);
    const pace = { ttlMs: 600, pollMs: 20 };
    const parts = { store, journal, clock, digest: sha256, random: systemRandom, capabilities, pace };
    return { runner: runnerOver(parts), journal, kill: O.some(die) };
  };
  return {
    ...(await open()),
    clock: systemClock,
    digest: sha256,
    openAnother: O.some(open),
    close: async () => {
      await Promise.all(closings.map((close) => close()));
    },
  };
};

describeRunner({ describe, test, expect })('the runner on a SQLite file', makeWorld);
