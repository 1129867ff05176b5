import type { Cut } from '../cut-point.js';
import type { Trap } from '../message.js';

/** Ends or stops this very process at a point that was named. */
export interface Knife {
  /** The process comes by a point. */
  readonly at: (cut: Cut) => void;
  readonly set: (trap: Trap) => void;
  readonly unset: () => void;
  /** The trap that waits at a point; `undefined`: none does, or not this time. */
  readonly waiting: (cut: Cut) => Trap | undefined;
}

/** A knife. `strike` is told just before the process ends or stops; it must have spoken when it returns. */
export const makeKnife = (strike: (cut: Cut) => void): Knife => {
  let trap: Trap | undefined;
  let left = 0;
  return {
    at: (cut) => {
      if (trap?.cut !== cut) return;
      left -= 1;
      if (left > 0) return;
      const { signal } = trap;
      trap = undefined;
      strike(cut);
      // A process that signals itself is struck before this returns.
      process.kill(process.pid, signal);
    },
    set: (next) => {
      trap = next;
      left = next.nth;
    },
    unset: () => {
      trap = undefined;
    },
    waiting: (cut) => (trap?.cut === cut && left === 1 ? trap : undefined),
  };
};
