import type { Cut } from '../cut-point.js';
import type { Trap } from '../message.js';

/** Ends or stops this very process at a point that was named. */
export interface Knife {
  /** The process comes by a point. */
  readonly at: (cut: Cut) => void;
  readonly set: (trap: Trap) => void;
  readonly unset: (key: number) => void;
  /** The trap that waits at a point; `undefined`: none does, or not this time. */
  readonly waiting: (cut: Cut) => Trap | undefined;
}

interface Waiting {
  readonly trap: Trap;
  left: number;
}

/** A knife. `strike` is told just before the process ends or stops; it must have spoken when it returns. */
export const makeKnife = (strike: (cut: Cut, by: Trap['signal']) => void): Knife => {
  const traps = new Map<number, Waiting>();
  return {
    at: (cut) => {
      for (const one of traps.values()) {
        if (one.trap.cut !== cut) continue;
        one.left -= 1;
        if (one.left > 0) continue;
        traps.clear();
        strike(cut, one.trap.signal);
        if (one.trap.signal === 'FromOutside') return;
        // A process that signals itself is struck before this returns.
        process.kill(process.pid, one.trap.signal);
        return;
      }
    },
    set: (trap) => void traps.set(trap.key, { trap, left: trap.nth }),
    unset: (key) => void traps.delete(key),
    waiting: (cut) => [...traps.values()].find(({ trap, left }) => trap.cut === cut && left === 1)?.trap,
  };
};
