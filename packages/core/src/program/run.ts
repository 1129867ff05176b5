import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Engine } from '../engine/engine.js';
import * as Ledger from '../engine/ledger.js';
import * as Policy from '../engine/policy.js';
import * as State from '../engine/state.js';
import type { MandateId } from '../noun/id.js';
import type { Committed, JournalFailed } from '../port/journal.js';
import type { Subject } from '../noun/observation.js';
import { type Commitment, type Limits, dayMs, looksBack } from '../plan/limits.js';
import { type Approval, type Mandate, issue } from '../plan/mandate.js';
import type { Plan } from '../plan/plan.js';
import { type Ports, now } from './ports.js';
import { type Session, makeSession } from './session.js';
import type { Approver, NotBegun } from './not-begun.js';

/** What every run is given. */
export interface RunRequest {
  /** The caller's own id for this piece of business. Running it again takes it up where it stands, and never repeats it. */
  readonly id: MandateId;
  readonly approve: Approver;
  readonly limits: Limits;
  readonly policy: Policy.Policy;
}

/**
 * Opens a run of a mandate: takes up the one in the journal, or plans, has it approved and gives it. Nothing is sent
 * before the first turn of the session.
 *
 * Errors: every tag of `NotBegun`; nothing was sent by this run. Once begun it always ends in a report.
 */
export const openRun =
  (ports: Ports) =>
  (
    request: RunRequest,
    subject: Subject,
    plan: () => Promise<E.Either<NotBegun, Plan>>,
  ): TE.TaskEither<NotBegun, Session> =>
  async () => {
    const { venue, journal, digest } = ports;
    const policy = Policy.check(request.policy, venue.capabilities.quietMs);
    if (E.isLeft(policy)) return policy;
    const engine = { rules: venue, policy: policy.right, digest };
    const records = await journal.read(request.id)();
    if (E.isLeft(records)) return records;
    const ledger = Ledger.fold(records.right);
    if (E.isLeft(ledger)) return ledger;
    return O.isSome(ledger.right)
      ? takeUp(ports, engine, subject, ledger.right.value)
      : begin(ports, engine, request, plan);
  };

/** Goes on with a mandate that is in the journal. */
const takeUp = async (
  ports: Ports,
  engine: Engine,
  subject: Subject,
  ledger: Ledger.Ledger,
): Promise<E.Either<NotBegun, Session>> => {
  const { venue, journal, clock } = ports;
  const { mandate } = ledger;
  if (!isSame(mandate, ports, subject))
    return E.left({ _tag: 'MandateConflict', id: mandate.id, given: mandate.subject });
  const halted = await journal.halted(venue)();
  if (E.isLeft(halted)) return halted;
  const state = { ...State.resume(ledger, now(clock)), halted: halted.right };
  return E.right(makeSession(ports, engine, state));
};

const isSame = (mandate: Mandate, { venue }: Ports, subject: Subject): boolean =>
  mandate.venue === venue.venue &&
  mandate.account === venue.account &&
  mandate.subject._tag === subject._tag &&
  (subject._tag === 'Existing'
    ? mandate.subject._tag === 'Existing' && mandate.subject.settlement === subject.settlement
    : mandate.subject._tag === 'Prospective' && mandate.subject.scope === subject.scope);

const triesMax = 5;

/** Plans, has the plan approved, and gives the mandate, with limits that hold at the very moment it is journaled (M10). */
const begin = async (
  ports: Ports,
  engine: Engine,
  { id, approve, limits }: RunRequest,
  plan: () => Promise<E.Either<NotBegun, Plan>>,
): Promise<E.Either<NotBegun, Session>> => {
  const { venue, journal, clock } = ports;
  const halted = await journal.halted(venue)();
  if (E.isLeft(halted)) return halted;
  if (O.isSome(halted.right))
    return E.left({ _tag: 'AccountIsHalted', account: venue.account, why: halted.right.value });
  const planned = await plan();
  if (E.isLeft(planned)) return planned;
  const approved = await approve(planned.right)();
  if (E.isLeft(approved)) return approved;
  const approval: Approval = { ...approved.right, atMs: now(clock).wallMs };
  for (let tries = 0; tries < triesMax; tries += 1) {
    // Another mandate may be given between the check and the journaling; then the check is made anew.
    // oxlint-disable-next-line no-await-in-loop
    const committed = await committedFor(ports, limits);
    if (E.isLeft(committed)) return committed;
    const { commitments, limitsAsOf } = committed.right;
    const mandate = issue(venue)({ id, plan: planned.right, approval, limits, committed: commitments });
    if (E.isLeft(mandate)) return mandate;
    const state = State.begin(mandate.right, now(clock));
    const session = makeSession(ports, engine, state, limitsAsOf);
    // oxlint-disable-next-line no-await-in-loop
    if ((await session.give()) !== 'Overtaken') return E.right(session);
  }
  return E.left({ _tag: 'LimitsContended' });
};

/** What the limits are checked against, and as of when. A day's settlements are not read where no daily cap counts them. */
const committedFor = async (
  { venue, journal, clock }: Ports,
  limits: Limits,
): Promise<
  E.Either<
    JournalFailed,
    { readonly commitments: ReadonlyArray<Commitment>; readonly limitsAsOf: O.Option<number> }
  >
> => {
  if (!looksBack(limits)) return E.right({ commitments: [], limitsAsOf: O.none });
  const committed = await journal.committed(venue.venue, venue.account, now(clock).wallMs - dayMs)();
  return E.map(({ commitments, version }: Committed) => ({ commitments, limitsAsOf: O.some(version) }))(
    committed,
  );
};
