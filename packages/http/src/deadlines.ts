/** A time by which something is to be over. */
export interface Deadline {
  readonly atMs: number;
  /** What happens then; `undefined` once it happened, or need not any more. */
  overdue: (() => void) | undefined;
  earlier: Deadline | undefined;
  later: Deadline | undefined;
}

/** Deadlines that all last equally long. They share one timer, which does not keep the process alive. */
export interface Deadlines {
  /** From now on. */
  readonly begin: (overdue: () => void) => Deadline;
  readonly cancel: (deadline: Deadline) => void;
}

/**
 * Deadlines of so many milliseconds. A timer of its own for each of thousands of calls a second costs more than the rest of
 * what is kept about a call; and of those that last equally long the first begun is the first to end.
 *
 * One that is cancelled is let go at once, both ways: kept even for a few calls, it lives long enough to be taken for
 * something that stays, and what it points at with it, which cost the collector an eighth of all time.
 */
export const deadlines = (ms: number): Deadlines => {
  let first: Deadline | undefined;
  let last: Deadline | undefined;
  let isArmed = false;

  const letGo = (deadline: Deadline): void => {
    const { earlier, later } = deadline;
    if (earlier === undefined) first = later;
    else earlier.later = later;
    if (later === undefined) last = earlier;
    else later.earlier = earlier;
    deadline.overdue = undefined;
    deadline.earlier = undefined;
    deadline.later = undefined;
  };
  const arm = (waitMs: number): void => {
    isArmed = true;
    setTimeout(ring, Math.max(1, Math.ceil(waitMs))).unref();
  };
  const ring = (): void => {
    isArmed = false;
    const nowMs = performance.now();
    for (let due = first; due !== undefined && due.atMs <= nowMs; due = first) {
      const { overdue } = due;
      letGo(due);
      overdue?.();
    }
    if (first !== undefined && !isArmed) arm(first.atMs - nowMs);
  };

  return {
    begin: (overdue) => {
      const deadline: Deadline = { atMs: performance.now() + ms, overdue, earlier: last, later: undefined };
      if (last === undefined) first = deadline;
      else last.later = deadline;
      last = deadline;
      if (!isArmed) arm(ms);
      return deadline;
    },
    cancel: (deadline) => {
      if (deadline.overdue !== undefined) letGo(deadline);
    },
  };
};
