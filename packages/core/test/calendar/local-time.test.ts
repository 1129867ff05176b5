import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import * as LocalTime from '../../src/calendar/local-time.js';
import { right } from '../fixture/must.js';

const days = fc.integer({ min: -719_528, max: 2_932_896 });

describe('a local date', () => {
  test.each(['0000-01-01', '0099-12-31', '1969-12-31', '2000-02-29', '2028-02-29', '9999-12-31'])(
    'that exists is read: %s',
    (text) => {
      expect(LocalTime.date(text)).toStrictEqual(E.right(text));
    },
  );

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-30',
    '26-04-30',
    '2026-04-30Z',
    '',
  ])('that does not exist is refused: "%s"', (text) => {
    expect(LocalTime.date(text)).toStrictEqual(E.left({ _tag: 'InvalidDate', text }));
  });

  test('goes to a day number and back, over ten thousand years', () => {
    fc.assert(
      fc.property(days, (number) => {
        const day = LocalTime.dateOfDayNumber(number);
        expect(LocalTime.dayNumber(day)).toBe(number);
        expect(right(LocalTime.date(day))).toBe(day);
      }),
    );
  });

  test('has a next one, the day of the week after', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_895 }), (number) => {
        const day = LocalTime.dateOfDayNumber(number);
        const after = LocalTime.next(day);
        expect(LocalTime.dayNumber(after)).toBe(number + 1);
        expect(LocalTime.weekdayOf(after)).toBe((LocalTime.weekdayOf(day) % 7) + 1);
      }),
    );
  });

  test('knows its weekday', () => {
    const known = ['1970-01-01', '2026-11-21', '2026-11-22', '2026-11-23', '1969-12-31'];
    expect(known.map((text) => LocalTime.weekdayOf(right(LocalTime.date(text))))).toStrictEqual([
      4, 6, 7, 1, 3,
    ]);
  });
});

describe('a local time', () => {
  test.each(['00:00', '09:05', '23:59'])('of the day is read: %s', (text) => {
    expect(LocalTime.time(text)).toStrictEqual(E.right(text));
  });
  test.each(['24:00', '12:60', '9:00', '12:00:00', '', '12.00'])('of no day is refused: "%s"', (text) => {
    expect(LocalTime.time(text)).toStrictEqual(E.left({ _tag: 'InvalidTime', text }));
  });
});
