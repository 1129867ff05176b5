import { describe, expect, test } from '@jest/globals';
import { systemClock } from '@legwork/node';
import { type JournalWorld, type OpenJournal, describeJournal, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { openPostgresJournal } from '../src/index.js';
import { newSchema, withServer } from './fixture/server.js';

withServer(
  ({ url, ask }) => {
    const makeWorld = async (): Promise<JournalWorld> => {
      const schema = newSchema();
      const views: Array<OpenJournal> = [];
      return {
        open: async () => {
          const { journal, store, close } = right(await openPostgresJournal({ url: url(), schema })());
          const view = { journal, store, close };
          views.push(view);
          return view;
        },
        elapse: (ms) => systemClock.sleep(ms).done(),
        shortMs: 300,
        crash: O.some(() =>
          ask(
            `select pg_terminate_backend(pid) from pg_stat_activity
           where application_name = 'legwork journal' and datname = current_database()`,
          ),
        ),
        close: async () => {
          await Promise.all(views.map((view) => view.close()));
        },
      };
    };

    describeJournal({ describe, test, expect })('the journal in PostgreSQL', makeWorld);
  },
  { isQuick: true },
);
