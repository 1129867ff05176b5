import { describe, expect, test } from '@jest/globals';
import type { Deed, Store } from '@legwork/core';
import { right } from '@legwork/testkit';
import { type SqliteDriver, loadLibsql, openSqliteJournal } from '../src/index.js';
import { journalIn } from './fixture/case-files.js';
import { dumpOf } from './fixture/dump.js';
import { faultyDriver } from './fixture/faulty-driver.js';
import { newFolder } from './fixture/folder.js';

const read = (...keys: ReadonlyArray<string>): Deed<ReadonlyArray<string | undefined>> =>
  function* () {
    const { cards } = yield { keys, range: undefined };
    return { answer: keys.map((key) => cards.get(key)), changes: [], lines: [] };
  };

const put = (
  changes: ReadonlyArray<{ readonly key: string; readonly value: string | undefined }>,
): Deed<void> =>
  function* () {
    yield { keys: [], range: undefined };
    return { answer: undefined, changes, lines: [] };
  };

const ask = async <A>(store: Store, deed: Deed<A>): Promise<A> => right(await store.perform(deed)());

/** A store, and how many cards it has asked its file for. */
const observed = async (folder = newFolder('/dev/shm')) => {
  const libsql: SqliteDriver = right(await loadLibsql());
  let looked = 0;
  const driver = faultyDriver(libsql, (sql) => {
    if (sql.startsWith('SELECT') && sql.includes('FROM card')) looked += 1;
    return undefined;
  });
  const options = { file: journalIn(folder), volatile: true, driver } as const;
  const opened = right(await openSqliteJournal(options)());
  looked = 0;
  return { ...opened, looked: () => looked, folder };
};

describe('what a connection knows', () => {
  test('is not read twice while nobody else writes, be it there or not', async () => {
    const { store, looked, close } = await observed();
    await ask(store, put([{ key: 'x/a', value: '1' }]));
    expect(await ask(store, read('x/a', 'x/b'))).toEqual(['1', undefined]);
    const before = looked();
    await ask(store, put([{ key: 'x/a', value: '2' }]));
    expect(await ask(store, read('x/a', 'x/b'))).toEqual(['2', undefined]);
    await ask(store, put([{ key: 'x/a', value: undefined }]));
    expect(await ask(store, read('x/a', 'x/b'))).toEqual([undefined, undefined]);
    expect(looked()).toBe(before);
    await close();
  });

  test('is forgotten when another connection has written', async () => {
    const one = await observed();
    const other = await observed(one.folder);
    await ask(one.store, put([{ key: 'x/a', value: '1' }]));
    expect(await ask(other.store, read('x/a', 'x/b'))).toEqual(['1', undefined]);
    await ask(one.store, put([{ key: 'x/b', value: '2' }]));
    expect(await ask(other.store, read('x/a', 'x/b'))).toEqual(['1', '2']);
    await ask(other.store, put([{ key: 'x/a', value: undefined }]));
    expect(await ask(one.store, read('x/a', 'x/b'))).toEqual([undefined, '2']);
    right(await one.verify());
    await one.close();
    await other.close();
  });

  test('has an end, however many cards there are, and every one of them is kept', async () => {
    const { store, looked, verify, close } = await observed();
    const all = Array.from({ length: 2_500 }, (_, at) => ({ key: `x/${at}`, value: `${at}` }));
    for (let at = 0; at < all.length; at += 500)
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await ask(store, put(all.slice(at, at + 500)));
    const before = looked();
    expect(await ask(store, read('x/0'))).toEqual(['0']);
    expect(looked()).toBe(before + 1);
    await ask(store, put(all.slice(0, 20).map(({ key }) => ({ key, value: undefined }))));
    right(await verify());
    const dump = await dumpOf(store);
    expect(all.every(({ key }, at) => dump.includes(`"${key} = `) === at >= 20)).toBe(true);
    await close();
  });
});
