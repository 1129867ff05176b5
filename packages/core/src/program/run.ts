import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import * as Ledger from '../engine/ledger.js';
import * as Policy from '../engine/policy.js';
import type { Report } from '../engine/report.js';
import * as State from '../engine/state.js';
import type { ReadFailed } from '../error/read-error.js';
import type { AccountId, MandateId } from '../noun/id.js';
import type { Subject } from '../noun/observation.js';
import { type Limits, dayMs } from '../plan/limits.js';
import { type Mandate, type MandateRefused, issue } from '../plan/mandate.js';
import type { Plan, PlanRefused } from '../plan/plan.js';
import type { JournalFailed } from '../port/journal.js';
import { type Ports, drive } from './drive.js';

/** Shows a plan to whoever approves, and answers who did and what exactly was approved. */
export type Approver = (
  plan: Plan,
) => TE.TaskEither<Declined, { readonly digest: string; readonly by: string }>;

/** The plan was not approved. Nothing was sent. */
export interface Declined {
  readonly _tag: 'Declined';
  readonly by: string;
  readonly why: string;
}

/** The mandate id was used before, for something else. Nothing was sent. */
export interface MandateConflict {
  readonly _tag: 'MandateConflict';
  readonly id: MandateId;
  /** What is in the journal under that id. */
  readonly given: Subject;
}

/** The venue's settlement of that id was not found. Nothing was sent. */
export interface SettlementNotFound {
  readonly _tag: 'SettlementNotFound';
}

/** The account was halted earlier. Nothing was sent; a person compares what happened and lets it send again. */
export interface AccountIsHalted {
  readonly _tag: 'AccountIsHalted';
  readonly account: AccountId;
  readonly why: string;
}

/** Why a run did not begin. In every case nothing was sent by it. */
export type NotBegun =
  | AccountIsHalted
  | Declined
  | JournalFailed
  | Ledger.BrokenJournal
  | MandateConflict
  | MandateRefused
  | PlanRefused
  | Policy.InvalidPolicy
  | ReadFailed
  | SettlementNotFound;

/** What every run is given. */
export interface RunRequest {
  /** The caller's own id for this piece of business. Running it again takes it up where it stands, and never repeats it. */
  readonly id: MandateId;
  readonly approve: Approver;
  readonly limits: Limits;
  readonly policy: Policy.Policy;
}

/**
 * Runs a mandate: takes up the one in the journal, or plans, has it approved and begins.
 *
 * Errors: every tag of `NotBegun`; nothing was sent by this run. Once begun it always ends in a report.
 */
export const run =
  (ports: Ports) =>
  (
    request: RunRequest,
    subject: Subject,
    plan: () => Promise<E.Either<NotBegun, Plan>>,
  ): TE.TaskEither<NotBegun, Report> =>
  async () => {
    const { venue, journal, clock, digest } = ports;
    const policy = Policy.check(request.policy, venue.capabilities.quietMs);
    if (E.isLeft(policy)) return policy;
    const engine = { rules: venue, policy: policy.right, digest };
    const records = await journal.read(request.id)();
    if (E.isLeft(records)) return records;
    const ledger = Ledger.fold(records.right);
    if (E.isLeft(ledger)) return ledger;
    if (O.isSome(ledger.right)) {
      const { mandate } = ledger.right.value;
      if (!isSame(mandate, ports, subject))
        return E.left({ _tag: 'MandateConflict', id: mandate.id, given: mandate.subject });
      const halted = await journal.halted(venue.venue, venue.account)();
      if (E.isLeft(halted)) return halted;
      const at = { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() };
      return E.right(
        await drive(ports, engine)({ ...State.resume(ledger.right.value, at), halted: halted.right })(),
      );
    }
    const mandate = await give(ports, request, plan);
    if (E.isLeft(mandate)) return mandate;
    const at = { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() };
    return E.right(await drive(ports, engine)(State.begin(mandate.right, at))());
  };

const isSame = (mandate: Mandate, { venue }: Ports, subject: Subject): boolean =>
  mandate.venue === venue.venue &&
  mandate.account === venue.account &&
  mandate.subject._tag === subject._tag &&
  (subject._tag === 'Existing'
    ? mandate.subject._tag === 'Existing' && mandate.subject.settlement === subject.settlement
    : mandate.subject._tag === 'Prospective' && mandate.subject.scope === subject.scope);

const give = async (
  { venue, journal, clock }: Ports,
  { id, approve, limits }: RunRequest,
  plan: () => Promise<E.Either<NotBegun, Plan>>,
): Promise<E.Either<NotBegun, Mandate>> => {
  const halted = await journal.halted(venue.venue, venue.account)();
  if (E.isLeft(halted)) return halted;
  if (O.isSome(halted.right))
    return E.left({ _tag: 'AccountIsHalted', account: venue.account, why: halted.right.value });
  const planned = await plan();
  if (E.isLeft(planned)) return planned;
  const approved = await approve(planned.right)();
  if (E.isLeft(approved)) return approved;
  const committed = await journal.committed(venue.venue, venue.account, clock.wallMs() - dayMs)();
  if (E.isLeft(committed)) return committed;
  const approval = { ...approved.right, atMs: clock.wallMs() };
  return issue(venue)({ id, plan: planned.right, approval, limits, committed: committed.right });
};
