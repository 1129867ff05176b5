import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Plan, PlanLine } from '../plan/plan.js';
import type { Approver } from '../program/not-begun.js';
import type { PortfolioMember } from './request.js';

/**
 * An approver for each run of the members of an approved portfolio: it approves what is in it, and nothing else.
 *
 * A run plans anew from a fresh reading. What others have delivered to us since changes that plan's digest and nothing of
 * what was approved, so that much is let pass; every other difference is `Declined`, and nothing is sent.
 */
export const approverOf =
  ({ members }: { readonly members: ReadonlyArray<PortfolioMember> }, by: string): Approver =>
  (asked) =>
    members.some(({ plan }) => isCovered(plan, asked))
      ? TE.right({ digest: asked.digest, by })
      : TE.left({ _tag: 'Declined', by, why: 'the plan is not in the portfolio that was approved' });

const isCovered = (approved: Plan, asked: Plan): boolean =>
  approved.digest === asked.digest ||
  (withoutLegs(approved) === withoutLegs(asked) &&
    textsOf(approved.lines) === textsOf(asked.lines.map((line) => asApproved(approved.lines, line))));

/** What is to be the same, in whatever order. */
const textsOf = (many: ReadonlyArray<unknown>): string =>
  many
    .map((one) => JSON.stringify(one))
    .toSorted()
    .join('\n');

/** Everything of substance, what is asked of the venue included, but the legs: they are held against each other by themselves. */
const withoutLegs = ({ substance }: Plan): string =>
  substance
    .split('\n')
    .filter((line) => !line.startsWith('leg '))
    .join('\n');

/** A line as it was approved, if all that happened to it is that others have delivered. */
const asApproved = (approved: ReadonlyArray<PlanLine>, now: PlanLine): PlanLine => {
  const { leg } = now;
  if (now.by !== 'Over' || now.payer.role === 'Us' || O.isNone(leg)) return now;
  const before = approved.find((line) => O.isSome(line.leg) && line.leg.value === leg.value);
  return before?.by === 'OthersSettle' ? { ...now, by: before.by } : now;
};
