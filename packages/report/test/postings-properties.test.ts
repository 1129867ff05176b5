import { describe, expect, test } from '@jest/globals';
import { type Observed, Quantity } from '@legwork/core';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { type Entry, type Postings, postingsOf } from '../src/index.js';
import { growing, reading } from './fixture/arbitrary.js';
import { amount } from './fixture/noun.js';

const posted = (observed: ReadonlyArray<Observed>): Postings =>
  postingsOf({ journals: [], observed, venues: [], expected: [] });

const sumBy = (entries: ReadonlyArray<Entry>, side: string, asset: string): string =>
  Quantity.sum(
    entries
      .flatMap(({ postings }) => postings)
      .filter((one) => one.side === side && one.asset === asset)
      .map(({ quantity }) => amount(quantity)),
  );

const shuffled = fc
  .array(reading, { maxLength: 4 })
  .chain((readings) =>
    fc.tuple(
      fc.constant(readings),
      fc.shuffledSubarray([...readings, ...readings], { minLength: readings.length * 2 }),
    ),
  );

describe('postings, whatever the venue says', () => {
  test('property: both sides of every asset are equal, in every state and kind', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 4 }), (readings) => {
        const { entries } = posted(readings);
        for (const asset of ['BTC', 'USD'])
          for (const state of ['Booked', 'Pending'])
            for (const kind of ['Transfer', 'Rest', 'Leg', 'Fee']) {
              const some = entries.filter((one) => one.state === state && one.kind === kind);
              expect(sumBy(some, 'Debit', asset)).toBe(sumBy(some, 'Credit', asset));
            }
      }),
      { numRuns: 1_000 },
    );
  });

  test('property: no id comes twice, no side of an entry is in the account of the other', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 4 }), (readings) => {
        const { entries } = posted(readings);
        const ids = entries.flatMap(({ id, postings }) => [id, ...postings.map((one) => one.id)]);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { postings } of entries) expect(postings[0].account).not.toBe(postings[1].account);
      }),
      { numRuns: 1_000 },
    );
  });

  test('property: order and repetition of readings decide nothing', () => {
    fc.assert(
      fc.property(shuffled, ([readings, others]) => {
        expect(posted(others)).toEqual(posted(readings));
      }),
      { numRuns: 1_000 },
    );
  });

  test('property: every transfer that did not fail is one entry or one line that says why not, and never both', () => {
    fc.assert(
      fc.property(reading, (one) => {
        const { entries, notPosted } = posted([one]);
        const legs = one._tag === 'Shown' ? one.settlement.legs : [];
        for (const { id: leg, asset, flow, transfers } of legs) {
          if (O.isNone(asset) || O.isNone(flow)) continue;
          for (const { id, status } of transfers) {
            const names = [...entries, ...notPosted].filter(
              ({ reference }) => reference.leg === leg && reference.transfer === id,
            );
            expect(names).toHaveLength(status === 'Failed' ? 0 : 1);
          }
        }
        for (const entry of entries) expect(entry.why === '').toBe(entry.state === 'Booked');
      }),
      { numRuns: 1_000 },
    );
  });

  test('property: booked is what a reading shows as completed, and no more', () => {
    fc.assert(
      fc.property(reading, (one) => {
        if (one._tag !== 'Shown') return;
        const completed = new Set<string>(
          one.settlement.legs.flatMap(({ transfers }) =>
            transfers.filter(({ status }) => status === 'Completed').map(({ id }) => id),
          ),
        );
        const booked = posted([one]).entries.filter(({ state }) => state === 'Booked');
        expect(booked.filter(({ reference }) => !completed.has(reference.transfer ?? ''))).toEqual([]);
        const { finality, atomicity } = one.settlement;
        const may = atomicity === 'PerLeg' ? ['Open', 'Reversible', 'Final'] : ['Final'];
        expect(may.includes(finality) ? [] : booked).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('property: what was booked stays booked, under its id and as it was, while more arrives', () => {
    fc.assert(
      fc.property(growing, (readings) => {
        let before: ReadonlyArray<Entry> = [];
        for (let count = 1; count <= readings.length; count += 1) {
          const { entries } = posted(readings.slice(0, count));
          const booked = entries.filter(({ state }) => state === 'Booked');
          expect(booked).toEqual(expect.arrayContaining([...before]));
          before = booked;
        }
        const transfers = readings.filter(
          (one) => one._tag === 'Shown' && one.settlement.finality === 'Open',
        );
        expect(before).toHaveLength(transfers.length / 2);
      }),
      { numRuns: 300 },
    );
  });
});
