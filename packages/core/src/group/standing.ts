import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '../engine/journal-record.js';
import * as Ledger from '../engine/ledger.js';
import type { MandateId } from '../noun/id.js';
import type { Party } from '../noun/party.js';
import { type Rollup, rollup } from '../noun/rollup.js';
import type { Settlement } from '../noun/settlement.js';
import type { Mandate } from '../plan/mandate.js';
import type { Plan } from '../plan/plan.js';
import type { JobProgress } from '../port/runner.js';
import * as Amounts from './amounts.js';
import { isReceived, mayHaveLeft } from './moved.js';
import { type GroupMember, incoming, outgoing } from './terms.js';

/** What is known of a member, from outside the group: nothing else is. */
export interface Evidence {
  /** What the journal has under its id. */
  readonly records: ReadonlyArray<JournalRecord>;
  /** How far whoever carries it on has come; `none`: nobody was ever asked to. */
  readonly job: O.Option<{ readonly progress: JobProgress; readonly note: string }>;
  /** Its settlement as it was read just now; `none`: it could not be read, or there is none yet. */
  readonly settlement: O.Option<Settlement>;
}

/** Where a member of a group stands. */
export interface MemberStanding {
  readonly member: MandateId;
  readonly phase: Phase;
  /** Whether it was let go: something may be sent for it, or may have been. */
  readonly gone: boolean;
  /** Whether nothing more can be sent for it. */
  readonly isOver: boolean;
  /** Whether the venue could be asked; of a settlement that does not exist yet there is nothing to ask. */
  readonly isRead: boolean;
  readonly status: O.Option<Rollup>;
  /** Whose consent is missing, ours excepted where going gives it. */
  readonly awaited: ReadonlyArray<Party>;
  /** What has left, or may have, with the most that may be charged. */
  readonly out: Amounts.Amounts;
  /** What is in. */
  readonly received: Amounts.Amounts;
  /** Whether something was to come to us by it, and all of that is in. */
  readonly allReceived: boolean;
  /** Why it needs a person, or has failed; empty when there is nothing to say. */
  readonly note: string;
}

/**
 * How far a member is. `Held`: it was not let go. `Settling`: what we do for it is done, and the venue or others have not
 * finished. `Failed`: it is over, and not everything that was approved has happened. `Lapsed`: a consent was refused or not
 * given in time, or it ended unsettled.
 */
export type Phase = 'Held' | 'UnderWay' | 'NeedsPerson' | 'Settling' | 'Final' | 'Failed' | 'Lapsed';

/** The journal has something else under the member's id than the plan that the group was made with. Nothing was sent by it. */
export interface MemberDiffers {
  readonly _tag: 'MemberDiffers';
  readonly member: MandateId;
  readonly what: string;
}

/**
 * Where a member stands by what is known of it. The same evidence is the same standing, in every process.
 *
 * Errors: `MemberDiffers`, `BrokenJournal`; nothing is let go on the strength of either.
 */
export const standingOf = (
  member: GroupMember,
  evidence: Evidence,
): E.Either<MemberDiffers | Ledger.BrokenJournal, MemberStanding> => {
  const folded = Ledger.fold(evidence.records);
  if (E.isLeft(folded) && folded.left._tag === 'BrokenJournal') return E.left(folded.left);
  const ledger = E.isRight(folded) ? folded.right : O.none;
  if (O.isSome(ledger) && !isFor(ledger.value.mandate, member.plan))
    return E.left({
      _tag: 'MemberDiffers',
      member: member.id,
      what: 'the mandate in the journal was approved for another plan',
    });
  const barred = E.isLeft(folded) || (O.isSome(evidence.job) && evidence.job.value.progress === 'Cancelled');
  const { settlement } = evidence;
  const intents = O.isSome(ledger) ? ledger.value.intents : [];
  const gone = !barred && (O.isSome(ledger) || O.isSome(evidence.job));
  const [outs, ins] = [outgoing(member.plan), incoming(member.plan)];
  const received = ins.filter((line) => isReceived(line, settlement));
  const course: Course = {
    member,
    evidence,
    intents,
    barred,
    gone,
    begun: O.isSome(ledger),
    missing: ins.length - received.length,
  };
  const { phase, note } = phaseOf(course);
  return E.right({
    member: member.id,
    phase,
    gone,
    isOver: !gone || (O.isSome(ledger) && intents.every(isEnded)),
    isRead: O.isSome(settlement) || member.plan.subject._tag === 'Prospective',
    status: O.map(rollup)(settlement),
    awaited: awaitedIn(member, settlement),
    out: Amounts.atMost(outs.filter((line) => mayHaveLeft(line, intents, settlement))),
    received: Amounts.ofLines(received),
    allReceived: ins.length > 0 && received.length === ins.length,
    note,
  });
};

/** Whether a mandate was approved for a plan. What others have delivered since the plan was made, it need not say. */
const isFor = (mandate: Mandate, plan: Plan): boolean =>
  withoutDeliveries(mandate.substance) === withoutDeliveries(plan.substance);

const withoutDeliveries = (substance: string): string =>
  substance
    .split('\n')
    .map((line) => (line.startsWith('leg ') ? line.replace(/, (?:OthersSettle|Over)$/, '') : line))
    .toSorted()
    .join('\n');

interface Course {
  readonly member: GroupMember;
  readonly evidence: Evidence;
  readonly intents: ReadonlyArray<Ledger.Progress>;
  readonly barred: boolean;
  readonly gone: boolean;
  readonly begun: boolean;
  /** How many of the lines that come to us are not in. */
  readonly missing: number;
}

interface Found {
  readonly phase: Phase;
  readonly note: string;
}

const phaseOf = (course: Course): Found => {
  const { barred, gone, begun, evidence, intents } = course;
  if (barred) return { phase: 'Failed', note: 'it was taken back before anything was sent for it' };
  const ended = begun && intents.every(isEnded);
  const failure = intents.map(failureOf).find((text) => text !== '');
  if (ended && failure !== undefined) return { phase: 'Failed', note: failure };
  const parked = intents.map(parkingOf).find((text) => text !== '');
  if (parked !== undefined) return { phase: 'NeedsPerson', note: parked };
  const job = O.isSome(evidence.job) ? evidence.job.value : undefined;
  if (!ended && (job?.progress === 'NotBegun' || job?.progress === 'NeedsPerson'))
    return { phase: 'NeedsPerson', note: job.note };
  const shown = shownPhase(course, ended);
  if (shown !== undefined) return shown;
  if (ended) return { phase: 'Settling', note: '' };
  return { phase: gone ? 'UnderWay' : 'Held', note: job?.note ?? '' };
};

/** What the venue shows of the whole, where that says more than the journal does. */
const shownPhase = ({ member, evidence, missing }: Course, ended: boolean): Found | undefined => {
  const { plan } = member;
  // To refuse, to take back, and to have a settlement opened by the venue move nothing, and are over when they are done.
  if (plan.lines.length === 0 && ended) return { phase: 'Final', note: '' };
  if (O.isNone(evidence.settlement)) return undefined;
  const status = rollup(evidence.settlement.value);
  const ends = plan.instructions.some(({ _tag }) => _tag === 'Reject' || _tag === 'Cancel');
  if (!ends && (status === 'Lapsed' || status === 'Stopped'))
    return { phase: 'Lapsed', note: status === 'Lapsed' ? 'a consent was not given in time' : stopped };
  if (status !== 'Final') return undefined;
  return missing === 0 ? { phase: 'Final', note: '' } : { phase: 'NeedsPerson', note: contradiction };
};

const stopped = 'a consent was refused or taken back, or it ended unsettled';
const contradiction =
  'the venue calls it final, and does not show that all of what we were to receive is there';

const isEnded = ({ phase }: Ledger.Progress): boolean => phase._tag === 'Ended';

/** Why an intent that is over is a failure; empty when it is none. What happened without us has happened. */
const failureOf = ({ phase }: Ledger.Progress): string => {
  if (phase._tag !== 'Ended') return '';
  switch (phase.ending._tag) {
    case 'Done':
      return '';
    case 'PartlyDone':
      return 'it was done in part';
    case 'Failed':
      return `it came to nothing: ${phase.ending.why}`;
    case 'NotDone':
      return phase.ending.because === 'NotNeeded' ? '' : `it was not done: ${phase.ending.why}`;
  }
};

const parkingOf = ({ phase, parked }: Ledger.Progress): string =>
  phase._tag === 'Ended' || O.isNone(parked)
    ? ''
    : `${parked.value.known}; it would be resolved by ${parked.value.wouldResolve}`;

const awaitedIn = ({ plan }: GroupMember, settlement: O.Option<Settlement>): ReadonlyArray<Party> => {
  if (O.isNone(settlement)) return [];
  const weAffirm = plan.instructions.some(({ _tag }) => _tag === 'Affirm');
  return settlement.value.consents
    .filter(({ by, status }) => status !== 'Given' && !(weAffirm && by.role === 'Us'))
    .map(({ by }) => by);
};
