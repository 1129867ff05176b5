import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { BrokenJournal } from '../engine/ledger.js';
import type { Clock } from '../port/clock.js';
import type { Carrier, CarrierFailed } from './carrier.js';
import type { Group } from './group.js';
import { type GroupReport, reportOf } from './group-report.js';
import { type MemberDiffers, type MemberStanding, standingOf } from './standing.js';
import type { GroupMember } from './terms.js';

/** How a group is carried on. Units: milliseconds of the monotonic clock. */
export interface GroupPace {
  /** How often it is looked at where its members stand; at least 1, at most a day. */
  readonly pollMs: number;
  /** How long it may take; at most 30 days. After that it is reported as it stands, and may be run again. */
  readonly waitMs: number;
}

/** Why the carrying on of a group has ended. What may go, and who has to act, stands in the report. */
export interface GroupRun {
  readonly because: 'Over' | 'NeedsPerson' | 'WaitedLongEnough';
  readonly report: GroupReport;
}

/** Where its members stand cannot be told. Nothing was let go on the strength of that; what was sent before stands in the journal. */
export type GroupStopped = CarrierFailed | MemberDiffers | BrokenJournal;

/**
 * Carries a group on until it is over, until only a person can do something about it, or until it took too long.
 *
 * It has no state of its own: what it decides, it decides anew each time from what the journal, the runner and the venues
 * say. So it may stop at any instant, be run again, and be run by two processes at once.
 * Errors: every tag of `GroupStopped`.
 */
export const runGroup =
  (clock: Pick<Clock, 'monotonicMs' | 'sleep'>, carrier: Carrier) =>
  (group: Group, { pollMs, waitMs }: GroupPace): TE.TaskEither<GroupStopped, GroupRun> =>
  async () => {
    const untilMs = clock.monotonicMs() + within(waitMs, 0, 30 * dayMs);
    const everyMs = within(pollMs, 1, dayMs);
    for (;;) {
      // Rounds follow each other.
      // oxlint-disable-next-line no-await-in-loop
      const standings = await standingsOf(carrier, group);
      if (E.isLeft(standings)) return standings;
      const report = reportOf(group, standings.right);
      const because = endOf(report, clock.monotonicMs() >= untilMs);
      if (because !== undefined) return E.right({ because, report });
      // oxlint-disable-next-line no-await-in-loop
      const againMs = await carryOn(carrier, group, report);
      if (E.isLeft(againMs)) return againMs;
      const leftMs = untilMs - clock.monotonicMs();
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(within(againMs.right, 1, Math.max(1, Math.min(everyMs, leftMs)))).done();
    }
  };

const dayMs = 86_400_000;

/** A length of time within bounds; what is no number is the least of them. */
const within = (ms: number, least: number, most: number): number => (ms > least ? Math.min(ms, most) : least);

/** Where the members of a group stand now, read anew. Errors: every tag of `GroupStopped`. */
const standingsOf = async (
  carrier: Pick<Carrier, 'evidence'>,
  { members }: Group,
): Promise<E.Either<GroupStopped, ReadonlyArray<MemberStanding>>> => {
  const standings: Array<MemberStanding> = [];
  for (const member of members) {
    // One after the other, within the rate of each venue.
    // oxlint-disable-next-line no-await-in-loop
    const evidence = await carrier.evidence(member)();
    if (E.isLeft(evidence)) return evidence;
    const standing = standingOf(member, evidence.right);
    if (E.isLeft(standing)) return standing;
    standings.push(standing.right);
  }
  return E.right(standings);
};

/** Reports where a group stands, without letting anything go. Errors: every tag of `GroupStopped`. */
export const lookAtGroup =
  (carrier: Pick<Carrier, 'evidence'>) =>
  (group: Group): TE.TaskEither<GroupStopped, GroupReport> =>
  async () => {
    const standings = await standingsOf(carrier, group);
    return E.isLeft(standings) ? standings : E.right(reportOf(group, standings.right));
  };

/** Why it is reported now; `undefined`: there is something to do, or somebody else to wait for. */
const endOf = ({ decision }: GroupReport, isLate: boolean): GroupRun['because'] | undefined => {
  if (decision.isOver) return 'Over';
  const waits = decision.go.length > 0 || decision.asks.some(({ who }) => who !== 'a person');
  if (!waits) return 'NeedsPerson';
  return isLate ? 'WaitedLongEnough' : undefined;
};

/** Lets go what may, and carries on what has gone. */
const carryOn = async (
  carrier: Carrier,
  { members }: Group,
  { decision, standings }: GroupReport,
): Promise<E.Either<CarrierFailed, number>> => {
  const moving = new Set([
    ...decision.go,
    ...standings.filter(({ isOver, phase }) => !isOver || phase === 'Settling').map(({ member }) => member),
  ]);
  let againMs = Number.POSITIVE_INFINITY;
  for (const member of members.filter(({ id }: GroupMember) => moving.has(id))) {
    // oxlint-disable-next-line no-await-in-loop
    const done = await carrier.carryOn(member)();
    if (E.isLeft(done)) return done;
    againMs = Math.min(againMs, done.right.againMs);
  }
  return E.right(againMs);
};
