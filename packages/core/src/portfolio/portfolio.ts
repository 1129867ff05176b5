import * as E from 'fp-ts/lib/Either.js';
import type { Digest } from '../port/digest.js';
import { actsOf } from './act.js';
import { check } from './check.js';
import { deadlinesOf } from './deadline.js';
import { type PortfolioDifference, differenceOf } from './difference.js';
import { assetNets, partyFlows } from './flow.js';
import { fundingOf } from './funding.js';
import type { Portfolio } from './overall-plan.js';
import type { PortfolioRefused } from './refusal.js';
import type { PortfolioRequest } from './request.js';
import { canonical, substanceOf } from './substance.js';
import { warningsOf } from './warnings-of.js';

export { approverOf } from './approver.js';
export { markdown, page, text } from './show.js';
export type { Act } from './act.js';
export type { Deadline } from './deadline.js';
export type { PortfolioDifference as Difference } from './difference.js';
export type { AssetNet, PartyFlow } from './flow.js';
export type { Funding } from './funding.js';
export type { Portfolio } from './overall-plan.js';
export type { PortfolioReason as Reason, PortfolioRefused as Refused } from './refusal.js';
export type {
  NamedCutOff,
  PartyHours,
  PortfolioMember as Member,
  PortfolioRequest as Request,
} from './request.js';
export type { SubstanceLine } from './substance.js';
export type { Severity, Warning } from './warning.js';

/**
 * Plans several settlements as one. Pure; nothing is sent.
 *
 * Its digest changes exactly when what would be done changes, or the conditions under which it was approved: not with the
 * order in which things were given, with what is only shown, with the clock, or with balances and consents as they were read.
 * Errors: `PortfolioRefused` with every reason, each naming its record; nothing moved.
 *
 * @example
 * ```ts
 * import { Portfolio } from '@legwork/core';
 * import { sha256 } from '@legwork/node';
 * import * as E from 'fp-ts/lib/Either.js';
 * const nothing = { members: [], assets: new Set([]), balances: [], cutOffs: [], hours: [], conditions: [] };
 * const planned = Portfolio.plan(sha256)({ ...nothing, nowMs: Date.now(), marginMs: 1_800_000 });
 * if (E.isRight(planned)) Portfolio.text(planned.right); // => 'Plan of 0 settlements, as of ...'
 * ```
 */
export const plan =
  (digest: Digest) =>
  (request: PortfolioRequest): E.Either<PortfolioRefused, Portfolio> => {
    const checked = check(digest, request);
    if (E.isLeft(checked)) return E.left({ _tag: 'PortfolioRefused', reasons: checked.left });
    const members = request.members.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const flows = partyFlows(members);
    const funding = fundingOf(flows, request.balances);
    const deadlines = deadlinesOf(request, checked.right.cutOffs);
    const substance = substanceOf(members, checked.right.cutOffs, request.conditions);
    return E.right({
      atMs: request.nowMs,
      members,
      flows,
      nets: assetNets(flows),
      acts: actsOf(members),
      deadlines,
      funding,
      warnings: warningsOf({ members, checked: checked.right, deadlines, funding }),
      substance,
      digest: digest(canonical(substance)),
    });
  };

/** What was approved, as it is kept until it is carried out: plain data. */
export type Approved = Pick<Portfolio, 'substance' | 'digest'>;

/** The portfolio is not what was approved. Nothing was sent; have it approved as it is now, or find out what has changed. */
export interface PortfolioChanged {
  readonly _tag: 'PortfolioChanged';
  readonly approved: string;
  readonly planned: string;
  readonly differences: ReadonlyArray<PortfolioDifference>;
}

/** What differs in substance from what was approved, line by line in words; none when nothing does. */
export const difference = (approved: Approved, now: Approved): ReadonlyArray<PortfolioDifference> =>
  differenceOf(approved.substance, now.substance);

/** The portfolio, if it is what was approved. Errors: `PortfolioChanged`, with what has; nothing was sent. */
export const asApproved = (approved: Approved, now: Portfolio): E.Either<PortfolioChanged, Portfolio> => {
  const differences = difference(approved, now);
  // Either is enough: a kept text that somebody shortened must not pass for what was signed.
  if (approved.digest === now.digest && differences.length === 0) return E.right(now);
  return E.left({ _tag: 'PortfolioChanged', approved: approved.digest, planned: now.digest, differences });
};
