import type { Clock } from '@legwork/core';

/** A clock that moves only when told, and knows who is still waiting on it. */
export interface FakeClock extends Clock {
  readonly advance: (ms: number) => Promise<void>;
  readonly setWall: (ms: number) => void;
  readonly sleepers: () => number;
}

export const fakeClock = (wallMs = 1_700_000_000_000): FakeClock => {
  let nowMs = 0;
  let offsetMs = wallMs;
  const sleeping = new Map<object, { readonly atMs: number; readonly end: () => void }>();
  const due = (untilMs: number) =>
    [...sleeping].filter(([, { atMs }]) => atMs <= untilMs).toSorted(([, a], [, b]) => a.atMs - b.atMs)[0];
  return {
    monotonicMs: () => nowMs,
    wallMs: () => nowMs + offsetMs,
    setWall: (ms) => {
      offsetMs = ms - nowMs;
    },
    sleep: (ms) => {
      const key = {};
      let end = (): void => {};
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      const wake = (): void => {
        sleeping.delete(key);
        end();
      };
      if (ms > 0) sleeping.set(key, { atMs: nowMs + ms, end: wake });
      else end();
      return { done: () => over, wake };
    },
    advance: async (ms) => {
      const untilMs = nowMs + ms;
      // Whoever can go on now begins its wait now, not at the end.
      await settled();
      for (let next = due(untilMs); next !== undefined; next = due(untilMs)) {
        nowMs = Math.max(nowMs, next[1].atMs);
        next[1].end();
        // oxlint-disable-next-line no-await-in-loop -- whoever woke goes first
        await settled();
      }
      nowMs = untilMs;
      await settled();
    },
    sleepers: () => sleeping.size,
  };
};

/** Resolves once every promise that can go on has gone on. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
