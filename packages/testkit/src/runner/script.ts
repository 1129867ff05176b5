import type { MandateId, NotBegun, Report, Turn } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { firstOf, mandateOf } from '../journal/paper-mandate.js';

/** What a job does when it is opened, and at each turn of it. Both count from 1, over all its openings and turns. */
export interface Script {
  /** How the opening fails; `none`: it does not. It may throw as well, and so may a turn. */
  readonly open: (opening: number) => O.Option<NotBegun>;
  readonly turn: (turn: number) => Step;
}

/** What one turn comes to, after so long. Units: milliseconds. */
export interface Step {
  readonly afterMs: number;
  readonly comesTo: { readonly _tag: 'Waits'; readonly ms: number } | { readonly _tag: Ended };
}

type Ended = 'Done' | 'NeedsPerson' | 'TakenOver' | 'JournalLost';

/** A step at once. */
export const step = (comesTo: Step['comesTo'], afterMs = 0): Step => ({ afterMs, comesTo });

/** A job of these turns; the last one is repeated. */
export const turnsOf = (
  steps: readonly [Step, ...ReadonlyArray<Step>],
  open: Script['open'] = () => O.none,
): Script => ({
  open,
  turn: (turn) => steps[Math.min(turn, steps.length) - 1] ?? steps[0],
});

/** A job that is over at its first turn. */
export const brief: Script = turnsOf([step({ _tag: 'Done' })]);

const unlikely = { settlement: O.none, status: O.none, halted: O.none } as const;

/** What a person has to know of the job that needs one. */
export const known = 'the reply of the suite is missing';
export const wouldResolve = 'the books of the suite';

/** The turn that a step comes to, for the job of that id. */
export const turnOf = (mandate: MandateId, comesTo: Step['comesTo'], nowMs: number): Turn => {
  switch (comesTo._tag) {
    case 'Waits':
      return { _tag: 'Waits', untilMs: nowMs + comesTo.ms };
    case 'Done':
      return over({ mandate, because: 'Complete', lines: [], ...unlikely });
    case 'TakenOver':
    case 'JournalLost':
      return over({ mandate, because: comesTo._tag, lines: [], ...unlikely });
    case 'NeedsPerson': {
      const { intents } = mandateOf('M');
      const standing = { _tag: 'NeedsOperator', out: true, sinceMs: 1, known, wouldResolve } as const;
      const lines = intents.map(({ instruction }) => ({
        intent: firstOf(mandateOf('M')),
        instruction,
        attempts: 1,
        standing,
      }));
      return over({ mandate, because: 'Complete', lines, ...unlikely });
    }
  }
};

const over = (report: Report.Report): Turn => ({ _tag: 'Over', report });
