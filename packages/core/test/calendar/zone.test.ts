import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import * as LocalTime from '../../src/calendar/local-time.js';
import * as Zone from '../../src/calendar/zone.js';
import { right } from '../fixture/must.js';
import { at, day, london } from '../portfolio/treasury.js';

const clock = (utcMs: number): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(utcMs);

describe('an instant of a local time', () => {
  test.each([
    ['2026-03-29', '00:59', Date.UTC(2026, 2, 29, 0, 59)],
    ['2026-03-29', '02:00', Date.UTC(2026, 2, 29, 1, 0)],
    ['2026-10-25', '00:59', Date.UTC(2026, 9, 24, 23, 59)],
    ['2026-10-25', '02:00', Date.UTC(2026, 9, 25, 2, 0)],
    ['2026-07-01', '17:30', Date.UTC(2026, 6, 1, 16, 30)],
  ])('%s %s', (date, time, utcMs) => {
    expect(Zone.instantOf(london, day(date), at(time))).toStrictEqual(E.right(utcMs));
  });

  test.each([
    ['HourMissing', '2026-03-29', '01:00'],
    ['HourMissing', '2026-03-29', '01:59'],
    ['HourTwice', '2026-10-25', '01:00'],
    ['HourTwice', '2026-10-25', '01:59'],
    ['ZoneSaysNothing', '2025-10-26', '00:59'],
    ['ZoneSaysNothing', '2027-03-28', '01:00'],
    ['ZoneSaysNothing', '2031-01-01', '12:00'],
  ])('%s: %s %s is never guessed', (_tag, date, time) => {
    const asked = { zone: 'Europe/London', day: day(date), time: at(time) };
    expect(Zone.instantOf(london, asked.day, asked.time)).toStrictEqual(E.left({ _tag, ...asked }));
  });

  test('is the one at which the clocks of the place show it, minute by minute over a year', () => {
    const minute = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minute, (minutes) => {
        const utcMs = minutes * 60_000;
        const [date = '', time = ''] = clock(utcMs).split(' ');
        const found = Zone.instantOf(london, day(date), at(time));
        const isTwice = utcMs >= Date.UTC(2026, 9, 25, 0) && utcMs < Date.UTC(2026, 9, 25, 2);
        expect(E.isRight(found) ? found.right : found.left._tag).toBe(isTwice ? 'HourTwice' : utcMs);
        expect(Zone.dayAt(london, utcMs)).toBe(date);
      }),
      { numRuns: 2_000 },
    );
  });

  test('whatever the changes are: it is the only instant that reads so, or there is none or two', () => {
    const gaps = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: -1_080, max: 1_080 })),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 15_000 }), (steps, minutes) => {
        let from = 0;
        const changes = steps.map(([gap, offsetMinutes]) => {
          const change = { fromUtcMs: from * 60_000, offsetMinutes };
          from += gap;
          return change;
        });
        const zone = right(Zone.check({ name: 'X', changes, untilUtcMs: from * 60_000 }));
        const wall = new Date(minutes * 60_000).toISOString();
        const [date, time] = [day(wall.slice(0, 10)), at(wall.slice(11, 16))];
        const instants = Array.from({ length: from }, (_, at_) => at_).filter((utc) => {
          const change = changes.findLast((one) => one.fromUtcMs <= utc * 60_000);
          return change !== undefined && utc + change.offsetMinutes === minutes;
        });
        const found = Zone.instantOf(zone, date, time);
        const [first, second] = instants.map((utc) => utc * 60_000);
        const known = E.isRight(found) ? found.right : found.left._tag;
        const beyond = known === 'ZoneSaysNothing' ? known : 'HourMissing';
        expect(known).toBe(second === undefined ? (first ?? beyond) : 'HourTwice');
      }),
    );
  });
});

describe('the data of a zone', () => {
  const change = (fromUtcMs: number, offsetMinutes: number): Zone.ZoneChange => ({
    fromUtcMs,
    offsetMinutes,
  });
  test.each<[string, Partial<Zone.Zone>]>([
    ['no offset', { changes: [] }],
    ['order', { changes: [change(2, 0), change(1, 0)] }],
    ['order', { changes: [change(1, 0), change(1, 60)] }],
    ['order', { changes: [change(20, 0)] }],
    ['minutes', { changes: [change(1, 0.5)] }],
    ['minutes', { changes: [change(1, 1_081)] }],
    ['instant', { changes: [change(Number.NaN, 0)] }],
    ['instant', { changes: [change(-9e15, 0)] }],
    ['end', { untilUtcMs: 9e15 }],
  ])('cannot be used: %s', (word, changes) => {
    const found = Zone.check({ name: 'X', changes: [change(1, 0)], untilUtcMs: 20, ...changes });
    expect(E.isLeft(found) && found.left.what).toContain(word);
  });

  test('can be used', () => {
    expect(right(Zone.check(london))).toBe(london);
    expect(right(Zone.check(Zone.utc))).toBe(Zone.utc);
    expect(Zone.instantOf(Zone.utc, day('1970-01-01'), at('00:00'))).toStrictEqual(E.right(0));
    expect(Zone.dayAt(Zone.utc, -1)).toBe('1969-12-31');
    expect(Zone.dayAt(london, Date.UTC(2020, 1, 1))).toBeUndefined();
    expect(LocalTime.yearOf(day('2026-11-21'))).toBe(2_026);
  });
});
