import * as E from 'fp-ts/lib/Either.js';
import { type Brand, checked } from '../noun/brand.js';

/** A day of the civil calendar, as `2026-11-21`; the same text is the same day. */
export type LocalDate = Brand<'LocalDate'>;

/** A time of the day on the wall, as `17:30`. */
export type LocalTime = Brand<'LocalTime'>;

/** The text is not a day that exists, or not a time of the day. No money is concerned. */
export interface InvalidLocal {
  readonly _tag: 'InvalidDate' | 'InvalidTime';
  readonly text: string;
}

/** How long a day is that no clock change falls into. Units: milliseconds. */
export const dayMs = 86_400_000;

const minuteMs = 60_000;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * Reads a day. Errors: `InvalidDate`, also for a day that its month does not have; no money is concerned.
 *
 * @example
 * ```ts
 * import { LocalTime } from '@legwork/core';
 * LocalTime.date('2028-02-29'); // => right('2028-02-29')
 * LocalTime.date('2026-02-29'); // => left({ _tag: 'InvalidDate', text: '2026-02-29' })
 * ```
 */
export const date = (text: string): E.Either<InvalidLocal, LocalDate> => {
  const found = datePattern.exec(text);
  // A day that does not exist is moved on by the calendar, and then reads otherwise.
  const isDay = found !== null && dateOfDayNumber(dayNumberOf(found)) === text;
  return isDay ? E.right(checked(text)) : E.left({ _tag: 'InvalidDate', text });
};

/** Reads a time of the day. Errors: `InvalidTime`; no money is concerned. */
export const time = (text: string): E.Either<InvalidLocal, LocalTime> =>
  timePattern.test(text) ? E.right(checked(text)) : E.left({ _tag: 'InvalidTime', text });

/** The days since 1970-01-01. */
export const dayNumber = (day: LocalDate): number => {
  const found = datePattern.exec(day);
  return found === null ? 0 : dayNumberOf(found);
};

const dayNumberOf = ([, year, month, day]: RegExpExecArray): number => {
  // Years before 100 are taken for those of the last century otherwise.
  const instant = new Date(0);
  instant.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return instant.getTime() / dayMs;
};

/** The day so many days after 1970-01-01, for the years 0 to 9999. */
export const dateOfDayNumber = (days: number): LocalDate =>
  checked(new Date(days * dayMs).toISOString().slice(0, 10));

/** The day after. */
export const next = (day: LocalDate): LocalDate => dateOfDayNumber(dayNumber(day) + 1);

/** The year of a day. */
export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));

/** A day of the week; 1 is Monday and 7 is Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const weekdays = [4, 5, 6, 7, 1, 2, 3] as const;

/** The day of the week. */
export const weekdayOf = (day: LocalDate): Weekday => weekdays[((dayNumber(day) % 7) + 7) % 7] ?? 4;

/** A day and a time as milliseconds, as if they were of UTC. */
export const asIfUtcMs = (day: LocalDate, at: LocalTime): number =>
  dayNumber(day) * dayMs + (Number(at.slice(0, 2)) * 60 + Number(at.slice(3))) * minuteMs;
