import { describe, expect, test } from '@jest/globals';
import { sha256, systemClock } from '@legwork/node';
import { type RunnerWorld, describeRunner, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { dbosRunner, openPostgresJournal } from '../src/index.js';
import { newDatabase } from './fixture/database.js';
import { withServer } from './fixture/server.js';

withServer(
  (server) => {
    const makeWorld = async (): Promise<RunnerWorld> => {
      const url = await newDatabase(server);
      const { journal, close } = right(await openPostgresJournal({ url, migrate: false })());
      const runner = dbosRunner({ url, journal, pace: { pollMs: 5 } });
      return {
        runner,
        journal,
        clock: systemClock,
        digest: sha256,
        // A job passes through the queue before a worker has it.
        raceMs: 120,
        // DBOS is one for a process; what several processes do is shown with real ones.
        openAnother: O.none,
        kill: O.none,
        close: async () => {
          await runner.close();
          await close();
        },
      };
    };

    describeRunner({ describe, test, expect })('the DBOS runner', makeWorld);
  },
  { isQuick: true },
);
