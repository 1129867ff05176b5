import { afterEach, describe, expect, test } from '@jest/globals';
import { type JobView, mandateId } from '@legwork/core';
import { right, some } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { type DbosRunner, type PostgresJournal, dbosRunner, openPostgresJournal } from '../src/index.js';
import { newDatabase } from './fixture/database.js';
import { askOf, withServer } from './fixture/server.js';
import type { StubJob } from './fixture/stub-job.js';
import { until } from './fixture/until.js';
import { type WorkerProcess, workerProcess } from './fixture/worker-process.js';

const hourMs = 3_600_000;
const report = (line: string): void => void process.stderr.write(`    ${line}\n`);

withServer(
  (server) => {
    const running: Array<WorkerProcess> = [];
    const open: Array<{ readonly runner: DbosRunner; readonly it: PostgresJournal }> = [];

    const makeWorld = async () => {
      const url = await newDatabase(server);
      const ask = askOf(url);
      await ask('create table seen (at bigserial, job text, worker text, what text)');
      const it = right(await openPostgresJournal({ url, migrate: false })());
      const runner = dbosRunner({ url, journal: it.journal });
      open.push({ runner, it });
      const idOf = (name: string) => right(mandateId(name));
      return {
        url,
        ask,
        runner,
        start: (name: string): WorkerProcess => {
          const worker = workerProcess(url, name);
          running.push(worker);
          return worker;
        },
        submit: async (name: string, job: StubJob) =>
          right(await runner.submit({ id: idOf(name), input: JSON.stringify(job) })()),
        view: async (name: string): Promise<JobView> => some(right(await runner.status(idOf(name))())),
        wake: async (name: string) => right(await runner.wake(idOf(name))()),
        workers: async (name: string, what: 'begins' | 'ends') =>
          (await ask('select worker from seen where job = $1 and what = $2 order by at', [name, what])).map(
            ({ worker }) => worker,
          ),
      };
    };

    afterEach(async () => {
      for (const worker of running.splice(0)) worker.signal('SIGKILL');
      await Promise.all(open.splice(0).map(({ runner, it }) => Promise.all([runner.close(), it.close()])));
    });

    describe('workers in processes of their own', () => {
      test('take over within seconds what one of them had that was killed', async () => {
        const world = await makeWorld();
        const first = world.start('first');
        report(`a worker ${await first.first}`);
        expect(await first.first).toMatch(/^started/);
        const names = Array.from({ length: 5 }, (_, at) => `J${at}`);
        await Promise.all(names.map((name) => world.submit(name, { rests: [hourMs, 10], workMs: 0 })));
        await until(async () => (await world.ask(`select 1 from seen where what = 'ends'`)).length === 5);
        const second = world.start('second');
        await second.first;
        first.signal('SIGKILL');
        const tookMs = await until(
          async () => (await world.ask(`select 1 from seen where worker = 'second'`)).length >= 5,
        );
        report(`5 jobs of a killed worker were carried on after ${Math.round(tookMs)} ms`);
        expect(tookMs).toBeLessThan(5_000);
        await until(async () => (await world.view('J0')).progress === 'Ended');
        expect((await world.view('J0')).takes).toBe(2);
        // Its name is free again at once.
        expect(await world.start('first').first).toMatch(/^started/);
      });

      test('refuse a name under which another one lives', async () => {
        const world = await makeWorld();
        expect(await world.start('first').first).toMatch(/^started/);
        expect(await world.start('first').first).toBe('WorkerExists');
      });

      test('share jobs, and each job has one of them from its beginning to its end', async () => {
        const world = await makeWorld();
        const [first, second] = [world.start('first'), world.start('second')];
        await Promise.all([first.first, second.first]);
        const names = Array.from({ length: 20 }, (_, at) => `J${at}`);
        for (const name of names)
          // One after the other, as they come in real life.
          // oxlint-disable-next-line no-await-in-loop
          await world.submit(name, { rests: [20, 20], workMs: 20 });
        await until(async () => (await world.ask(`select 1 from seen where what = 'ends'`)).length === 60);
        await until(
          async () =>
            (await world.ask(`select 1 from legwork.job where progress = 'Ended' and takes = 1`)).length ===
            20,
        );
        const turns = await Promise.all(names.map((name) => world.workers(name, 'begins')));
        expect(turns.filter((workers) => new Set(workers).size !== 1 || workers.length !== 3)).toEqual([]);
        expect(new Set(turns.flat())).toEqual(new Set(['first', 'second']));
        expect(await first.stop()).toBe('Stopped');
      });

      test('record nothing when they come back from the dead', async () => {
        const world = await makeWorld();
        const zombie = world.start('zombie');
        await zombie.first;
        // It stands still in the middle of its first turn.
        await world.submit('J', { rests: [0], workMs: 1_500 });
        await until(async () => (await world.workers('J', 'begins')).length === 1);
        zombie.signal('SIGSTOP');
        const heir = world.start('heir');
        await heir.first;
        // It is silent for too long, and says no goodbye: so does a machine that lost its power.
        await until(async () => (await world.view('J')).progress === 'Ended');
        const state = () =>
          world.ask(
            `select (select json_agg(w order by w.workflow_uuid) from
               (select workflow_uuid, status, executor_id, output from legwork_dbos.workflow_status) w)::text as engine,
               (select json_agg(o order by o.function_id) from
               (select function_id, output from legwork_dbos.operation_outputs) o)::text as steps,
               (select json_agg(j) from legwork.job j)::text as jobs`,
          );
        const before = await state();
        zombie.signal('SIGCONT');
        expect(await zombie.last).toMatch(/^Lost/);
        expect(await world.workers('J', 'begins')).toEqual(['zombie', 'heir', 'heir']);
        expect(await state()).toEqual(before);
        expect(await world.view('J')).toMatchObject({ progress: 'Ended', takes: 2 });
      });

      test('take the name of one that stands still, and not that of one that lives', async () => {
        const world = await makeWorld();
        const [still, alive] = [world.start('still'), world.start('alive')];
        await Promise.all([still.first, alive.first]);
        still.signal('SIGSTOP');
        // There is nothing of it to be taken over, so nobody but its heir ends it.
        const started = async () => (await world.start('still').first).startsWith('started');
        const tookMs = await until(started);
        report(`the name of a worker that stands still was free after ${Math.round(tookMs)} ms`);
        expect(tookMs).toBeGreaterThan(500);
        expect(await world.start('alive').first).toBe('WorkerExists');
        still.signal('SIGCONT');
        expect(await still.last).toMatch(/^Lost/);
        expect(await alive.stop()).toBe('Stopped');
      });

      test('keep what they have for as long as they live', async () => {
        const world = await makeWorld();
        const [first, second] = [world.start('first'), world.start('second')];
        await Promise.all([first.first, second.first]);
        const names = Array.from({ length: 6 }, (_, at) => `J${at}`);
        // Longer than anybody may be silent.
        const job = { rests: Array.from({ length: 6 }, () => 500), workMs: 0 };
        await Promise.all(names.map((name) => world.submit(name, job)));
        await until(
          async () =>
            (await world.ask(`select 1 from legwork.job where progress = 'Ended'`)).length === names.length,
        );
        const takes = await Promise.all(names.map(async (name) => (await world.view(name)).takes));
        expect(takes).toEqual(names.map(() => 1));
        expect([await first.stop(), await second.stop()]).toEqual(['Stopped', 'Stopped']);
      });

      test('hold nothing while a job waits, but their names', async () => {
        const world = await makeWorld();
        await Promise.all([world.start('first').first, world.start('second').first]);
        const names = Array.from({ length: 20 }, (_, at) => `J${at}`);
        await Promise.all(names.map((name) => world.submit(name, { rests: [hourMs], workMs: 0 })));
        await until(async () => (await world.ask(`select 1 from seen where what = 'ends'`)).length === 20);
        await until(
          async () => (await world.ask(`select 1 from legwork_dbos.operation_outputs`)).length === 20,
        );
        const held = await world.ask(
          `select a.application_name as who, l.locktype as what from pg_locks l join pg_stat_activity a using (pid)
           where a.datname = current_database() and l.locktype = 'advisory' and a.application_name <> 'legwork journal'`,
        );
        const name = { who: 'legwork worker', what: 'advisory' };
        expect(held).toEqual([name, name]);
        // Everything else that can be held is held by a transaction; and none of them lasts.
        for (let look = 0; look < 5; look += 1)
          expect(
            // oxlint-disable-next-line no-await-in-loop
            await world.ask(
              `select application_name, query from pg_stat_activity
               where datname = current_database() and xact_start < clock_timestamp() - interval '2 seconds'`,
            ),
          ).toEqual([]);
        // Each wait has left one row.
        await world.wake('J0');
        await until(async () => (await world.view('J0')).progress === 'Ended');
        expect(await world.ask(`select count(*)::int as n from legwork_dbos.operation_outputs`)).toEqual([
          { n: 21 },
        ]);
      });
    });

    test('a database that stops ends its workers; what they had is there when both are back', async () => {
      const world = await makeWorld();
      const first = world.start('first');
      await first.first;
      await world.submit('J', { rests: [hourMs, 0, 0], workMs: 0 });
      await until(async () => (await world.workers('J', 'ends')).length === 1);
      await server.server().kill();
      expect(await first.last).toMatch(/^Lost/);
      await server.server().restart();
      const second = world.start('first');
      expect(await second.first).toMatch(/^started/);
      await until(async () => (await world.view('J')).progress === 'Ended');
      expect(O.isNone((await world.view('J')).worker)).toBe(true);
      expect(await world.workers('J', 'ends')).toHaveLength(4);
    });
  },
  { own: true, isQuick: true },
);
