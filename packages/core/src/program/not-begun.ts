import type * as TE from 'fp-ts/lib/TaskEither.js';
import type * as Ledger from '../engine/ledger.js';
import type * as Policy from '../engine/policy.js';
import type { ReadFailed } from '../error/read-error.js';
import type { AccountId, MandateId } from '../noun/id.js';
import type { Subject } from '../noun/observation.js';
import type { MandateRefused } from '../plan/mandate.js';
import type { Plan, PlanRefused } from '../plan/plan.js';
import type { JournalFailed } from '../port/journal.js';

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

/** Other mandates kept using what the limits had left while this one was about to be given. Nothing was sent; ask again. */
export interface LimitsContended {
  readonly _tag: 'LimitsContended';
}

/** Why a run did not begin. In every case nothing was sent by it. */
export type NotBegun =
  | AccountIsHalted
  | Declined
  | JournalFailed
  | Ledger.BrokenJournal
  | Ledger.MandateIsBarred
  | LimitsContended
  | MandateConflict
  | MandateRefused
  | PlanRefused
  | Policy.InvalidPolicy
  | ReadFailed
  | SettlementNotFound;
