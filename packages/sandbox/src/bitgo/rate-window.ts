import type { Switches } from './switches.js';

/** Counts the requests of each token in a window that moves with time. */
export interface RateWindow {
  /** May this account make a request now? A refused one does not count. */
  readonly admits: (account: string, nowMs: number) => boolean;
}

/** A window in which nothing was counted. */
export const make = ({ rateMax, rateWindowMs }: Switches): RateWindow => {
  const seen = new Map<string, number[]>();
  const admits = (account: string, nowMs: number): boolean => {
    if (rateMax === 0) return true;
    const timesMs = seen.get(account) ?? [];
    seen.set(account, timesMs);
    while (timesMs[0] !== undefined && timesMs[0] <= nowMs - rateWindowMs) timesMs.shift();
    if (timesMs.length >= rateMax) return false;
    timesMs.push(nowMs);
    return true;
  };
  return { admits };
};
