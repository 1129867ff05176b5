import { type Violation, check } from './check.js';
import { type Fault, kindsOf } from './fault.js';
import { exactly } from './plague.js';
import { type History, type Setup, simulate } from './simulate.js';

/** A run that broke a promise, with the faults that make it happen again. */
export interface Failure {
  readonly faults: ReadonlyArray<Fault>;
  readonly violations: ReadonlyArray<Violation>;
}

/** What an enumeration came to. */
export interface Tally {
  readonly schedules: number;
  readonly steps: number;
  readonly failures: ReadonlyArray<Failure>;
}

const failuresKept = 20;

/**
 * Runs every schedule with up to `depth` faults: at every cut point that a run comes to, every fault that can strike
 * there; and for each of those runs, at every later cut point, every fault again.
 *
 * Cut points are those of the run itself, so that what only happens after a fault is reached as well.
 */
export const enumerate = (makeSetup: () => Setup, depth: number, stopAtFirst = false): Tally => {
  let schedules = 0;
  let steps = 0;
  const failures: Array<Failure> = [];
  const explore = (faults: ReadonlyArray<Fault>): void => {
    if (stopAtFirst && failures.length > 0) return;
    const setup = makeSetup();
    const history: History = simulate(setup, exactly(faults));
    schedules += 1;
    steps += history.steps;
    const violations = check(setup, history);
    if (violations.length > 0 && failures.length < failuresKept) failures.push({ faults, violations });
    if (faults.length >= depth) return;
    const from = (faults.at(-1)?.at ?? -1) + 1;
    for (let at = from; at < history.points.length; at += 1) {
      const point = history.points[at];
      if (point !== undefined) for (const kind of kindsOf(point)) explore([...faults, { at, kind }]);
    }
  };
  explore([]);
  return { schedules, steps, failures };
};
