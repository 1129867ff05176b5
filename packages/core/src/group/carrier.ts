import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import * as Ledger from '../engine/ledger.js';
import type { JournalRecord } from '../engine/journal-record.js';
import type { ReadFailed } from '../error/read-error.js';
import type { MandateId, SettlementId } from '../noun/id.js';
import type { Settlement } from '../noun/settlement.js';
import type { Clock } from '../port/clock.js';
import type { Journal } from '../port/journal.js';
import type { Job, OpenJob, Runner } from '../port/runner.js';
import type { SettlementVenue } from '../port/venue.js';
import { type Carrying, type JobTurn, carry } from '../runner/carrying.js';
import type { Evidence } from './standing.js';
import type { GroupMember } from './terms.js';

/** How a group's members are carried on, and what is known of them. It keeps nothing that the journal does not. */
export interface Carrier {
  /** What is known of a member now. Errors: `CarrierFailed`; nothing is let go on the strength of it. */
  readonly evidence: (member: GroupMember) => TE.TaskEither<CarrierFailed, Evidence>;
  /**
   * Lets a member go, or carries on one that has gone; doing it again is the same. Answers when to come again at the latest.
   * Errors: `CarrierFailed`; it may have been let go.
   */
  readonly carryOn: (member: GroupMember) => TE.TaskEither<CarrierFailed, { readonly againMs: number }>;
}

/** The journal or the runner failed. What was sent stands in the journal; run the group again once they can be relied on. */
export interface CarrierFailed {
  readonly _tag: 'CarrierFailed';
  readonly member: MandateId;
  readonly detail: string;
}

/** Reads one settlement of a member, at its venue; `none` when it is not shown. Errors: `ReadFailed`; nothing moved. */
export type Look = (
  member: GroupMember,
  settlement: SettlementId,
) => TE.TaskEither<ReadFailed, O.Option<Settlement>>;

/** Reads members at the venue that each is at. One whose venue is not among these is never read. */
export const lookAt =
  (venues: ReadonlyArray<Pick<SettlementVenue, 'venue' | 'account' | 'observe'>>): Look =>
  ({ plan }, settlement) =>
  async () => {
    const venue = venues.find((one) => one.venue === plan.venue && one.account === plan.account);
    if (venue === undefined) return E.right(O.none);
    const seen = await venue.observe({ _tag: 'Existing', settlement }, O.none)();
    if (E.isLeft(seen)) return seen;
    return E.right(O.fromNullable(seen.right.settlements.find(({ id }) => id === settlement)));
  };

/** What both ways of carrying on are made of. */
export interface CarrierParts {
  readonly journal: Pick<Journal, 'read'>;
  readonly look: Look;
  /** What is submitted for a member: everything that is needed to open it, the same every time. */
  readonly jobOf: (member: GroupMember) => Job;
}

/** Carries a group on with a runner: a member that may go is submitted as a job, and the runner's workers do the rest. */
export const overRunner = (
  parts: CarrierParts & { readonly runner: Pick<Runner, 'submit' | 'status'> },
): Carrier => {
  const { runner } = parts;
  const submitted = new Set<MandateId>();
  return {
    evidence: (member) => async () => {
      const job = await runner.status(member.id)();
      return E.isLeft(job) ? failed(member, job.left.detail) : evidenceOf(parts, member, job.right);
    },
    carryOn: (member) => async () => {
      const again = E.right({ againMs: Number.POSITIVE_INFINITY });
      if (submitted.has(member.id)) return again;
      const done = await runner.submit(parts.jobOf(member))();
      if (E.isLeft(done))
        return failed(
          member,
          done.left._tag === 'JobConflict'
            ? 'its id was submitted before, with another input'
            : done.left.detail,
        );
      submitted.add(member.id);
      return again;
    },
  };
};

/** Carries a group on in this process: a member that may go is opened as a session, and carried on turn by turn. */
export const overSessions = (
  parts: CarrierParts & { readonly clock: Pick<Clock, 'monotonicMs'>; readonly open: OpenJob },
): Carrier => {
  const carryings = new Map<MandateId, Carrying>();
  const turns = new Map<MandateId, JobTurn>();
  const carryingOf = (member: GroupMember): Carrying => {
    const known = carryings.get(member.id) ?? carry(parts.clock, parts.open, parts.jobOf(member));
    carryings.set(member.id, known);
    return known;
  };
  return {
    evidence: (member) => () => evidenceOf(parts, member, jobIn(turns.get(member.id))),
    carryOn: (member) => async () => {
      const before = turns.get(member.id);
      const turn = before?._tag === 'Stops' ? before : await carryingOf(member).turn();
      turns.set(member.id, turn);
      if (turn._tag === 'Lost') return failed(member, turn.why);
      return E.right({ againMs: turn._tag === 'Rests' ? turn.ms : Number.POSITIVE_INFINITY });
    },
  };
};

const jobIn = (turn: JobTurn | undefined): Evidence['job'] => {
  if (turn === undefined || turn._tag === 'Lost') return O.none;
  const progress = turn._tag === 'Stops' ? turn.progress : 'Running';
  return O.some({ progress, note: turn.note });
};

const failed = (member: GroupMember, detail: string): E.Either<CarrierFailed, never> =>
  E.left({ _tag: 'CarrierFailed', member: member.id, detail });

const evidenceOf = async (
  { journal, look }: CarrierParts,
  member: GroupMember,
  job: Evidence['job'],
): Promise<E.Either<CarrierFailed, Evidence>> => {
  const records = await journal.read(member.id)();
  if (E.isLeft(records)) return failed(member, records.left.detail);
  const id = settlementOf(member, records.right);
  if (id === undefined) return E.right({ records: records.right, job, settlement: O.none });
  const seen = await look(member, id)();
  return E.right({ records: records.right, job, settlement: E.isRight(seen) ? seen.right : O.none });
};

/** The settlement that a member is about, or has become. */
const settlementOf = (
  { plan }: GroupMember,
  records: ReadonlyArray<JournalRecord>,
): SettlementId | undefined => {
  if (plan.subject._tag === 'Existing') return plan.subject.settlement;
  const ledger = Ledger.fold(records);
  if (E.isLeft(ledger) || O.isNone(ledger.right)) return undefined;
  for (const { phase } of ledger.right.value.intents)
    if (phase._tag === 'Ended' && phase.ending._tag === 'Done') return phase.ending.settlement;
  return undefined;
};
