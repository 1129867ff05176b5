import { describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { startPostgres, whyNoPostgres } from '../src/index.js';

const why = whyNoPostgres();

const ask = async (url: string, sql: string): Promise<ReadonlyArray<Record<string, unknown>>> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
};

describe('A server for tests', () => {
  test('there is one wherever the project is judged', () => {
    expect(process.env['CI'] === undefined ? undefined : why).toBeUndefined();
  });

  test('it keeps what was committed over a crash, syncs, and is removed', async () => {
    if (why !== undefined) return;
    const server = await startPostgres({ own: true, isQuick: true });
    await ask(server.url, 'create table t (x int); insert into t values (1)');
    await server.kill();
    await expect(ask(server.url, 'select 1')).rejects.toThrow('ECONN');
    await server.restart();
    expect(await ask(server.url, 'select x from t')).toEqual([{ x: 1 }]);
    // However often, and however soon after.
    for (let time = 0; time < 2; time += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await server.kill();
      // oxlint-disable-next-line no-await-in-loop
      await server.restart();
    }
    expect(await ask(server.url, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await ask(server.url, "select ('a' < 'B')::text as people")).toEqual([{ people: 'true' }]);
    await server.stop();
    await expect(ask(server.url, 'select 1')).rejects.toThrow('ECONN');
  }, 30_000);
});
