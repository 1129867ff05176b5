import { describe, expect, test } from '@jest/globals';
import { Printed } from '@legwork/core';
import { cutEnd, cutMiddle } from '../src/screen/cut.js';
import { newPage } from '../src/screen/page.js';
import { age, iso, since } from '../src/screen/time.js';

const nasty = [
  '',
  'short',
  'x'.repeat(500),
  'a sentence of many words that goes on and on '.repeat(8),
  '決済'.repeat(90),
  'e\u0301'.repeat(200),
  '👩‍👩‍👧‍👦 family '.repeat(20),
  ' leading and  double  spaces ',
];

describe('texts', () => {
  test.each(nasty)('are cut to what fits (%#)', (text) => {
    for (const width of [8, 20]) {
      expect(Printed.columnsOf(cutEnd(text, width))).toBeLessThanOrEqual(width);
      expect(Printed.columnsOf(cutMiddle(text, width))).toBeLessThanOrEqual(width);
    }
  });

  test('are cut where ids do not differ', () => {
    expect(cutMiddle('2026-11-21/treasury/currency/0001', 14)).toBe('2026-1..y/0001');
    expect(cutMiddle('short', 14)).toBe('short');
    expect(cutEnd('settle 1.5 BTC of S1', 12)).toBe('settle 1....');
  });
});

describe('times', () => {
  test('are in UTC, to the second', () => {
    expect(iso(1_700_000_000_123)).toBe('2023-11-14T22:13:20Z');
    expect(iso(Number.NaN)).toBe('NaN ms');
    expect(iso(9e15)).toBe('9000000000000000 ms');
  });

  test.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_599_999, '59 min'],
    [3 * 3_600_000 + 12 * 60_000, '3 h 12 min'],
    [86_400_000, '1 d 0 h'],
    [400 * 86_400_000 + 5 * 3_600_000, '400 d 5 h'],
    [-1, 'ahead of this clock'],
    [Number.NaN, '?'],
  ])('have an age: %d ms is %s', (ms, text) => {
    expect(age(0, ms)).toBe(text);
  });

  test('have both in one', () => {
    expect(since(1_700_000_000_000, 1_700_000_060_000)).toBe('2023-11-14T22:13:20Z (1 min)');
  });
});

describe('a page', () => {
  const filled = (width: number, hasColour: boolean): string => {
    const page = newPage(width, hasColour);
    for (const text of nasty) {
      page.title(text);
      page.text(text, 2);
      page.field('name', text, { alarm: true });
    }
    page.table(
      [
        { head: 'ID', cut: 'Middle' },
        { head: 'WHAT', cut: 'End' },
        { head: 'AGE', cut: 'None' },
      ],
      nasty.map((text) => [text, text, '3 h 12 min']),
    );
    return page.print();
  };

  test.each([60, 80, 120])('is no wider than %d columns', (width) => {
    const widths = filled(width, false)
      .split('\n')
      .map((line) => Printed.columnsOf(line));
    expect(Math.max(...widths)).toBeLessThanOrEqual(width);
    expect(Math.max(...widths)).toBeGreaterThan(width - 12);
  });

  test('has colours only where there are some', () => {
    expect(filled(80, false)).not.toContain('\u001B');
    expect(filled(80, true)).toContain('\u001B[1;31m');
  });
});
