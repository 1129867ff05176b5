import * as E from 'fp-ts/lib/Either.js';
import * as LocalTime from './local-time.js';
import * as Zone from './zone.js';

/**
 * On which days a rail or a desk works, as data that the caller supplies: its place, its week, and its holidays year by year.
 *
 * A year that is not in it is not a year without holidays; it is an error.
 */
export interface Calendar {
  readonly name: string;
  readonly zone: Zone.Zone;
  /** The days of the week on which it is closed. */
  readonly closed: ReadonlyArray<LocalTime.Weekday>;
  /** The holidays of every year that is known. */
  readonly holidays: ReadonlyMap<number, ReadonlyArray<LocalTime.LocalDate>>;
}

/** The calendar cannot answer. No money is concerned. */
export type CalendarError =
  /** It does not have the year that was asked for. */
  | { readonly _tag: 'YearMissing'; readonly calendar: string; readonly year: number }
  /** It is closed every day of the week, a holiday stands under another year, or its zone cannot be used. */
  | { readonly _tag: 'InvalidCalendar'; readonly calendar: string; readonly what: string };

/** A time of the day by which something has to be there, on a day that was named. */
export interface CutOff {
  readonly calendar: Calendar;
  readonly day: LocalTime.LocalDate;
  readonly time: LocalTime.LocalTime;
}

/** The calendar is closed on the day that was named. No money is concerned; name a day on which it works. */
export interface ClosedDay {
  readonly _tag: 'ClosedDay';
  readonly calendar: string;
  readonly day: LocalTime.LocalDate;
}

/** Whether the data can be used. Errors: `InvalidCalendar`; no money is concerned. */
export const check = (calendar: Calendar): E.Either<CalendarError, Calendar> => {
  const wrong = (what: string): E.Either<CalendarError, Calendar> =>
    E.left({ _tag: 'InvalidCalendar', calendar: calendar.name, what });
  const zone = Zone.check(calendar.zone);
  if (E.isLeft(zone)) return wrong(`its zone ${zone.left.zone} cannot be used: ${zone.left.what}`);
  if (new Set(calendar.closed).size > 6) return wrong('it is closed on every day of the week');
  for (const [year, days] of calendar.holidays) {
    const stray = days.find((day) => LocalTime.yearOf(day) !== year);
    if (stray !== undefined) return wrong(`the holiday ${stray} stands under the year ${year}`);
  }
  return E.right(calendar);
};

/** Whether it works on a day. Errors: `YearMissing`; no money is concerned. */
export const isOpen = (calendar: Calendar, day: LocalTime.LocalDate): E.Either<CalendarError, boolean> => {
  const year = LocalTime.yearOf(day);
  const holidays = calendar.holidays.get(year);
  if (holidays === undefined) return E.left({ _tag: 'YearMissing', calendar: calendar.name, year });
  return E.right(!calendar.closed.includes(LocalTime.weekdayOf(day)) && !holidays.includes(day));
};

/**
 * The instant of a cut-off.
 *
 * Errors: `ClosedDay`, every tag of `CalendarError` and of `NoInstant`; no money is concerned.
 *
 * @example
 * ```ts
 * import { Calendar, LocalTime, Zone } from '@legwork/core';
 * import * as E from 'fp-ts/lib/Either.js';
 * const day = LocalTime.date('2026-12-25');
 * const time = LocalTime.time('17:30');
 * if (E.isLeft(day) || E.isLeft(time)) throw new Error('both exist');
 * const holidays = new Map([[2026, [day.right]]]);
 * const calendar: Calendar.Calendar = { name: 'wires', zone: Zone.utc, closed: [6, 7], holidays };
 * const cutOff = { calendar, day: day.right, time: time.right };
 * Calendar.instantOf(cutOff); // => left({ _tag: 'ClosedDay', calendar: 'wires', day: '2026-12-25' })
 * ```
 */
export const instantOf = ({
  calendar,
  day,
  time,
}: CutOff): E.Either<CalendarError | ClosedDay | Zone.NoInstant, number> => {
  const open = isOpen(calendar, day);
  if (E.isLeft(open)) return open;
  return open.right
    ? Zone.instantOf(calendar.zone, day, time)
    : E.left({ _tag: 'ClosedDay', calendar: calendar.name, day });
};

/** When somebody can act: on the days of a calendar, from one time to another later on the same day. */
export interface Hours {
  readonly calendar: Calendar;
  readonly opens: LocalTime.LocalTime;
  readonly closes: LocalTime.LocalTime;
}

const daysMax = 400;

/**
 * The first instant at which somebody with these hours can act, not before `fromMs`.
 *
 * Errors: every tag of `CalendarError` and of `NoInstant`; no money is concerned.
 */
export const opensAt = (
  { calendar, opens, closes }: Hours,
  fromMs: number,
): E.Either<CalendarError | Zone.NoInstant, number> => {
  const first = Zone.dayAt(calendar.zone, fromMs);
  if (first === undefined) return never(calendar, 'its zone does not go as far as this instant');
  let day = first;
  for (let days = 0; days < daysMax; days += 1) {
    const open = isOpen(calendar, day);
    if (E.isLeft(open)) return open;
    if (open.right) {
      const from = Zone.instantOf(calendar.zone, day, opens);
      if (E.isLeft(from)) return from;
      const until = Zone.instantOf(calendar.zone, day, closes);
      if (E.isLeft(until)) return until;
      if (fromMs < until.right) return E.right(Math.max(fromMs, from.right));
    }
    day = LocalTime.next(day);
  }
  return never(calendar, `it does not open within ${daysMax} days`);
};

const never = ({ name }: Calendar, what: string): E.Either<CalendarError, never> =>
  E.left({ _tag: 'InvalidCalendar', calendar: name, what });

/**
 * The first day on which it works, from a day on; that day itself if it works then.
 *
 * Errors: `YearMissing`, and `InvalidCalendar` when it works on no day for more than a year; no money is concerned.
 */
export const openDayFrom = (
  calendar: Calendar,
  from: LocalTime.LocalDate,
): E.Either<CalendarError, LocalTime.LocalDate> => {
  let day = from;
  for (let days = 0; days < daysMax; days += 1) {
    const open = isOpen(calendar, day);
    if (E.isLeft(open)) return open;
    if (open.right) return E.right(day);
    day = LocalTime.next(day);
  }
  return never(calendar, `it does not open within ${daysMax} days`);
};

/** An error of a calendar or a zone in a clause, for people. */
export const errorText = (error: CalendarError | ClosedDay | Zone.NoInstant): string => {
  switch (error._tag) {
    case 'YearMissing':
      return `the calendar ${error.calendar} does not have the year ${error.year}`;
    case 'InvalidCalendar':
      return `the calendar ${error.calendar} cannot be used: ${error.what}`;
    case 'ClosedDay':
      return `the calendar ${error.calendar} is closed on ${error.day}`;
    case 'HourMissing':
      return `${error.time} on ${error.day} never is in ${error.zone}: clocks are put forward over it`;
    case 'HourTwice':
      return `${error.time} on ${error.day} is twice in ${error.zone}: clocks are put back over it`;
    case 'ZoneSaysNothing':
      return `the data of the zone ${error.zone} does not go as far as ${error.day}`;
  }
};
