/* oxlint-disable no-await-in-loop -- one fault after another */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Clock, type Deed, RecordCodec, type Work } from '@legwork/core';
import { systemClock } from '@legwork/node';
import { PaperStory, left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type SqliteDriver, type SqliteJournal, loadLibsql, openSqliteJournal } from '../src/index.js';
import { journalIn, putFiles } from './fixture/case-files.js';
import { dumpOf } from './fixture/dump.js';
import { type Fault, faultyDriver } from './fixture/faulty-driver.js';
import { newFolder } from './fixture/folder.js';
import { settleOne, standing } from './fixture/small-journal.js';
import { given, idOf } from './fixture/story.js';

const base = newFolder('/dev/shm');
const clock: Clock = {
  ...systemClock,
  sleep: () => ({ done: async () => undefined, wake: () => undefined }),
};
let libsql: SqliteDriver;

beforeAll(async () => {
  libsql = right(await loadLibsql());
});

const optionsIn = (name: string) => {
  const folder = path.join(base, name);
  putFiles(folder, new Map());
  return { file: journalIn(folder), volatile: true, time: standing, clock } as const;
};

const give = ({ journal }: SqliteJournal, name: string) =>
  journal.append({
    mandate: idOf(name),
    expected: 0,
    records: [given(name)],
    lease: O.none,
    limitsAsOf: O.none,
  })();

/** Everything that can be asked, each answered with a `JournalFailed`, or not. */
const isAllShut = async (opened: SqliteJournal): Promise<boolean> => {
  const { journal, store, verify } = opened;
  const nothing: Deed<string> = function* () {
    yield { keys: ['x'], range: undefined };
    return { answer: 'x', changes: [], lines: [] };
  };
  const answers: ReadonlyArray<E.Either<unknown, unknown>> = [
    await give(opened, 'later'),
    await journal.read(idOf('M'))(),
    await journal.acquire(PaperStory.lane, 'me', 1)(),
    await journal.reserve(PaperStory.lane, 0n, 1n)(),
    await journal.claim('s', ['n'], 'u')(),
    await journal.orders(),
    await journal.halted(PaperStory.place)(),
    await store.perform(nothing)(),
    await store.lines('M')(),
    await verify(),
  ];
  return answers.every(E.isLeft);
};

describe('a store that fails', () => {
  test.each([
    ['instead of what was asked', false],
    ['after it was done', true],
  ])(
    'at any statement, %s, is shut for good, and the file holds all or nothing of it',
    async (_when, isAfter) => {
      let struck = 0;
      for (let nth = 0; ; nth++) {
        const options = optionsIn('nth');
        let counting = false;
        let seen = 0;
        let hit = '';
        const asked = (sql: string): Fault | undefined => {
          // What it does once it has failed does not fail again.
          if (!counting || sql === 'ROLLBACK' || seen++ !== nth) return undefined;
          hit = sql;
          return { code: 'SQLITE_IOERR_FSYNC', isAfter };
        };
        const first = right(await openSqliteJournal({ ...options, driver: faultyDriver(libsql, asked) })());
        right(await give(first, 'M'));
        const before = await dumpOf(first.store);
        counting = true;
        const done = await give(first, 'N');
        counting = false;
        if (hit === '') {
          await first.close();
          right(done);
          break;
        }
        struck += 1;
        expect(left(done)).toMatchObject({ _tag: 'JournalFailed' });
        expect(JSON.stringify(left(done))).not.toContain('secret');
        expect(await isAllShut(first)).toBe(true);
        const again = right(await openSqliteJournal(options)());
        right(await again.verify());
        const isThere = right(await again.journal.read(idOf('N'))()).length === 1;
        expect(isThere).toBe(hit === 'COMMIT' && isAfter);
        expect(isThere || (await dumpOf(again.store)) === before).toBe(true);
        expect(E.isRight(await give(again, 'next'))).toBe(true);
        await again.close();
      }
      expect(struck).toBeGreaterThan(10);
    },
    30_000,
  );

  test('in undoing what changes nothing is shut as well', async () => {
    let isFailing = false;
    const asked = (sql: string): Fault | undefined =>
      isFailing && sql === 'ROLLBACK' ? { code: 'SQLITE_IOERR', isAfter: false } : undefined;
    const opened = right(
      await openSqliteJournal({ ...optionsIn('undo'), driver: faultyDriver(libsql, asked) })(),
    );
    isFailing = true;
    expect(left(await opened.journal.read(idOf('M'))())).toMatchObject({ _tag: 'JournalFailed' });
    isFailing = false;
    expect(await isAllShut(opened)).toBe(true);
  });

  test('in noting what was committed acknowledges nothing', async () => {
    const options = optionsIn('witness');
    const opened = right(await openSqliteJournal(options)());
    right(await give(opened, 'M'));
    // A witness that cannot be written: what is written to is a device that is full.
    const [head] = [`${options.file}-head`];
    await opened.close();
    renameSync(head, `${head}-kept`);
    rmSync(head, { force: true });
    writeFileSync(head, 'garbage');
    expect(left(await openSqliteJournal(options)())).toMatchObject({ why: 'Damaged' });
    renameSync(`${head}-kept`, head);
    await right(await openSqliteJournal(options)()).close();
  });

  test('to get its turn says that nothing was written, and goes on afterwards', async () => {
    let busy = 0;
    const asked = (sql: string): Fault | undefined =>
      sql === 'BEGIN IMMEDIATE' && busy-- > 0 ? { code: 'SQLITE_BUSY', isAfter: false } : undefined;
    const opened = right(
      await openSqliteJournal({ ...optionsIn('busy'), driver: faultyDriver(libsql, asked) })(),
    );
    busy = 39;
    expect(E.isRight(await give(opened, 'M'))).toBe(true);
    busy = 1_000;
    expect(left(await give(opened, 'N'))).toEqual({
      _tag: 'JournalFailed',
      detail: 'the file is kept by another process; nothing was written',
    });
    busy = 0;
    expect(E.isRight(await give(opened, 'N'))).toBe(true);
    await opened.close();
  });

  test('by a commit that finds the file busy is shut: nobody can say how far it got', async () => {
    let isBusy = false;
    const asked = (sql: string): Fault | undefined =>
      isBusy && sql === 'COMMIT' ? { code: 'SQLITE_BUSY', isAfter: false } : undefined;
    const opened = right(
      await openSqliteJournal({ ...optionsIn('commit'), driver: faultyDriver(libsql, asked) })(),
    );
    isBusy = true;
    expect(E.isLeft(await give(opened, 'M'))).toBe(true);
    isBusy = false;
    expect(await isAllShut(opened)).toBe(true);
  });

  test('by a mistake of the program changes nothing and stays open', async () => {
    const opened = right(await openSqliteJournal(optionsIn('defect'))());
    const before = await dumpOf(opened.store);
    const throwing: Deed<void> = function* () {
      yield { keys: [], range: undefined };
      throw new Error('secret');
    };
    const unkept = (value: string): Deed<void> =>
      function* () {
        yield { keys: ['x/first'], range: undefined };
        const changes = [
          { key: 'x/first', value: 'kept' },
          { key: 'x/y', value },
        ];
        return { answer: undefined, changes, lines: [{ stream: 'M', text: value }] };
      };
    const first: Deed<string | undefined> = function* () {
      const { cards } = yield { keys: ['x/first'], range: undefined };
      return { answer: cards.get('x/first'), changes: [], lines: [] };
    };
    for (const deed of [throwing, unkept('a\0b'), unkept('\ud800')]) {
      const failed = left(await opened.store.perform(deed)());
      expect(failed.detail).toMatch(/nothing was written$/);
      expect(failed.detail).not.toContain('secret');
      // Neither on the disk, nor in what is known without looking.
      expect(right(await opened.store.perform(first)())).toBeUndefined();
    }
    expect(await dumpOf(opened.store)).toBe(before);
    expect(E.isRight(await give(opened, 'M'))).toBe(true);
    await opened.close();
  });

  test('because another file was put in its place is shut', async () => {
    const options = optionsIn('replaced');
    const opened = right(await openSqliteJournal(options)());
    right(await give(opened, 'M'));
    renameSync(options.file, `${options.file}-moved`);
    expect(left(await give(opened, 'N')).detail).toMatch(/moved or replaced/);
    renameSync(`${options.file}-moved`, options.file);
    expect(await isAllShut(opened)).toBe(true);
  });

  test('because its owner closed it answers nothing more', async () => {
    const opened = right(await openSqliteJournal(optionsIn('closed'))());
    const waiting = give(opened, 'M');
    await opened.close();
    await opened.close();
    await waiting;
    expect(await isAllShut(opened)).toBe(true);
  });
});

describe('damage while the file is open', () => {
  const harm = async (name: string, sql: ReadonlyArray<string>) => {
    const options = optionsIn(name);
    const opened = right(await openSqliteJournal(options)());
    const lease = right(await opened.journal.acquire(PaperStory.lane, 'me', 1_000)());
    for (const [at, mandate] of ['A', 'B?', 'C'].entries())
      if (O.isSome(lease)) await settleOne(opened, mandate, lease.value, at * 10 + 10);
    const other = libsql.open(options.file);
    for (const one of sql) other.exec(one);
    other.close();
    return { opened, options };
  };

  test.each([
    ['a line that says something else', [`UPDATE line SET text = replace(text, '1.5', '2.5') WHERE seq = 1`]],
    ['a line that has another link', [`UPDATE line SET hash = replace(hash, 'a', 'b') WHERE seq = 1`]],
    ['a line that is gone', ['DELETE FROM line WHERE seq = 3']],
    ['a line in another place', [`UPDATE line SET n = 7 WHERE seq = 3`]],
    ['a note that is gone', [`DELETE FROM stream WHERE name = 'A'`]],
    ['a note of other lines', [`UPDATE stream SET count = 2 WHERE name = 'A'`]],
  ])('%s is found when its mandate is read', async (_what, sql) => {
    const { opened } = await harm('line', sql);
    expect(left(await opened.journal.read(idOf('A'))())).toMatchObject({ _tag: 'JournalFailed' });
    expect(await isAllShut(opened)).toBe(true);
  });

  test.each([
    [
      'a card that says something else',
      [`UPDATE card SET value = replace(value, '4', '5') WHERE key = 'mandate/A'`],
    ],
    ['a card under another key', [`UPDATE card SET key = 'mandate/Z' WHERE key = 'mandate/A'`]],
    ['a file that says something else', ['UPDATE meta SET commits = commits - 1']],
  ])('%s is found when it is looked at', async (_what, sql) => {
    const { opened } = await harm('card', sql);
    const listed = await opened.journal.mandates({ open: false, after: O.none, limit: 10 })();
    const added = await give(opened, 'A');
    expect(E.isLeft(listed) && E.isLeft(added)).toBe(true);
    expect(await isAllShut(opened)).toBe(true);
  });

  test.each([
    ['a card that is gone', [`DELETE FROM card WHERE key LIKE 'lease/%'`]],
    ['a card of an earlier time', [`DELETE FROM card WHERE key = 'active/B%3F'`]],
    ['a row that nobody wrote', [`INSERT INTO card VALUES ('floor/x', '"1"', 'aa')`]],
    ['a last line that is gone', ['DELETE FROM line WHERE seq = (SELECT max(seq) FROM line)']],
    ['a trigger', ['CREATE TRIGGER t AFTER INSERT ON card BEGIN DELETE FROM line; END']],
    ['a table more', ['CREATE TABLE more(x)']],
  ])('%s is found when the file is opened, and by a verification', async (what, sql) => {
    const { opened, options } = await harm('whole', sql);
    expect(E.isLeft(await opened.verify()) || /trigger|table/.test(what)).toBe(true);
    await opened.close();
    expect(left(await openSqliteJournal(options)())).toMatchObject({ why: 'Damaged' });
  });
});

test('a card that is again what it was before, as after a page that never reached the disk, is found', async () => {
  const options = optionsIn('stale');
  const opened = right(await openSqliteJournal(options)());
  right(await opened.journal.reserve(PaperStory.lane, 1n, 10n)());
  const other = libsql.open(options.file);
  other.exec('CREATE TEMP TABLE kept AS SELECT * FROM card');
  right(await opened.journal.reserve(PaperStory.lane, 1n, 10n)());
  right(await opened.verify());
  other.exec('UPDATE card SET value = kept.value, sum = kept.sum FROM kept WHERE kept.key = card.key');
  other.close();
  expect(left(await opened.verify()).detail).toMatch(/the rows together/);
  expect(left(await openSqliteJournal(options)())).toMatchObject({ why: 'Damaged' });
});

describe('what is written past the rules', () => {
  const forged = async (
    name: string,
    work: { changes?: Work<void>['changes']; lines?: Work<void>['lines'] },
  ) => {
    const options = optionsIn(name);
    const opened = right(await openSqliteJournal(options)());
    right(await give(opened, 'M'));
    right(
      await opened.store.perform(function* () {
        yield { keys: [], range: undefined };
        return { answer: undefined, changes: [], lines: [], ...work };
      })(),
    );
    const verified = await opened.verify();
    await opened.close();
    return [E.isRight(verified), E.isRight(await openSqliteJournal(options)())];
  };

  test.each<[string, Parameters<typeof forged>[1]]>([
    ['a line that is no record', { lines: [{ stream: 'M', text: '{}' }] }],
    ['a record that may not follow', { lines: [{ stream: 'M', text: RecordCodec.encode(given('M')) }] }],
    ['a card that does not follow from the lines', { changes: [{ key: 'mandate/M', value: '{}' }] }],
    ['a card too many', { changes: [{ key: 'active/Z', value: '""' }] }],
    ['a card too few', { changes: [{ key: 'active/M', value: undefined }] }],
  ])('%s is found, though every checksum is right', async (_what, work) => {
    expect(await forged('forged', work)).toEqual([false, false]);
  });

  test('what does not come from lines is not held against them', async () => {
    expect(await forged('free', { changes: [{ key: 'job/x', value: '{}' }] })).toEqual([true, true]);
  });
});
