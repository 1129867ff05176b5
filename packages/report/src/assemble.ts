import { type Ledger, type MandateId, Group, Portfolio } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { mandateOf } from './mandate-part.js';
import { reconciliationOf } from './reconciliation-part.js';
import { settlementsOf } from './settlement-part.js';
import type { ApprovalPart, MandatePart, OpenPart, PlanPart, SettlementReport } from './settlement-report.js';
import type { MandateJournal, Planned, Sources } from './sources.js';
import { standingOf } from './standing.js';

/** The records of a mandate do not follow from each other. Nothing is reported of it; verify the journal. */
export interface JournalBroken {
  readonly _tag: 'JournalBroken';
  readonly mandate: MandateId;
  readonly because: Ledger.BrokenJournal;
}

/** A mandate is among the sources twice. Nothing is reported; give each journal once. */
export interface MandateTwice {
  readonly _tag: 'MandateTwice';
  readonly mandate: MandateId;
}

/**
 * Makes the report. Pure: the same sources make the same report, whatever their order.
 *
 * Errors: `JournalBroken`, `MandateTwice`; no money is concerned.
 *
 * @example
 * ```ts
 * import { assemble } from '@legwork/report';
 * import * as O from 'fp-ts/lib/Option.js';
 * const none = { portfolio: O.none, journals: [], observed: [], group: O.none, reconciliation: O.none };
 * assemble({ ...none, title: 'A quiet day', atMs: 0 }); // => right({ ..., standing: 'NotReconciled' })
 * ```
 */
export const assemble = (sources: Sources): E.Either<JournalBroken | MandateTwice, SettlementReport> => {
  const { title, atMs, portfolio, observed, group, reconciliation } = sources;
  const journals = sources.journals.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const twice = journals.find(({ id }, at) => journals[at + 1]?.id === id);
  if (twice !== undefined) return E.left({ _tag: 'MandateTwice', mandate: twice.id });
  const mandates: Array<MandatePart> = [];
  const open: Array<OpenPart> = [];
  for (const journal of journals) {
    const made = mandateOf(journal);
    if (E.isLeft(made)) return E.left({ _tag: 'JournalBroken', mandate: journal.id, because: made.left });
    if (made.right.part.story.length === 0) continue;
    mandates.push(made.right.part);
    open.push(...made.right.open);
  }
  const parts = {
    title,
    atMs,
    plan: O.isSome(portfolio) ? planOf(portfolio.value) : null,
    approvals: [...(O.isSome(portfolio) ? approvalOfPlan(portfolio.value) : []), ...journals.flatMap(given)],
    settlements: settlementsOf(observed, journals, mandates),
    mandates,
    group: O.isSome(group) ? { name: group.value.group, page: Group.page(group.value) } : null,
    open,
    reconciliation: O.isSome(reconciliation) ? reconciliationOf(reconciliation.value) : null,
  };
  return E.right({ format: 'legwork report 1', ...parts, standing: standingOf(parts, journals) });
};

const planOf = ({ portfolio }: Planned): PlanPart => ({
  atMs: portfolio.atMs,
  digest: portfolio.digest,
  members: portfolio.members.map(({ id }) => id),
  nets: portfolio.nets.map(({ asset, sends, chargesMax, receives }) => ({
    asset,
    sends,
    chargesMax,
    receives,
  })),
  page: Portfolio.page(portfolio),
});

const approvalOfPlan = ({ portfolio, approval }: Planned): ReadonlyArray<ApprovalPart> => {
  if (O.isNone(approval)) return [];
  const { by, atMs, digest } = approval.value;
  return [{ mandate: null, by, atMs, digest, isOfPlan: digest === portfolio.digest }];
};

const given = ({ id, records: [first] }: MandateJournal): ReadonlyArray<ApprovalPart> => {
  if (first?._tag !== 'MandateGiven') return [];
  const { by, atMs, digest } = first.mandate.approval;
  return [{ mandate: id, by, atMs, digest, isOfPlan: null }];
};
