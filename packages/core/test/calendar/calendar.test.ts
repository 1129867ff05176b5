import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as Calendar from '../../src/calendar/calendar.js';
import { at, chaps, day, london } from '../portfolio/treasury.js';

describe('a calendar', () => {
  test.each([
    ['2026-12-24', true],
    ['2026-12-25', false],
    ['2026-12-26', false],
    ['2026-12-28', false],
    ['2026-12-29', true],
  ])('%s: works %s', (date, works) => {
    expect(Calendar.isOpen(chaps, day(date))).toStrictEqual(E.right(works));
  });

  test.each([
    ['2026-12-24', '2026-12-24'],
    ['2026-12-25', '2026-12-29'],
  ])('from %s on it works on %s', (from, open) => {
    expect(Calendar.openDayFrom(chaps, day(from))).toStrictEqual(E.right(open));
  });

  test('without the year that is asked for is not a calendar without holidays', () => {
    const missing = (year: number) => E.left({ _tag: 'YearMissing', calendar: 'CHAPS', year });
    expect(Calendar.isOpen(chaps, day('2027-01-04'))).toStrictEqual(missing(2_027));
    expect(Calendar.isOpen(chaps, day('2027-01-02'))).toStrictEqual(missing(2_027));
    const newYear = { ...chaps, holidays: new Map([[2026, [day('2026-12-31')]]]) };
    expect(Calendar.openDayFrom(newYear, day('2026-12-31'))).toStrictEqual(missing(2_027));
    expect(Calendar.instantOf({ calendar: chaps, day: day('2025-12-01'), time: at('12:00') })).toStrictEqual(
      missing(2_025),
    );
  });

  test.each<[string, Partial<Calendar.Calendar>]>([
    ['every day', { closed: [1, 2, 3, 4, 5, 6, 7] }],
    ['2027-01-01', { holidays: new Map([[2026, [day('2027-01-01')]]]) }],
    ['Europe/London', { zone: { ...london, changes: [] } }],
  ])('cannot be used, and says why: %s', (word, changes) => {
    const found = Calendar.check({ ...chaps, ...changes });
    expect(E.isLeft(found) && Calendar.errorText(found.left)).toContain(word);
  });

  test('that never opens ends in an error and not in a loop', () => {
    const years = Array.from({ length: 4 }, (_, more) => 2_026 + more);
    const never: Calendar.Calendar = {
      ...chaps,
      closed: [1, 2, 3, 4, 5, 6, 7],
      holidays: new Map(years.map((year) => [year, []])),
    };
    for (const found of [
      Calendar.openDayFrom(never, day('2026-01-01')),
      Calendar.opensAt({ calendar: never, opens: at('09:00'), closes: at('17:00') }, Date.UTC(2026, 1, 1)),
    ])
      expect(E.isLeft(found) && found.left._tag).toBe('InvalidCalendar');
  });
});

describe('a cut-off', () => {
  const cutOff = (date: string, time: string) =>
    Calendar.instantOf({ calendar: chaps, day: day(date), time: at(time) });

  test('is an instant', () => {
    expect(cutOff('2026-11-23', '17:30')).toStrictEqual(E.right(Date.UTC(2026, 10, 23, 17, 30)));
    expect(cutOff('2026-07-01', '17:30')).toStrictEqual(E.right(Date.UTC(2026, 6, 1, 16, 30)));
  });

  test('on a day on which nobody works is none', () => {
    expect(cutOff('2026-12-25', '17:30')).toStrictEqual(
      E.left({ _tag: 'ClosedDay', calendar: 'CHAPS', day: '2026-12-25' }),
    );
  });

  test('in an hour that is not, or is twice, is none', () => {
    const sundays = { ...chaps, closed: [] };
    const tag = (date: string) => {
      const found = Calendar.instantOf({ calendar: sundays, day: day(date), time: at('01:30') });
      return E.isLeft(found) && found.left._tag;
    };
    expect(tag('2026-03-29')).toBe('HourMissing');
    expect(tag('2026-10-25')).toBe('HourTwice');
  });
});

describe('hours', () => {
  const opens = (fromMs: number) =>
    Calendar.opensAt({ calendar: chaps, opens: at('08:00'), closes: at('17:00') }, fromMs);

  test.each([
    ['before it opens', Date.UTC(2026, 10, 23, 6), Date.UTC(2026, 10, 23, 8)],
    ['at once', Date.UTC(2026, 10, 23, 12, 1), Date.UTC(2026, 10, 23, 12, 1)],
    ['at its end: the next day', Date.UTC(2026, 10, 23, 17), Date.UTC(2026, 10, 24, 8)],
    ['over a weekend', Date.UTC(2026, 10, 20, 20), Date.UTC(2026, 10, 23, 8)],
    ['over holidays', Date.UTC(2026, 11, 24, 20), Date.UTC(2026, 11, 29, 8)],
    ['in summer time', Date.UTC(2026, 6, 1, 1), Date.UTC(2026, 6, 1, 7)],
  ])('%s', (_, fromMs, opensMs) => {
    expect(opens(fromMs)).toStrictEqual(E.right(opensMs));
  });

  test('beyond the data are an error', () => {
    const tag = (fromMs: number) => {
      const found = opens(fromMs);
      return E.isLeft(found) && found.left._tag;
    };
    expect(tag(Date.UTC(2026, 11, 31, 20))).toBe('YearMissing');
    expect(tag(Date.UTC(2040, 0, 1))).toBe('InvalidCalendar');
  });
});
