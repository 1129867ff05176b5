import type { Effect } from '@legwork/core';

/** The effects of the engine that reach outside: the points at which a fault can strike. */
export type CutPoint = Exclude<Effect['_tag'], 'Finish' | 'Wait'>;

/**
 * What can go wrong at each kind of cut point.
 *
 * The table is indexed by the engine's own union of effects: an effect without faults does not compile.
 */
export const faultsAt = {
  Append: ['CrashBefore', 'CrashAfter', 'FailedUnwritten', 'FailedWritten'],
  Prepare: ['NotNow', 'CrashBefore', 'CrashAfter'],
  Send: [
    'NotSent',
    'LostBefore',
    'LostAfter',
    'DelayedShort',
    'DelayedPastFence',
    'DelayedPastQuiet',
    'Duplicated',
    'DuplicatedLate',
    'DuplicatedSecondReply',
    'ServerErrorBefore',
    'ServerErrorAfter',
    'ServerErrorDelayed',
    'PausedBefore',
    'CrashBefore',
    'CrashAfter',
  ],
  Read: ['Lost', 'ServerError', 'Stale', 'CrashAfter'],
  Discard: ['CrashBefore'],
} as const satisfies Record<CutPoint, ReadonlyArray<string>>;

/** A fault, by the kind of cut point and what happens there. */
export type FaultKind = { [P in CutPoint]: (typeof faultsAt)[P][number] }[CutPoint];

/** One fault: what happens at the `at`-th effect that reaches outside, counted from 0 over all lives of the process. */
export interface Fault {
  readonly at: number;
  readonly kind: FaultKind;
}

/** The faults that a cut point can have. */
export const kindsOf = (point: CutPoint): ReadonlyArray<FaultKind> => faultsAt[point];
