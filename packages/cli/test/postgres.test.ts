import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type TestPostgres, startPostgres, whyNoPostgres } from '@legwork/postgres-for-tests';
import { right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import type { PostgresModule } from '../src/desk/postgres-desk.js';
import { type Ended, legwork } from './fixture/bin.js';
import { earlierClock, idOf, tradingOver, unseeing } from './fixture/books.js';
import { at } from './fixture/terminal.js';

// The program over a journal in a real database. Where none runs it is said aloud, and is a failure where the project is judged.

const why = whyNoPostgres();
const timeoutMs = 60_000;

test('a PostgreSQL server runs here', () => {
  expect(process.env['CI'] === undefined ? undefined : why).toBeUndefined();
});

const load = (): Promise<PostgresModule> => import('@legwork/runner-dbos');
let server: TestPostgres | undefined;
const url = (): string => server?.url ?? '';
const inDatabase = (...words: ReadonlyArray<string>): Promise<Ended> =>
  legwork([...words, '--json'], { LEGWORK_URL: url() });

beforeAll(async () => {
  if (why === undefined) server = await startPostgres();
}, timeoutMs);
afterAll(async () => {
  await server?.stop();
}, timeoutMs);

const overDatabase = (): void => {
  test(
    'looks, decides, verifies and migrates in a database, and makes no tables by looking',
    async () => {
      const early = await inDatabase('status');
      expect(early.code).toBe(2);
      expect(JSON.parse(early.out).error).toMatchObject({
        tag: 'NotMigrated',
        todo: expect.stringContaining('legwork migrate'),
      });
      expect(await inDatabase('migrate')).toMatchObject({ code: 0, err: '' });

      const { openPostgresJournal, dbosRunner } = await load();
      const opened = right(await openPostgresJournal({ url: url(), migrate: false })());
      const runner = dbosRunner({ url: url(), journal: opened.journal });
      const trading = tradingOver(opened.journal, earlierClock());
      await trading.settleNew('done');
      await trading.settleNew('unknown', { lose: 'Reply', venue: unseeing });

      const status = await inDatabase('status');
      expect([status.code, status.err]).toEqual([0, '']);
      expect(JSON.parse(status.out)).toMatchObject({
        journal: expect.stringMatching(/^postgres(ql)?:\/\/[^@]*$/),
        openIntents: { Unknown: 1 },
        intents: [{ mandate: 'unknown', state: 'Unknown' }],
        jobs: { Queued: 0 },
      });
      expect(JSON.parse((await inDatabase('verify')).out)).toMatchObject({ sound: true, mandates: 2 });
      const word = ['--by', 'ann', '--why', 'the venue shows it', '--yes'];
      const done = await inDatabase('resolve', 'unknown', '--adopt', 'T1', ...word);
      expect(JSON.parse(done.out)).toMatchObject({ decision: 'Adopted', job: 'NoJob' });
      expect(right(await opened.journal.read(idOf('unknown'))()).at(-1)).toMatchObject({ by: 'ann' });

      expect((await inDatabase('pause', '--all', '--by', 'ann', '--why', 'a test')).code).toBe(0);
      const paused = await at(['status'], { environment: { LEGWORK_URL: url() } }, load);
      expect(paused.out).toContain('everything: a test (ann, since');
      expect((await inDatabase('wake', 'nobody')).code).toBe(3);
      await runner.close();
      await opened.close();
    },
    timeoutMs,
  );

  test(
    'a server that is not there is a refusal without its password',
    async () => {
      const { code, out, err } = await legwork(['status', '--url', 'postgres://me:hunter2@127.0.0.1:1/none']);
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain('The journal was not opened');
      expect(err).not.toContain('hunter2');
    },
    timeoutMs,
  );

  test(
    'jobs that cannot be read hide nothing of the money',
    async () => {
      const real = await load();
      const failing: PostgresModule = {
        ...real,
        dbosRunner: (parts) => ({
          ...real.dbosRunner(parts),
          list: () => async () => E.left({ _tag: 'RunnerFailed', detail: 'no such table' }),
          status: () => async () => E.left({ _tag: 'RunnerFailed', detail: 'no such table' }),
        }),
      };
      const on = (...words: ReadonlyArray<string>) =>
        at([...words, '--json'], { environment: { LEGWORK_URL: url() } }, async () => failing);
      expect(JSON.parse((await on('status')).out)).toMatchObject({
        openMandates: 0,
        jobs: null,
        jobsFailed: 'no such table',
      });
      expect(JSON.parse((await on('show', 'done')).out)).toMatchObject({ mandate: 'done', job: null });
      expect((await on('show', 'nobody')).code).toBe(2);
      expect((await on('wake', 'done')).code).toBe(2);
    },
    timeoutMs,
  );
};

if (why === undefined) overDatabase();
