/** A time by which something is to be over. */
export interface Deadline {
  readonly atMs: number;
  /** What happens then; `undefined` once it happened, or need not any more. */
  overdue: (() => void) | undefined;
}

/** Deadlines that all last equally long. They share one timer, which does not keep the process alive. */
export interface Deadlines {
  /** From now on. */
  readonly begin: (overdue: () => void) => Deadline;
  readonly cancel: (deadline: Deadline) => void;
}

/** How many that need not happen any more are kept, if they are not more than the others. */
const cancelledMax = 64;

/**
 * Deadlines of so many milliseconds. A timer of its own for each of thousands of calls a second costs more than the rest of
 * what is kept about a call; and of those that last equally long the first begun is the first to end.
 */
export const deadlines = (ms: number): Deadlines => {
  let all: Array<Deadline> = [];
  let cancelled = 0;
  let isArmed = false;
  const arm = (waitMs: number): void => {
    isArmed = true;
    setTimeout(ring, Math.max(1, Math.ceil(waitMs))).unref();
  };
  const ring = (): void => {
    isArmed = false;
    const nowMs = performance.now();
    const due = all.filter(({ atMs }) => atMs <= nowMs);
    all = all.filter(({ atMs, overdue }) => atMs > nowMs && overdue !== undefined);
    cancelled = 0;
    const [first] = all;
    if (first !== undefined) arm(first.atMs - nowMs);
    for (const deadline of due) {
      const { overdue } = deadline;
      deadline.overdue = undefined;
      overdue?.();
    }
  };
  return {
    begin: (overdue) => {
      const deadline = { atMs: performance.now() + ms, overdue };
      all.push(deadline);
      if (!isArmed) arm(ms);
      return deadline;
    },
    cancel: (deadline) => {
      if (deadline.overdue === undefined) return;
      deadline.overdue = undefined;
      cancelled += 1;
      if (cancelled <= cancelledMax || cancelled * 2 <= all.length) return;
      all = all.filter((one) => one.overdue !== undefined);
      cancelled = 0;
    },
  };
};
