import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { describe } from '../noun/instruction.js';
import type * as Report from '../engine/report.js';
import type { Clock } from '../port/clock.js';
import type { Job, OpenJob } from '../port/runner.js';
import { explain } from '../program/explain.js';
import type { NotBegun } from '../program/not-begun.js';
import type { Session } from '../program/session.js';

/** What one turn of a job came to, as plain data: an engine may store it. */
export type JobTurn =
  /** Nothing to do for so long, unless it is woken. Units: milliseconds. */
  | { readonly _tag: 'Rests'; readonly ms: number; readonly note: string }
  /** No worker is needed any more. */
  | { readonly _tag: 'Stops'; readonly progress: 'NotBegun' | 'NeedsPerson' | 'Ended'; readonly note: string }
  /** The journal cannot be relied on: this process must not go on. */
  | { readonly _tag: 'Lost'; readonly why: string };

/** A job in the hands of one worker. It is opened at its first turn, from the journal. */
export interface Carrying {
  /** Does what can be done now. Never fails; one turn at a time. */
  readonly turn: () => Promise<JobTurn>;
  /** Has the next turn look at the venue at once. */
  readonly nudge: () => void;
  /** Calls back when the job is nudged. */
  readonly listen: (wake: () => void) => void;
}

/** How long it is waited before a job that could not begin is tried again. Units: milliseconds. */
const retryFirstMs = 1_000;
const retryMaxMs = 60_000;
const reopenMs = 50;

/**
 * Takes a job up. Whatever was begun before, by whomever, is taken up from the journal: what may have been sent is resolved
 * by reads before anything else is (contract D2).
 */
export const carry = (clock: Pick<Clock, 'monotonicMs'>, open: OpenJob, job: Job): Carrying => {
  let session: O.Option<Session> = O.none;
  let failures = 0;
  let listener: () => void = () => undefined;

  const later = (note: string): JobTurn => {
    const ms = Math.min(retryMaxMs, retryFirstMs * 2 ** Math.min(failures, 10));
    failures += 1;
    return { _tag: 'Rests', ms, note };
  };

  const notBegun = (error: NotBegun): JobTurn => {
    const { what, todo } = explain(error);
    const note = `${what} ${todo}`;
    if (error._tag === 'JournalFailed') return { _tag: 'Lost', why: note };
    return passes(error) ? later(note) : { _tag: 'Stops', progress: 'NotBegun', note };
  };

  const ended = (report: Report.Report): JobTurn => {
    switch (report.because) {
      case 'JournalLost':
        return { _tag: 'Lost', why: 'the journal could not be written to' };
      case 'TakenOver':
      case 'Overtaken':
        // Somebody else wrote: a person, or a worker that was thought to be gone. What is true now is in the journal.
        session = O.none;
        return { _tag: 'Rests', ms: reopenMs, note: 'somebody else wrote to its journal; it is read anew' };
      case 'Complete': {
        const left = report.lines.filter(({ standing }) => standing._tag === 'NeedsOperator');
        const note = left.map(waitsText).join('; ');
        return { _tag: 'Stops', progress: left.length > 0 ? 'NeedsPerson' : 'Ended', note };
      }
    }
  };

  const opened = async (): Promise<E.Either<NotBegun, Session>> => {
    if (O.isSome(session)) return E.right(session.value);
    const made = await open(job)();
    if (E.isRight(made)) {
      session = O.some(made.right);
      made.right.control.listen(listener);
    }
    return made;
  };

  const turn = async (): Promise<JobTurn> => {
    const made = await TE.tryCatch(opened, kindOf)();
    if (E.isLeft(made)) return { _tag: 'Stops', progress: 'NotBegun', note: brokeOff('opening', made.left) };
    const current = made.right;
    if (E.isLeft(current)) return notBegun(current.left);
    const done = await TE.tryCatch(current.right.turn, kindOf)();
    if (E.isLeft(done)) {
      // As after a crash: what this session knew may be wrong, and what is in the journal is true.
      session = O.none;
      return later(brokeOff('turn', done.left));
    }
    if (done.right._tag === 'Over') return ended(done.right.report);
    failures = 0;
    return { _tag: 'Rests', ms: Math.max(0, done.right.untilMs - clock.monotonicMs()), note: '' };
  };

  return {
    turn,
    nudge: () => {
      if (O.isSome(session)) session.value.control.nudge();
      else listener();
    },
    listen: (wake) => {
      listener = wake;
      if (O.isSome(session)) session.value.control.listen(wake);
    },
  };
};

/** What was thrown, without its message: that may have anything in it. */
const kindOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : 'no error');

const brokeOff = (what: 'opening' | 'turn', kind: string): string =>
  `The ${what} of the job broke off (${kind}). What was sent for it stands in the journal.`;

/** Whether it may go better later without anybody's doing. */
const passes = (error: NotBegun): boolean =>
  error._tag === 'LimitsContended' ||
  error._tag === 'AccountIsHalted' ||
  (error._tag === 'ReadFailed' && error.lasts === 'Passing');

const waitsText = ({ instruction, standing }: Report.ReportLine): string =>
  standing._tag === 'NeedsOperator'
    ? `${describe(instruction)}: ${standing.known}; it would be resolved by ${standing.wouldResolve}`
    : describe(instruction);
