import { expect, test } from '@jest/globals';
import * as pg from 'pg';
import { guardedPool } from '../src/runner/guarded-pool.js';
import { withServer } from './fixture/server.js';
import { until } from './fixture/until.js';

withServer(
  ({ url, ask }) => {
    test('a connection that breaks in the hands of somebody who asks nothing ends no process, and is replaced', async () => {
      const pool = guardedPool(pg, url(), { application_name: 'guarded', max: 1 });
      const connection = await pool.connect();
      let isGone = false;
      connection.once('end', () => {
        isGone = true;
      });
      await ask(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guarded'`);
      await until(() => isGone);
      await expect(connection.query('select 1')).rejects.toThrow('not queryable');
      connection.release(true);
      expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      await pool.end();
    });

    test('what a process leaves open when it stands still inside a transaction, the server ends', async () => {
      const pool = guardedPool(pg, url(), { application_name: 'guarded', max: 1 });
      const { rows } = await pool.query('show idle_in_transaction_session_timeout');
      expect(rows).toEqual([{ idle_in_transaction_session_timeout: '5s' }]);
      await pool.end();
    });
  },
  { isQuick: true },
);
