import { describe, expect, test } from '@jest/globals';
import { left, right, some } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as fc from 'fast-check';
import { SettlementBatch } from '../src/index.js';
import { newest, readCursor, takePage, writeCursor } from '../src/paging.js';
import { attributes, wireBatch } from './fixture/wire-batch.js';

const batchAt = (id: string, created_at: number): SettlementBatch =>
  right(SettlementBatch.decode(wireBatch({ id, attributes: attributes({ created_at }), legs: [] })));

/** The venue's List by its document: newest first, `until` inclusive, one page. */
const answer = (held: ReadonlyArray<SettlementBatch>, untilMs: O.Option<number>, limit: number) => {
  const match = held
    .filter(({ attributes: { created_at } }) => O.isNone(untilMs) || created_at <= untilMs.value)
    .toSorted((a, b) => b.attributes.created_at - a.attributes.created_at);
  return { data: match.slice(0, limit), pagination: { has_more: match.length > limit } };
};

/** Walks to the end while batches are created between the pages; the cursor goes through its text each time. */
const walk = (
  start: ReadonlyArray<SettlementBatch>,
  arrivals: ReadonlyArray<ReadonlyArray<SettlementBatch>>,
  limit: number,
): ReadonlyArray<string> => {
  const held = [...start];
  let position = O.some(newest);
  const found: Array<string> = [];
  for (let page = 0; O.isSome(position); page += 1) {
    if (page > 200) throw new Error('the walk does not end');
    const taken = right(takePage(position.value, answer(held, position.value.untilMs, limit)));
    found.push(...taken.batches.map(({ id }) => id));
    held.unshift(...(arrivals[page] ?? []));
    position = O.flatMap(readCursor)(O.map(writeCursor)(taken.next));
  }
  return found;
};

const instants = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 });

describe('a walk through the list', () => {
  test('meets every batch once that was there at the beginning, whatever is created meanwhile', () => {
    fc.assert(
      fc.property(
        instants,
        fc.array(instants, { maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (times, later, slack) => {
          const start = times.map((time, at) => batchAt(`B_${at}`, time));
          const newestMs = Math.max(0, ...times);
          const arrivals = later.map((batches, page) =>
            batches.map((time, at) => batchAt(`N_${page}_${at}`, newestMs + 1 + page + time)),
          );
          const most = Math.max(0, ...times.map((time) => times.filter((other) => other === time).length));
          const found = walk(start, arrivals, most + slack);
          expect(found.filter((id) => id.startsWith('B_')).toSorted()).toEqual(
            start.map(({ id }) => id).toSorted(),
          );
          expect(new Set(found).size).toBe(found.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('stops rather than lose one of more batches of a millisecond than a page holds', () => {
    const same = ['a', 'b', 'c', 'd'].map((id) => batchAt(id, 5));
    const first = right(takePage(newest, answer(same, O.none, 2)));
    expect(left(takePage(some(first.next), answer(same, O.some(5), 2))).what).toContain('one millisecond');
  });

  test('stops when the venue’s order is not the documented one, or what was seen is not there', () => {
    const rising = { data: [batchAt('a', 1), batchAt('b', 2)], pagination: { has_more: false } };
    expect(left(takePage(newest, rising)).lasts).toBe('Lasting');
    const twice = { data: [batchAt('a', 1), batchAt('a', 1)], pagination: { has_more: false } };
    expect(left(takePage(newest, twice)).what).toContain('twice');
    const exclusive = { data: [batchAt('z', 1)], pagination: { has_more: false } };
    const after = right(takePage(newest, { data: [batchAt('a', 5)], pagination: { has_more: true } }));
    expect(left(takePage(some(after.next), exclusive)).lasts).toBe('Passing');
    expect(E.isLeft(takePage(newest, { data: [], pagination: { has_more: true } }))).toBe(true);
  });

  test.each(['', 'x', '-1', '1e3 B', '5 a  b', `5 ${'x '.repeat(300)}`, '99999999999999999 a'])(
    'takes no cursor like %p',
    (text) => {
      expect(readCursor(text)).toEqual(O.none);
    },
  );
});
