import {
  type Approver,
  type MandateId,
  Plan,
  Portfolio,
  type Ports,
  Report,
  type SettlementId,
  dryRun,
  mandateId,
  Limits,
} from '@legwork/core';
import { type Business, create, follow, must, positionsOf } from '@legwork/example-stage';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** What is to be settled at one venue: one piece of business, and the names under which it is tried until it comes about. */
export interface Desk {
  readonly ports: Ports;
  readonly business: Business;
  readonly names: ReadonlyArray<string>;
}

/** A piece of business before money moves by it: what would be done, and the settlement, if there is one by now. */
export interface Prepared extends Desk {
  readonly member: Portfolio.Member;
  /** `none`: it is created once the plan is approved, as our consent is part of that. */
  readonly settlement: O.Option<SettlementId>;
}

/** What came of a piece of business: a report of each creation, and of its settling if it came to that. */
export interface Result extends Prepared {
  readonly reports: ReadonlyArray<Report.Report>;
}

/**
 * Where a venue works the terms out by itself, nothing moves by creating a settlement: it is created, and the plan is to
 * settle it. Where the parties state the terms, creating it is our consent: that is the plan.
 */
export const prepare = async (desk: Desk, approve: Approver): Promise<Prepared> => {
  const { ports, business } = desk;
  const { venue, digest } = ports;
  const { scope, trades, terms } = business;
  if (terms.length > 0) {
    const plan = Plan.creating(venue, digest)(scope, O.some(trades), terms);
    return { ...desk, member: memberOf(`create/${business.name}`, plan, O.none), settlement: O.none };
  }
  const settlement = Report.settlementOf(await create(ports, business, approve));
  if (O.isNone(settlement)) throw new Error('nothing was created');
  const expect = positionsOf(business);
  const plan = must(await dryRun(ports)({ settlement: settlement.value, expect })());
  const seen = must(
    await venue.observe({ _tag: 'Existing', settlement: settlement.value }, O.none)(),
  ).settlements.find(({ id }) => id === settlement.value);
  return { ...desk, member: memberOf(`settle/${settlement.value}`, plan, O.fromNullable(seen)), settlement };
};

const memberOf = (
  id: string,
  plan: Plan.Plan,
  settlement: Portfolio.Member['settlement'],
): Portfolio.Member => ({
  id: mandateNamed(id),
  plan,
  settlement,
  limits: Limits.unlimited,
});

const mandateNamed = (id: string): MandateId => must(mandateId(id));

/** Carries everything out that was approved, at every venue at the same time. It knows the port, and no venue. */
export const carryOut = (
  prepared: ReadonlyArray<Prepared>,
  approver: Approver,
): Promise<ReadonlyArray<Result>> => Promise.all(prepared.map((one) => carryOutAt(one, approver)));

const carryOutAt = async (prepared: Prepared, approver: Approver): Promise<Result> => {
  const { ports, business, names } = prepared;
  const reports: Array<Report.Report> = [];
  let { settlement } = prepared;
  for (const name of names) {
    if (O.isSome(settlement)) break;
    const created = await create(ports, { ...business, name }, approver);
    reports.push(created);
    settlement = Report.settlementOf(created);
  }
  if (O.isSome(settlement))
    reports.push(await follow(ports, settlement.value, positionsOf(business), approver));
  return { ...prepared, settlement, reports };
};

/** Approves what the portfolio has, and whatever sends nothing. */
export const approverFor = (portfolio: Portfolio.Portfolio, by: string): Approver => {
  const covered = Portfolio.approverOf(portfolio, by);
  return (plan) => (plan.instructions.length === 0 ? TE.right({ digest: plan.digest, by }) : covered(plan));
};

/** Whether it came to its end: the venue shows it settled, and the last thing that was approved is done. */
export const isSettled = ({ reports }: Result): boolean => {
  const last = reports.at(-1);
  if (last === undefined || !Report.isDone(last)) return false;
  return O.isSome(last.status) && ['Settled', 'Final'].includes(last.status.value);
};
