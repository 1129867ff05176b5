import { describe, expect, test } from '@jest/globals';
import { memoryRunner } from '@legwork/core';
import { sha256, systemClock, systemRandom } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { secretsOf } from '../src/desk/open-desk.js';
import { placeName } from '../src/desk/postgres-desk.js';
import { at } from './fixture/terminal.js';

const url = 'postgres://treasury:hunter%2F2@db.example:5432/legwork?password=sesame';

describe('the package for databases', () => {
  test.each([
    ['is not installed', () => Promise.reject(new Error('Cannot find package'))],
    ['is of another version', async () => ({ openPostgresJournal: () => undefined })],
    ['is nothing at all', async () => undefined],
  ])('%s: it is said, with what to install', async (_case, load) => {
    for (const command of ['status', 'migrate']) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await at([command, '--url', url], {}, load);
      expect([done.code, done.out]).toEqual([2, '']);
      expect(done.err.replaceAll(/\s+/g, ' ')).toContain(
        'Install @legwork/runner-dbos and pg beside @legwork/cli',
      );
    }
  });

  test('is really loaded, for --url alone', async () => {
    const loads: Array<string> = [];
    const load = async (): Promise<unknown> => {
      loads.push('loaded');
      return undefined;
    };
    await at(['status', '--journal', '/no/such/file'], {}, load);
    await at(['help'], {}, load);
    expect(loads).toEqual([]);
    await at(['status', '--url', url], {}, load);
    expect(loads).toEqual(['loaded']);
  });

  test('opens the journal and its jobs', async () => {
    const { journal, runner } = memoryRunner({ clock: systemClock, digest: sha256, random: systemRandom });
    const closed: Array<string> = [];
    const store = { perform: () => TE.right([]), lines: () => TE.right([]) };
    const opened = {
      journal,
      store,
      verify: TE.right({ lines: 0, mandates: 0, head: 'h' }),
      close: async () => {
        closed.push('closed');
      },
    };
    const module = {
      openPostgresJournal: () => async () => E.right(opened),
      dbosRunner: () => ({
        ...runner,
        close: async () => {
          closed.push('jobs');
        },
      }),
    };
    const done = await at(['status', '--url', url, '--json'], {}, async () => module);
    expect(JSON.parse(done.out)).toMatchObject({
      journal: 'postgres://db.example:5432/legwork',
      openMandates: 0,
      halts: [],
    });
    expect(closed).toEqual(['jobs', 'closed']);
    const ready = await at(['migrate', '--url', url], {}, async () => module);
    expect(ready.out).toBe('postgres://db.example:5432/legwork is ready for this version.\n');
  });
});

describe('the password of a database', () => {
  test('is never printed, whoever tells it', async () => {
    const refusing = {
      openPostgresJournal: () =>
        TE.left({ what: `connect ${url} as hunter/2 with hunter%2F2`, money: 'sesame', todo: url }),
      dbosRunner: () => undefined,
    };
    for (const words of [['status'], ['migrate'], ['status', '--json'], ['status', '--url']]) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await at([...words, '--url', url], {}, async () => refusing);
      expect(done.code).not.toBe(0);
      expect(done.out + done.err).not.toMatch(/hunter|sesame/);
    }
    const byEnvironment = { environment: { LEGWORK_URL: url } };
    const done = await at(['status'], byEnvironment, async () => refusing);
    expect(done.err).toContain('***');
    expect(done.err).not.toMatch(/hunter|sesame/);
  });

  test('is found in every form of a URL', () => {
    expect(secretsOf([url])).toEqual(['hunter%2F2', 'hunter/2', 'sesame', 'sesame']);
    expect(
      secretsOf(['--json', undefined, 'postgres://h/d', 'postgres://me@h/d', 'postgres://me:@h/d']),
    ).toEqual([]);
    expect(secretsOf(['postgres://me:a%b@h/d'])).toEqual(['a%b', 'a%b']);
    expect(secretsOf(['--url=postgresql://me:se@cret@h/d'])).toContain('se@cret');
  });

  test('is no part of the name of the place', () => {
    expect(placeName(url)).toBe('postgres://db.example:5432/legwork');
    expect(placeName('no url')).toBe('the database');
  });
});

describe('a database', () => {
  test('is not accepted as restored by this program', async () => {
    const words = ['accept-restored', '--url', url, '--by', 'ann', '--why', 'x'];
    const done = await at(words);
    expect(done.code).toBe(1);
    expect(done.err).toContain('legwork pause --all');
  });
});
