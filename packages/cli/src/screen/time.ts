/** An instant in UTC, to the second: `2026-11-21T07:09:12Z`. Units: milliseconds since the Unix epoch. */
export const iso = (ms: number): string => {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? `${ms} ms` : time.toISOString().replace(/\.\d{3}Z$/, 'Z');
};

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** How long ago an instant was, in the two greatest units: `3 h 12 min`. Units: milliseconds since the Unix epoch. */
export const age = (sinceMs: number, nowMs: number): string => {
  const ms = nowMs - sinceMs;
  if (!Number.isFinite(ms)) return '?';
  if (ms < 0) return 'ahead of this clock';
  if (ms < minuteMs) return `${Math.floor(ms / 1_000)} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < dayMs) return `${Math.floor(ms / hourMs)} h ${Math.floor((ms % hourMs) / minuteMs)} min`;
  return `${Math.floor(ms / dayMs)} d ${Math.floor((ms % dayMs) / hourMs)} h`;
};

/** An instant, and how long ago it was. */
export const since = (ms: number, nowMs: number): string => `${iso(ms)} (${age(ms, nowMs)})`;
