/* oxlint-disable no-await-in-loop -- one after another */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PaperStory, left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type OpenRefusedWhy,
  type SqliteDriver,
  acceptRestored,
  loadLibsql,
  loadNodeSqlite,
  openSqliteJournal,
} from '../src/index.js';
import { fileSystemKind } from '../src/file/place.js';
import { filesIn, journalIn, putFiles } from './fixture/case-files.js';
import { dumpOf } from './fixture/dump.js';
import { newFolder } from './fixture/folder.js';
import { fillMore, fillSmall, standing } from './fixture/small-journal.js';

const base = newFolder('/dev/shm');
const fresh = (name: string) => {
  const folder = path.join(base, name);
  putFiles(folder, new Map());
  return { file: journalIn(folder), volatile: true, time: standing } as const;
};
const key = Uint8Array.from({ length: 32 }, (_, at) => at * 7);

const sqlIn = async (file: string, ...statements: ReadonlyArray<string>): Promise<void> => {
  const connection = right(await loadLibsql()).open(file);
  for (const sql of statements) connection.prepare(sql).all();
  connection.close();
};

describe('opening refuses', () => {
  test.each<[OpenRefusedWhy, string, (file: string) => unknown]>([
    ['NotOurs', 'a file of something else', (file) => writeFileSync(file, 'x'.repeat(5_000))],
    ['NotOurs', 'a short file of something else', (file) => writeFileSync(file, 'x')],
    ['NotOurs', 'the database of another program', (file) => sqlIn(file, 'CREATE TABLE t(a)')],
    ['NotOurs', 'a database with another id', (file) => sqlIn(file, 'PRAGMA application_id = 7')],
    ['NotAFile', 'a folder', (file) => mkdirSync(file)],
    ['NotAFile', 'a file with two names', (file) => (writeFileSync(file, ''), linkSync(file, `${file}2`))],
    ['RecordsMissing', 'a log without its file', (file) => writeFileSync(`${file}-wal`, 'x')],
  ])('with %s %s, and leaves it as it was', async (why, _what, make) => {
    const options = fresh('refused');
    await make(options.file);
    const isFile = existsSync(options.file) && statSync(options.file).isFile();
    const before = isFile ? readFileSync(options.file) : Buffer.alloc(0);
    const refused = left(await openSqliteJournal(options)());
    expect(refused).toMatchObject({ _tag: 'OpenRefused', why });
    expect([refused.what, refused.money, refused.todo].every((text) => text.length > 10)).toBe(true);
    expect(isFile ? readFileSync(options.file) : Buffer.alloc(0)).toEqual(before);
  });

  test('a folder that is not there, and a file system in memory unless it may be', async () => {
    const { file } = fresh('places');
    expect(left(await openSqliteJournal({ file: path.join(file, 'a', 'b') })())).toMatchObject({
      why: 'NotAFile',
    });
    expect(left(await openSqliteJournal({ file })())).toMatchObject({ why: 'VolatileFile' });
  });

  test('file systems that other machines may write to', () => {
    expect([0x6969, 0x517b, 0xff534d42, 0x01021997, 0x00c36400, 0x65735546].map(fileSystemKind)).toEqual(
      Array.from({ length: 6 }, () => 'Shared'),
    );
    // ext4, xfs, btrfs, overlayfs, zfs
    expect([0xef53, 0x58465342, 0x9123683e, 0x794c7630, 0x2fc12fc1].map(fileSystemKind)).toEqual(
      Array.from({ length: 5 }, () => 'Local'),
    );
  });

  test('what a newer version wrote', async () => {
    const options = fresh('newer');
    await right(await openSqliteJournal(options)()).close();
    await sqlIn(options.file, 'PRAGMA user_version = 2');
    expect(left(await openSqliteJournal(options)())).toMatchObject({ why: 'NewerFormat' });
  });

  test('a second SQLite in the same process: it would take the locks of the first away', async () => {
    const options = fresh('twice');
    const libsql = right(await loadLibsql());
    const other: SqliteDriver = { ...libsql, name: 'another' };
    const first = right(await openSqliteJournal(options)());
    const second = right(await openSqliteJournal(options)());
    expect(left(await openSqliteJournal({ ...options, driver: other })())).toMatchObject({ why: 'Busy' });
    await first.close();
    expect(left(await openSqliteJournal({ ...options, driver: other })())).toMatchObject({ why: 'Busy' });
    await second.close();
    await right(await openSqliteJournal({ ...options, driver: libsql })()).close();
  });

  test('a copy that is older than what was acknowledged, or that went on by itself', async () => {
    const options = fresh('older');
    const opened = right(await openSqliteJournal(options)());
    await fillSmall(opened);
    await opened.close();
    const older = filesIn(path.dirname(options.file));
    const more = async (round: number) => {
      const again = right(await openSqliteJournal(options)());
      await fillMore(again, round);
      await again.close();
    };
    await more(5);
    const newer = filesIn(path.dirname(options.file));
    const mixed = new Map([...older, ['-head', newer.get('-head') ?? Buffer.alloc(0)]]);
    putFiles(path.dirname(options.file), mixed);
    expect(left(await openSqliteJournal(options)()).why).toBe('RecordsMissing');
    // The same number of commits, and more of them, but others.
    for (const rounds of [[6], [6, 7]]) {
      putFiles(path.dirname(options.file), older);
      for (const round of rounds) await more(round);
      copyFileSync(`${options.file}-head`, `${options.file}-own`);
      writeFileSync(`${options.file}-head`, newer.get('-head') ?? '');
      expect(left(await openSqliteJournal(options)()).why).toBe('RecordsMissing');
    }
  });
});

test('an empty database in place of a journal is refused, and stays empty', async () => {
  const options = fresh('emptied');
  const opened = right(await openSqliteJournal(options)());
  await fillSmall(opened);
  await opened.close();
  const head = filesIn(path.dirname(options.file)).get('-head') ?? Buffer.alloc(0);
  putFiles(path.dirname(options.file), new Map([['-head', head]]));
  await sqlIn(options.file, 'VACUUM');
  await sqlIn(options.file, 'CREATE TABLE t(a)', 'DROP TABLE t');
  const before = readFileSync(options.file);
  expect(left(await openSqliteJournal(options)())).toMatchObject({ why: 'RecordsMissing' });
  expect(readFileSync(options.file)).toEqual(before);
});

describe('opening', () => {
  test('a new file makes it for its owner alone, and a link leads to the file itself', async () => {
    const options = fresh('new');
    const opened = right(await openSqliteJournal(options)());
    expect(statSync(options.file).mode & 0o777).toBe(0o600);
    expect(statSync(`${options.file}-head`).mode & 0o777).toBe(0o600);
    await fillSmall(opened);
    const link = `${options.file}.link`;
    symlinkSync(options.file, link);
    const linked = right(await openSqliteJournal({ ...options, file: link })());
    expect(existsSync(`${link}-head`)).toBe(false);
    expect(await dumpOf(linked.store)).toBe(await dumpOf(opened.store));
    await opened.close();
    await linked.close();
  });

  test('a long journal verifies the last of it and what is open; a whole verification finds the rest', async () => {
    const options = fresh('long');
    const opened = right(await openSqliteJournal(options)());
    await fillSmall(opened);
    await opened.close();
    await sqlIn(options.file, `UPDATE line SET text = '{}' WHERE seq = 1`);
    expect(left(await openSqliteJournal(options)()).why).toBe('Damaged');
    const tail = right(await openSqliteJournal({ ...options, verifiedLines: 5 })());
    expect(E.isLeft(await tail.verify())).toBe(true);
    for (const sql of [
      `UPDATE line SET text = '{}' WHERE seq = (SELECT max(seq) - 4 FROM line)`,
      `UPDATE line SET text = '{}' WHERE stream = 'D?' AND n = 0`,
    ]) {
      await sqlIn(options.file, 'SAVEPOINT s');
      const files = filesIn(path.dirname(options.file));
      await sqlIn(options.file, sql);
      expect(left(await openSqliteJournal({ ...options, verifiedLines: 5 })()).why).toBe('Damaged');
      putFiles(path.dirname(options.file), files);
    }
  });

  test('many at once makes one journal', async () => {
    const options = fresh('many');
    const all = await Promise.all(Array.from({ length: 6 }, () => openSqliteJournal(options)()));
    const numbers = await Promise.all(
      all.map(async (one) => right(await right(one).journal.reserve(PaperStory.lane, 0n, 5n)())),
    );
    expect(numbers.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([0n, 5n, 10n, 15n, 20n, 25n]);
    await Promise.all(all.map((one) => right(one).close()));
    right(await right(await openSqliteJournal(options)()).verify());
  });

  test('what a person accepts needs something to accept', async () => {
    const options = fresh('nothing');
    const words = { by: 'ann', why: 'why' };
    expect(left(await acceptRestored(options, words)()).why).toBe('RecordsMissing');
    const opened = right(await openSqliteJournal(options)());
    await fillSmall(opened);
    await opened.close();
    await sqlIn(options.file, `UPDATE line SET text = '{}' WHERE seq = 1`);
    expect(left(await acceptRestored({ ...options, verifiedLines: 2 }, words)()).why).toBe('Damaged');
  });
});

describe('an encrypted journal', () => {
  test('shows no id, amount, counterparty or order in any of its files', async () => {
    const sealed = async (name: string) => {
      const options = { ...fresh(name), encryption: { key } };
      const opened = right(await openSqliteJournal(options)());
      await fillSmall(opened);
      right(await opened.verify());
      const bytes = Buffer.concat([...filesIn(path.dirname(options.file)).values()]).toString('latin1');
      await opened.close();
      return bytes;
    };
    const both = [await sealed('sealed'), await sealed('sealed again')];
    const clear = fresh('clear');
    const plain = right(await openSqliteJournal(clear)());
    await fillSmall(plain);
    const shown = Buffer.concat([...filesIn(path.dirname(clear.file)).values()]).toString('latin1');
    for (const word of [
      'desk',
      'paper',
      'S1',
      'BTC',
      '1.5',
      'house',
      'ann',
      'look',
      'Zm9v',
      'MandateGiven',
      'worker',
    ]) {
      expect([word, shown.includes(word)]).toEqual([word, true]);
      // A few letters occur by chance in base64, but hardly in the same journal under another file's keys as well.
      expect([word, word.length > 3 && both.every((bytes) => bytes.includes(word))]).toEqual([word, false]);
    }
    await plain.close();
  });

  test('is opened by its own key alone, and a clear one by none', async () => {
    const options = fresh('keys');
    const sealed = { ...options, encryption: { key } };
    await right(await openSqliteJournal(sealed)()).close();
    const why = async (one: Parameters<typeof openSqliteJournal>[0]) =>
      left(await openSqliteJournal(one)()).why;
    expect(await why(options)).toBe('WrongKey');
    expect(await why({ ...options, encryption: { key: key.toReversed() } })).toBe('WrongKey');
    expect(await why({ ...options, encryption: { key: key.slice(1) } })).toBe('WrongKey');
    await right(await openSqliteJournal(sealed)()).close();
    const clear = fresh('unsealed');
    await right(await openSqliteJournal(clear)()).close();
    expect(await why({ ...clear, encryption: { key } })).toBe('WrongKey');
  });

  test('finds a sealed text that was moved to another place, though every checksum were right', async () => {
    const { aesGcm } = await import('../src/seal/aes-gcm.js');
    const seal = aesGcm(key, 'file');
    const card = seal.card({ key: 'floor/a', value: '"1"' });
    expect(E.isRight(seal.openCard(seal.cardKey('floor/a'), card))).toBe(true);
    expect(E.isLeft(seal.openCard(seal.cardKey('floor/b'), card))).toBe(true);
    const line = seal.line({ seq: 1, n: 0 }, { stream: 'M', text: 't' });
    expect(E.isRight(seal.openLine({ seq: 1, n: 0 }, seal.stream('M'), line))).toBe(true);
    for (const [place, stream] of [
      [{ seq: 2, n: 0 }, 'M'],
      [{ seq: 1, n: 1 }, 'M'],
      [{ seq: 1, n: 0 }, 'N'],
    ] as const)
      expect(E.isLeft(seal.openLine(place, seal.stream(stream), line))).toBe(true);
    expect(E.isLeft(aesGcm(key, 'other').openCard(seal.cardKey('floor/a'), card))).toBe(true);
  });

  test('keeps cards in the order of instants, and ranges as they are', async () => {
    const opened = right(await openSqliteJournal({ ...fresh('ranges'), encryption: { key } })());
    const at = (ms: number) => String(ms).padStart(16, '0');
    const keys = [7, 100, 99, 5_000].flatMap((ms) => [
      `ready/${at(ms)}/j`,
      `over/acct/${at(ms)}/i`,
      `over/acc/${at(ms)}/i`,
    ]);
    right(
      await opened.store.perform(function* () {
        yield { keys: [], range: undefined };
        return { answer: undefined, changes: keys.map((one) => ({ key: one, value: one })), lines: [] };
      })(),
    );
    const within = async (from: string, before: string) =>
      right(
        await opened.store.perform(function* () {
          const { range } = yield { keys: [], range: { from, before, limit: 10 } };
          return { answer: range.map((card) => card.key), changes: [], lines: [] };
        })(),
      );
    expect(await within('ready/', `ready/${at(100)}`)).toEqual([`ready/${at(7)}/j`, `ready/${at(99)}/j`]);
    expect(await within(`over/acct/${at(99)}`, 'over/acct0')).toEqual(
      [99, 100, 5_000].map((ms) => `over/acct/${at(ms)}/i`),
    );
    expect(await within('over/', 'over0')).toHaveLength(8);
    await opened.close();
  });
});

describe('every driver', () => {
  test('that this Node has keeps the same journal', async () => {
    const own = await loadNodeSqlite();
    if (E.isLeft(own)) process.stdout.write('LOUD: this Node has no node:sqlite, so only libsql was tried\n');
    const drivers = [right(await loadLibsql()), ...(E.isRight(own) ? [own.right] : [])];
    const dumps: Array<string> = [];
    for (const driver of drivers) {
      const options = { ...fresh(`driver of ${driver.name.replace(':', '-')}`), driver };
      const opened = right(await openSqliteJournal(options)());
      await fillSmall(opened);
      right(await opened.verify());
      await opened.close();
      const again = right(await openSqliteJournal(options)());
      await fillMore(again, 2);
      expect(right(await again.journal.acquire(PaperStory.lane, 'me', 5)())).toEqual(O.none);
      dumps.push(await dumpOf(again.store));
      await again.close();
    }
    expect(new Set(dumps).size).toBe(1);
  });
});
