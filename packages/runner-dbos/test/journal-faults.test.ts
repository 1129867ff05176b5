import { afterEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '@legwork/node';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import { Client } from 'pg';
import { type PostgresJournal, type PostgresOptions, openPostgresJournal } from '../src/index.js';
import { type Cut, type CuttingProxy, cuttingProxy } from './fixture/cutting-proxy.js';
import { newSchema, withServer } from './fixture/server.js';
import { until } from './fixture/until.js';

/** The words by which a statement is known on its way. */
const commitWords = 'statement_timeout = 0; commit';
const writeWords = 'with gone as';

withServer(
  ({ url, ask, server }) => {
    const opened: Array<PostgresJournal> = [];
    const proxies: Array<CuttingProxy> = [];
    const open = async (schema: string, options: Partial<PostgresOptions> = {}): Promise<PostgresJournal> => {
      const journal = right(await openPostgresJournal({ url: url(), schema, ...options })());
      opened.push(journal);
      return journal;
    };
    const proxied = async (
      schema: string,
    ): Promise<{ readonly it: PostgresJournal; readonly proxy: CuttingProxy }> => {
      const proxy = await cuttingProxy(url());
      proxies.push(proxy);
      return { it: await open(schema, { url: proxy.url }), proxy };
    };
    const reserve = (it: PostgresJournal) => it.journal.reserve('lane', 0n, 1n)();

    afterEach(async () => {
      await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
      await Promise.all(opened.splice(0).map((journal) => journal.close()));
    });

    describe('a connection that is lost', () => {
      const lost: ReadonlyArray<readonly [Cut, string, bigint]> = [
        ['BeforeTheServer', 'was asked for and never reached the server', 1n],
        ['BeforeTheAnswer', 'was done and never answered', 2n],
      ];
      for (const [cut, what, next] of lost)
        test(`shuts the journal of this process when a commit ${what} (D3)`, async () => {
          const schema = newSchema();
          const { it, proxy } = await proxied(schema);
          expect(right(await reserve(it))).toBe(0n);
          proxy.arm(commitWords, cut);
          expect(left(await reserve(it))._tag).toBe('NonceFloorFailed');
          expect(proxy.strikes()).toBe(1);
          // It could connect again, and does not: it does not know what it did.
          expect(E.isLeft(await reserve(it))).toBe(true);
          expect(E.isLeft(await it.journal.orders())).toBe(true);
          const again = await open(schema);
          expect(right(await reserve(again))).toBe(next);
          right(await again.verify());
        });

      test('is nothing when no commit was asked for: the deed is begun anew, and done once', async () => {
        const { it, proxy } = await proxied(newSchema());
        for (const [words, expected] of [
          [writeWords, 0n],
          ['pg_advisory_xact_lock', 1n],
          ['from journal_', 2n],
        ] as const) {
          proxy.arm(words, 'BeforeTheAnswer');
          // One after the other: each has a fault of its own.
          // oxlint-disable-next-line no-await-in-loop
          expect(right(await reserve(it))).toBe(expected);
        }
        expect(proxy.strikes()).toBe(3);
        right(await it.verify());
      });

      test('is nothing when the server ends it between two deeds, or while a deed waits for others', async () => {
        const schema = newSchema();
        const it = await open(schema);
        const end = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'legwork journal'`;
        expect(right(await reserve(it))).toBe(0n);
        await ask(end);
        expect(right(await reserve(it))).toBe(1n);
        const holder = await holdDeeds(url(), schema);
        const waiting = reserve(it);
        await until(
          async () =>
            (await ask(`select 1 from pg_locks where locktype = 'advisory' and not granted`)).length > 0,
        );
        await ask(end);
        await holder.end();
        expect(right(await waiting)).toBe(2n);
      });

      test('is waited out when the server dies and comes back; what was answered is there', async () => {
        const it = await open(newSchema(), { patienceMs: 20_000 });
        const first = right(await it.journal.reserve('lane', 0n, 5n)());
        await server().kill();
        const waiting = it.journal.reserve('lane', 0n, 5n)();
        await server().restart();
        expect([first, right(await waiting)]).toEqual([0n, 5n]);
        right(await it.verify());
      });
    });

    describe('a deed that does not end', () => {
      test('of a process that stands still is given up by the server, and holds nobody back for longer', async () => {
        const schema = newSchema();
        const proxy = await cuttingProxy(url());
        proxies.push(proxy);
        const silent = await open(schema, { url: proxy.url, bounds: { silenceMs: 400 } });
        const other = await open(schema);
        proxy.arm('pg_advisory_xact_lock', 'Silence');
        void reserve(silent);
        await until(() => proxy.strikes() === 1);
        const beganMs = systemClock.monotonicMs();
        expect(right(await reserve(other))).toBe(0n);
        expect(systemClock.monotonicMs() - beganMs).toBeLessThan(5_000);
      });

      test('is not waited for without end: nothing was written, and the next one may go', async () => {
        const schema = newSchema();
        const it = await open(schema, { bounds: { lockMs: 100 }, patienceMs: 300 });
        const holder = await holdDeeds(url(), schema);
        expect(left(await reserve(it)).detail).toContain('55P03');
        await holder.end();
        expect(right(await reserve(it))).toBe(0n);
      });
    });

    describe('a server that is not fit', () => {
      const refusal = async (options: Partial<PostgresOptions>) =>
        left(await openPostgresJournal({ url: url(), schema: newSchema(), ...options })());

      test('is refused when it does not wait for its disk', async () => {
        await ask('alter system set fsync = off');
        await ask('select pg_reload_conf()');
        await until(async () => (await ask('show fsync'))[0]?.['fsync'] === 'off');
        expect((await refusal({})).why).toBe('NotDurable');
        const unsafe = await open(newSchema(), { unsafeForTests: true });
        expect(right(await reserve(unsafe))).toBe(0n);
        await ask('alter system reset fsync');
        await ask('select pg_reload_conf()');
        await until(async () => (await ask('show fsync'))[0]?.['fsync'] === 'on');
      });

      test('is refused when it cannot be reached, without its password in the answer', async () => {
        const refused = await refusal({ url: 'postgresql://postgres:hunter2@127.0.0.1:1/postgres' });
        expect([refused.why, JSON.stringify(refused).includes('hunter2')]).toEqual(['Unavailable', false]);
        const wrong = new URL(url());
        wrong.password = 'hunter2';
        const denied = await refusal({ url: wrong.href });
        expect([denied.why, JSON.stringify(denied).includes('hunter2')]).toEqual(['Unavailable', false]);
      });

      test('is refused with tables of a newer version, with none that may be made, and with a name that is none', async () => {
        const schema = newSchema();
        expect((await refusal({ schema, migrate: false })).why).toBe('NotMigrated');
        await open(schema);
        await ask(`insert into ${schema}.migration (version) values (99)`);
        expect((await refusal({ schema })).why).toBe('NewerFormat');
        expect((await refusal({ schema, migrate: false })).why).toBe('NewerFormat');
        expect((await refusal({ schema: 'a"; drop schema public; --' })).why).toBe('WrongSetting');
      });

      test('gets its tables once, whoever opens it first at the same time', async () => {
        const schema = newSchema();
        const all = await Promise.all(Array.from({ length: 6 }, () => open(schema)));
        const firsts = await Promise.all(all.map(async (it) => right(await reserve(it))));
        expect(firsts.map(Number).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
      });
    });

    test('a warning in a commit is taken for no answer: so the server says that it stopped waiting for a copy (D3)', async () => {
      const schema = newSchema();
      const it = await open(schema);
      expect(right(await reserve(it))).toBe(0n);
      await ask(`create function ${schema}.warn() returns trigger language plpgsql as
        $$ begin raise warning 'the copy was not waited for'; return null; end $$`);
      await ask(`create constraint trigger warn after update on ${schema}.head
        deferrable initially deferred for each row execute function ${schema}.warn()`);
      expect(left(await reserve(it)).detail).toContain('warned');
      await ask(`drop trigger warn on ${schema}.head`);
      expect(E.isLeft(await reserve(it))).toBe(true);
      expect(right(await reserve(await open(schema)))).toBe(2n);
    });

    test('every commit waits for the disk, whatever the role or the database say', async () => {
      const schema = newSchema();
      await ask(`alter role postgres set synchronous_commit = off`);
      const it = await open(schema);
      await ask(`create function ${schema}.note() returns trigger language plpgsql as $$ begin
        insert into ${schema}.seen values (current_setting('synchronous_commit')); return new; end $$`);
      await ask(`create table ${schema}.seen (setting text)`);
      await ask(
        `create trigger note after update on ${schema}.head for each row execute function ${schema}.note()`,
      );
      expect(right(await reserve(it))).toBe(0n);
      expect(await ask(`select setting from ${schema}.seen`)).toEqual([{ setting: 'on' }]);
      await ask(`alter role postgres reset synchronous_commit`);
    });
  },
  { own: true },
);

/** Takes the lock that deeds are done under, and keeps it. */
const holdDeeds = async (url: string, schema: string): Promise<Client> => {
  const holder = new Client({ connectionString: url });
  await holder.connect();
  const { lockNumber } = await import('../src/postgres/schema.js');
  await holder.query('select pg_advisory_lock($1::bigint)', [lockNumber('deeds', schema)]);
  return holder;
};
