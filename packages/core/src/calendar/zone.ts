import * as E from 'fp-ts/lib/Either.js';
import { type LocalDate, type LocalTime, asIfUtcMs, dateOfDayNumber, dayMs } from './local-time.js';

/**
 * The clock changes of a place, as data that the caller supplies: nothing here knows a time zone, or which version of which
 * data base is installed.
 */
export interface Zone {
  /** For people and errors, such as `Europe/London`. */
  readonly name: string;
  /** Every offset with the instant from which it holds, oldest first. The first is as far back as the data goes. */
  readonly changes: ReadonlyArray<ZoneChange>;
  /** From when on the data says nothing. Units: milliseconds since the Unix epoch. */
  readonly untilUtcMs: number;
}

/** One change of the clock. */
export interface ZoneChange {
  /** Units: milliseconds since the Unix epoch. */
  readonly fromUtcMs: number;
  /** What local clocks are ahead of UTC. Units: minutes, whole, between -1,080 and 1,080. */
  readonly offsetMinutes: number;
}

/**
 * A time on the wall cannot be turned into an instant. No money is concerned; name another time.
 *
 * `HourMissing`: clocks are put forward over it, so it never is. `HourTwice`: clocks are put back over it, so it is twice.
 * `ZoneSaysNothing`: the zone's data does not go that far.
 */
export interface NoInstant {
  readonly _tag: 'HourMissing' | 'HourTwice' | 'ZoneSaysNothing';
  readonly zone: string;
  readonly day: LocalDate;
  readonly time: LocalTime;
}

/** The zone's data cannot be used. No money is concerned. */
export interface InvalidZone {
  readonly _tag: 'InvalidZone';
  readonly zone: string;
  /** In a sentence. */
  readonly what: string;
}

const minuteMs = 60_000;
const offsetMax = 1_080;

/** The years 0 to 9999, which is as far as days are named. Units: milliseconds since the Unix epoch. */
const firstMs = -62_167_219_200_000;
const endMs = 253_402_300_800_000;

/** Coordinated universal time, for the years 0 to 9999. */
export const utc: Zone = {
  name: 'UTC',
  changes: [{ fromUtcMs: firstMs, offsetMinutes: 0 }],
  untilUtcMs: endMs,
};

/** Whether it is an instant that a day can be named for: a whole number of milliseconds in the years 0 to 9999. */
export const isInstant = (utcMs: number): boolean =>
  Number.isInteger(utcMs) && utcMs >= firstMs && utcMs < endMs;

/** Whether the data can be used. Errors: `InvalidZone`; no money is concerned. */
export const check = (zone: Zone): E.Either<InvalidZone, Zone> => {
  const wrong = (what: string): E.Either<InvalidZone, Zone> =>
    E.left({ _tag: 'InvalidZone', zone: zone.name, what });
  if (zone.changes.length === 0) return wrong('the zone has no offset at all');
  if (!isInstant(zone.untilUtcMs - 1)) return wrong('its end is not an instant of the years 0 to 9999');
  for (const [at, { fromUtcMs, offsetMinutes }] of zone.changes.entries()) {
    if (!isInstant(fromUtcMs)) return wrong('a change is not at an instant of the years 0 to 9999');
    if (!Number.isInteger(offsetMinutes) || Math.abs(offsetMinutes) > offsetMax)
      return wrong('an offset is not a whole number of minutes within 18 hours');
    if (fromUtcMs >= endOf(zone, at)) return wrong('its changes are not in the order of time');
  }
  return E.right(zone);
};

/**
 * The instant at which local clocks show this time on this day.
 *
 * Errors: every tag of `NoInstant`; which instant is meant is never guessed. No money is concerned.
 *
 * @example
 * ```ts
 * import { LocalTime, Zone } from '@legwork/core';
 * import * as E from 'fp-ts/lib/Either.js';
 * const day = LocalTime.date('2026-11-21');
 * const noon = LocalTime.time('12:00');
 * if (E.isLeft(day) || E.isLeft(noon)) throw new Error('both exist');
 * Zone.instantOf(Zone.utc, day.right, noon.right); // => right(1795262400000)
 * ```
 */
export const instantOf = (zone: Zone, day: LocalDate, time: LocalTime): E.Either<NoInstant, number> => {
  const wallMs = asIfUtcMs(day, time);
  const no = (_tag: NoInstant['_tag']): E.Either<NoInstant, number> =>
    E.left({ _tag, zone: zone.name, day, time });
  const found = zone.changes.flatMap(({ fromUtcMs, offsetMinutes }, at) => {
    const instantMs = wallMs - offsetMinutes * minuteMs;
    return instantMs >= fromUtcMs && instantMs < endOf(zone, at) ? [instantMs] : [];
  });
  const [instantMs, second] = found;
  if (second !== undefined) return no('HourTwice');
  if (instantMs !== undefined) return E.right(instantMs);
  return no(isBeyond(zone, wallMs) ? 'ZoneSaysNothing' : 'HourMissing');
};

/** The day that local calendars show at an instant. Errors: `undefined` when the data does not go that far. */
export const dayAt = (zone: Zone, utcMs: number): LocalDate | undefined => {
  const change = zone.changes.find(({ fromUtcMs }, at) => utcMs >= fromUtcMs && utcMs < endOf(zone, at));
  return change === undefined
    ? undefined
    : dateOfDayNumber(Math.floor((utcMs + change.offsetMinutes * minuteMs) / dayMs));
};

const endOf = ({ changes, untilUtcMs }: Zone, at: number): number => changes[at + 1]?.fromUtcMs ?? untilUtcMs;

const isBeyond = ({ changes, untilUtcMs }: Zone, wallMs: number): boolean => {
  const [first, last] = [changes[0], changes.at(-1)];
  if (first === undefined || last === undefined) return true;
  return (
    wallMs < first.fromUtcMs + first.offsetMinutes * minuteMs ||
    wallMs >= untilUtcMs + last.offsetMinutes * minuteMs
  );
};
