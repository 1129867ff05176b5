import * as O from 'fp-ts/lib/Option.js';
import type { Order } from '../engine/event.js';

/** A way to tell a run something while it is under way. What is told takes effect before the next send. */
export interface Control {
  /** Tells the run to withdraw or to halt. A second order replaces one that was not heard yet, unless that is a halt. */
  readonly tell: (order: Order) => void;
  /** What was told and not heard yet. */
  readonly pending: () => O.Option<Order>;
  /** Takes what was told. */
  readonly take: () => O.Option<Order>;
  /** Has the run read again soon, because something is said to have happened. It changes nothing by itself (contract T4). */
  readonly nudge: () => void;
  /** Whether the run was nudged since this was last asked. */
  readonly takeNudge: () => boolean;
  /** Whether anything was told, or the run was nudged, and it has not heard yet. */
  readonly hasNews: () => boolean;
  /** Calls back when something is told; one listener at a time. */
  readonly listen: (wake: () => void) => void;
}

/** A control that nothing was told to yet. */
export const makeControl = (): Control => {
  let told: O.Option<Order> = O.none;
  let nudged = false;
  let listener: () => void = () => undefined;
  return {
    tell: (order) => {
      if (O.isNone(told) || told.value._tag !== 'Halt') told = O.some(order);
      listener();
    },
    pending: () => told,
    take: () => {
      const order = told;
      told = O.none;
      return order;
    },
    nudge: () => {
      nudged = true;
      listener();
    },
    takeNudge: () => {
      const was = nudged;
      nudged = false;
      return was;
    },
    hasNews: () => nudged || O.isSome(told),
    listen: (wake) => {
      listener = wake;
    },
  };
};
