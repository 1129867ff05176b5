import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Client } from 'pg';
import { makeCluster } from './cluster.js';

/** A fresh, empty database on a real server. */
export interface TestPostgres {
  /** Where to connect to it. */
  readonly url: string;
  /** Removes it, and the server with it if that was started for it. */
  readonly stop: () => Promise<void>;
  /** Ends the server as a crash of its machine would. Rejects when the server is not ours. */
  readonly kill: () => Promise<void>;
  /** Starts the server again, at the same address; one that runs is ended in order first. Rejects when the server is not ours. */
  readonly restart: () => Promise<void>;
}

/**
 * Starts a server with an empty database, or makes an empty database on the one that `DATABASE_URL` names.
 *
 * `own`: a server of its own in any case, for tests that end it. It syncs every commit to the disk, sorts texts as
 * people do unless it is told otherwise, and is gone with the process that started it, however that ends. Tried on Linux.
 * `isQuick`: its disk is in memory where that can be had, for tests that are about something else.
 */
export const startPostgres = async ({ own = false, isQuick = false } = {}): Promise<TestPostgres> => {
  const given = process.env['DATABASE_URL'] ?? '';
  if (given !== '' && !own) return databaseOn(given);
  const cluster = await makeCluster(isQuick ? memoryDirectory() : tmpdir());
  await cluster.start();
  return {
    url: cluster.url,
    stop: async () => {
      await cluster.halt();
      cluster.remove();
    },
    kill: cluster.kill,
    restart: async () => {
      await cluster.halt();
      await cluster.start();
    },
  };
};

/** A directory in memory, on Linux. */
const memoryDirectory = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

const databaseOn = async (server: string): Promise<TestPostgres> => {
  const name = `legwork_test_${randomBytes(6).toString('hex')}`;
  await run(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const notOurs = (): Promise<never> =>
    Promise.reject(new Error('the server of DATABASE_URL is not ours to end'));
  return {
    url: url.href,
    stop: () => run(server, `drop database if exists ${name} with (force)`),
    kill: notOurs,
    restart: notOurs,
  };
};

const run = async (url: string, sql: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
};
