import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { journalDesk, lane } from '../fixture/journal-desk.js';
import { endings, storyOf } from '../fixture/mandate.js';
import { right, some } from '../fixture/must.js';

describe('the lease of a lane (X3, N7)', () => {
  test('nothing is armed without one, or after it ran out', async () => {
    const { clock, add, take, open } = journalDesk();
    const id = await open('A');
    expect(await add(id, [storyOf('A/1').armed()])).toBe('LeaseLost');
    const lease = await take();
    clock.advance(1_000);
    expect(await add(id, [storyOf('A/1').armed()], lease)).toBe('LeaseLost');
  });

  test('a superseded epoch is worthless, however long it would have lasted', async () => {
    const { clock, journal, add, take, open } = journalDesk();
    const id = await open('A');
    const old = await take();
    clock.advance(1_000);
    const next = some(right(await journal.acquire(lane, 'other', 1_000)()));
    expect(next.epoch).toBeGreaterThan(old.epoch);
    expect(await add(id, [storyOf('A/1').armed()], { ...old, untilMs: 1e9 })).toBe('LeaseLost');
    expect(await add(id, [storyOf('A/1').armed()], next)).toBe('Added');
  });

  test('one that was given back arms nothing', async () => {
    const { journal, add, take, open } = journalDesk();
    const id = await open('A');
    const lease = await take();
    right(await journal.release(lease)());
    expect(await add(id, [storyOf('A/1').armed()], lease)).toBe('LeaseLost');
  });

  test('is given to one at a time, and again when it is given back; an old one gives nothing back', async () => {
    const { clock, journal, take } = journalDesk();
    const first = await take();
    expect(right(await journal.acquire(lane, 'other', 1_000)())).toStrictEqual(O.none);
    expect(O.isSome(right(await journal.acquire('another lane', 'other', 1_000)()))).toBe(true);
    clock.advance(1_000);
    right(await journal.acquire(lane, 'other', 1_000)());
    right(await journal.release(first)());
    expect(right(await journal.acquire(lane, 'third', 1_000)())).toStrictEqual(O.none);
  });

  test('what arms nothing needs none', async () => {
    const { add, open } = journalDesk();
    const id = await open('A');
    expect(await add(id, [storyOf('A/1').parked(), storyOf('A/1').ended(endings.NotDone)])).toBe('Added');
  });
});
