import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { type JobView, type Worker, mandateId } from '@legwork/core';
import { left, right, some } from '@legwork/testkit';
import { DBOSClient } from '@dbos-inc/dbos-sdk';
import { type DbosRunner, type PostgresJournal, dbosRunner, openPostgresJournal } from '../src/index.js';
import { newDatabase } from './fixture/database.js';
import { askOf, withServer } from './fixture/server.js';
import { type StubJob, openStub } from './fixture/stub-job.js';
import { until } from './fixture/until.js';

withServer(
  (server) => {
    const open: Array<{ readonly runner: DbosRunner; readonly it: PostgresJournal }> = [];

    const makeWorld = async () => {
      const url = await newDatabase(server);
      const ask = askOf(url);
      const makeRunner = async (): Promise<DbosRunner> => {
        const it = right(await openPostgresJournal({ url, migrate: false })());
        const runner = dbosRunner({ url, journal: it.journal, pace: { pollMs: 10, beatMs: 100 } });
        open.push({ runner, it });
        return runner;
      };
      const runner = await makeRunner();
      const turns = new Map<string, number>();
      const openJob = openStub(async (job, what) => {
        const before = turns.get(job) ?? 0;
        if (what === 'ends') turns.set(job, before + 1);
        return before;
      });
      const idOf = (name: string) => right(mandateId(name));
      const view = async (name: string): Promise<JobView> => some(right(await runner.status(idOf(name))()));
      return {
        url,
        ask,
        runner,
        makeRunner,
        openJob,
        turns: (name: string) => turns.get(name) ?? 0,
        start: async (worker = 'worker'): Promise<Worker> =>
          right(await runner.start({ worker, open: openJob })()),
        submit: async (name: string, job: StubJob) =>
          right(await runner.submit({ id: idOf(name), input: JSON.stringify(job) })()),
        view,
        wake: async (name: string) => right(await runner.wake(idOf(name))()),
        ends: (name: string) => until(async () => (await view(name)).progress === 'Ended'),
        client: () => DBOSClient.create({ systemDatabaseUrl: url, systemDatabaseSchemaName: 'legwork_dbos' }),
      };
    };

    afterEach(async () => {
      await Promise.all(open.splice(0).map(({ runner, it }) => Promise.all([runner.close(), it.close()])));
    });

    const brief: StubJob = { rests: [], workMs: 0 };

    test('a job of many turns leaves no more rows in the engine than those of two rounds', async () => {
      const world = await makeWorld();
      const worker = await world.start();
      await world.submit('J', { rests: Array.from({ length: 450 }, () => 0), workMs: 0 });
      await world.ends('J');
      expect(world.turns('J')).toBe(451);
      expect((await world.view('J')).takes).toBe(3);
      const rows = await world.ask(
        `select count(distinct workflow_uuid)::int as rounds, count(*)::int as turns from legwork_dbos.operation_outputs`,
      );
      expect(rows).toEqual([{ rounds: 2, turns: 251 }]);
      await worker.stop();
    });

    describe('what the engine says of its own work', () => {
      for (const status of ['ERROR', 'CANCELLED', 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'])
        test(`is never taken for what became of the money: ${status} is left to a person, who wakes it`, async () => {
          const world = await makeWorld();
          await world.submit('J', brief);
          await world.ask(`update legwork_dbos.workflow_status set status = '${status}'`);
          const worker = await world.start();
          await until(async () => (await world.view('J')).progress === 'NeedsPerson');
          expect((await world.view('J')).note).toContain(status);
          expect(world.turns('J')).toBe(0);
          await world.wake('J');
          await world.ends('J');
          expect(world.turns('J')).toBe(1);
          await worker.stop();
        });

      for (const [what, sql] of [
        ['forgotten', 'delete from legwork_dbos.workflow_status'],
        ['taken for done', `update legwork_dbos.workflow_status set status = 'SUCCESS'`],
      ] as const)
        test(`does not lose a job: what it has ${what} is begun again`, async () => {
          const world = await makeWorld();
          await world.submit('J', brief);
          await world.ask(sql);
          const worker = await world.start();
          await world.ends('J');
          expect([world.turns('J'), (await world.view('J')).takes]).toEqual([1, 1]);
          await worker.stop();
        });

      test('changes nothing when an operator cancels, resumes or forks a round by its tools', async () => {
        const world = await makeWorld();
        const worker = await world.start();
        const client = await world.client();
        await world.submit('J', { rests: [3_600_000], workMs: 0 });
        await until(() => world.turns('J') === 1);
        await until(
          async () => (await world.ask('select 1 from legwork_dbos.operation_outputs')).length === 1,
        );
        await client.forkWorkflow('J#0', 0);
        await until(() => world.turns('J') === 2);
        await world.ends('J');
        await client.resumeWorkflow('J#0');
        await client.cancelWorkflow('J#0');
        await world.submit('K', brief);
        await world.ends('K');
        expect((await world.view('J')).progress).toBe('Ended');
        expect(world.turns('J')).toBe(2);
        await client.destroy();
        await worker.stop();
      });
    });

    test('one worker lives in a process: a second one is refused, and leaves its name free', async () => {
      const world = await makeWorld();
      const worker = await world.start('first');
      const other = await world.makeRunner();
      const refused = left(await other.start({ worker: 'second', open: world.openJob })());
      expect(refused._tag === 'RunnerFailed' ? refused.detail : refused._tag).toContain('one DBOS only');
      await worker.stop();
      await right(await other.start({ worker: 'second', open: world.openJob })()).stop();
    });

    test('a worker whose connection is ended is lost, begins no other turn, and its jobs go on elsewhere', async () => {
      const world = await makeWorld();
      const worker = await world.start();
      await world.submit('J', { rests: [300, 0], workMs: 0 });
      await until(() => world.turns('J') === 1);
      await world.ask(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'legwork worker'`,
      );
      expect((await worker.ended())._tag).toBe('Lost');
      const turns = world.turns('J');
      await until(async () => (await world.ask('select pg_sleep(0.6)')).length === 1);
      expect(world.turns('J')).toBe(turns);
      const heir = await world.start('heir');
      await world.ends('J');
      await heir.stop();
    });

    test('migrating is done once, however many do it at the same time', async () => {
      await server.ask(`create database fresh`);
      const url = new URL(server.url());
      url.pathname = '/fresh';
      const it = right(await openPostgresJournal({ url: url.href })());
      const said: Array<string> = [];
      const say = (_level: string, text: string): void => void said.push(text);
      const spoken = jest.spyOn(console, 'log').mockReturnValue(undefined);
      const runners = Array.from({ length: 4 }, () =>
        dbosRunner({ url: url.href, journal: it.journal, say }),
      );
      const done = await Promise.all(runners.map((runner) => runner.migrate()));
      expect(done.map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Right', 'Right']);
      // What the engine says of it goes to whoever wants to hear it; the standard output is the program's.
      expect(said.filter((text) => text.includes('migrations'))).toHaveLength(1);
      expect(spoken).not.toHaveBeenCalled();
      spoken.mockRestore();
      const [first] = runners;
      const taken = await first?.submit({ id: right(mandateId('J')), input: '' })();
      expect(taken).toEqual({ _tag: 'Right', right: 'Created' });
      await Promise.all(runners.map((runner) => runner.close()));
      await it.close();
    });
  },
  { own: true, isQuick: true },
);
