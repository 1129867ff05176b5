import { expect, test } from '@jest/globals';
import type { JobView, Runner } from '@legwork/core';
import { right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { countJobs } from '../src/command/jobs.js';
import { idOf } from './fixture/books.js';

const jobs = Array.from({ length: 1_234 }, (_, at): JobView => ({
  id: idOf(String(at).padStart(6, '0')),
  fingerprint: '',
  progress: at % 10 === 0 ? 'NotBegun' : 'Ended',
  sinceMs: 0,
  note: 'the key is not known',
  takes: 1,
  worker: O.none,
}));

const pages: Array<number> = [];
const runner: Pick<Runner, 'list'> = {
  list:
    ({ after, limit }) =>
    async () => {
      pages.push(limit);
      const behind = jobs.filter(({ id }) => O.isNone(after) || id > after.value);
      return E.right(behind.slice(0, limit));
    },
};

test('jobs are counted page by page, up to where it was said, and those that could not begin are named', async () => {
  const all = right(await countJobs(runner, Number.POSITIVE_INFINITY));
  expect(all.of).toMatchObject({ NotBegun: 124, Ended: 1_110, Queued: 0 });
  expect([all.more, all.notBegun.length, pages]).toEqual([false, 50, [500, 500, 500]]);
  const some = right(await countJobs(runner, 1_000));
  expect(some.of).toMatchObject({ NotBegun: 100, Ended: 900 });
  expect(some.more).toBe(true);
});
