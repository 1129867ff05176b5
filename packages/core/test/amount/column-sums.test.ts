import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import { type ColumnSums, columnSums } from '../../src/amount/column-sums.js';
import { decimalText } from '../fixture/decimal-text.js';
import { amount } from '../fixture/noun.js';

const wide = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 120n }), fc.integer({ min: 0, max: 110 }))
  .map(([integer, digits]) => O.getOrElse(() => Quantity.zero)(Quantity.fromInteger(integer, digits)));
const additions = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.oneof(decimalText.map(amount), wide)), {
  maxLength: 60,
});

type Additions = ReadonlyArray<readonly [number, Quantity.Quantity]>;

const slots = [0, 1, 2, 3, 4, 5];
const totals = (sums: ColumnSums, all: Additions): ReadonlyArray<string> => {
  for (const _ of slots) sums.open();
  for (const [slot, quantity] of all) sums.add(slot, quantity);
  return slots.map((slot) => sums.total(slot));
};
const plain = (all: Additions): ReadonlyArray<string> =>
  slots.map((slot) =>
    all
      .filter(([at]) => at === slot)
      .map(([, one]) => one)
      .reduce(Quantity.add, Quantity.zero),
  );

describe('sums by columns', () => {
  test.each<[string, () => ColumnSums]>([
    ['as they are', () => columnSums()],
    ['carried after every third addition', () => columnSums(4096, 3)],
    ['with columns for two totals only', () => columnSums(2)],
    ['with columns for none', () => columnSums(0)],
  ])('are the sums of the quantities: %s', (_, make) => {
    fc.assert(fc.property(additions, (all) => expect(totals(make(), all)).toStrictEqual(plain(all))));
  });

  test('the widest quantities that fit the columns, and the first that do not', () => {
    const nines = '9'.repeat(40);
    for (const text of [nines, `0.${'9'.repeat(39)}`, '1.5', '0.000000001', '0.0000000001', '1000000000']) {
      const all = Array.from({ length: 40 }, () => [0, amount(text)] as const);
      expect(totals(columnSums(), all)).toStrictEqual(plain(all));
    }
    for (const [whole, fraction] of [
      [40, 39],
      [45, 44],
      [45, 45],
      [45, 46],
      [46, 45],
      [46, 46],
      [1, 45],
      [1, 46],
    ] as const) {
      const quantity = O.getOrElse(() => Quantity.zero)(
        Quantity.fromInteger(10n ** BigInt(whole + fraction) - 1n, fraction),
      );
      const all = [
        [0, quantity],
        [1, amount('1')],
        [0, quantity],
      ] as const;
      expect(totals(columnSums(), all)).toStrictEqual(plain(all));
    }
  });

  test('a total that was asked for can be added to', () => {
    const sums = columnSums();
    const slot = sums.open();
    sums.add(slot, amount('0.5'));
    expect(sums.total(slot)).toBe('0.5');
    sums.add(slot, amount('0.51'));
    expect(sums.total(slot)).toBe('1.01');
    expect(sums.total(slot)).toBe('1.01');
  });

  test('more additions of the greatest column than a double could hold without carrying', () => {
    const sums = columnSums();
    const slot = sums.open();
    const most = amount('999999999.999999999');
    const count = 9_100_001;
    for (let one = 0; one < count; one += 1) sums.add(slot, most);
    const exact = Quantity.fromInteger(999_999_999_999_999_999n * BigInt(count), 9);
    expect(O.some(sums.total(slot))).toStrictEqual(exact);
  });

  test('many totals: the columns grow', () => {
    const sums = columnSums();
    for (let one = 0; one < 5000; one += 1) sums.add(sums.open(), amount(`${one}.5`));
    for (const slot of [0, 63, 64, 4095, 4096, 4999]) expect(sums.total(slot)).toBe(`${slot}.5`);
  });
});
