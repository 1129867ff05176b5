import { isInstant } from '../calendar/zone.js';

/** An instant for people, to the minute, such as `2026-11-21 17:30 UTC`. Units: milliseconds since the Unix epoch. */
export const instantText = (utcMs: number): string =>
  isInstant(utcMs)
    ? `${new Date(utcMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
    : 'an instant beyond our years';

/** A stretch of time for people, in its two greatest units, rounded down: `2 h 05 min`. Units: milliseconds. */
export const stretchText = (ms: number): string => {
  if (!Number.isFinite(ms)) return 'for ever';
  const seconds = Math.floor(Math.abs(ms) / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
};
