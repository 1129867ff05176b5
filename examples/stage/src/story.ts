import {
  type Approver,
  type Expectation,
  type ExpectedLeg,
  Instruction,
  Limits,
  type NotBegun,
  Plan,
  Policy,
  type Ports,
  Report,
  type SettlementId,
  type TradeId,
  create as createWith,
  end as endWith,
  explain,
  mandateId,
  settle,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { must } from './must.js';

/** Prints one line. */
export const say = (line = ''): void => void process.stdout.write(`${line}\n`);

/** A piece of business as our own books have it: what the venue shows is held against it. */
export interface Business {
  /** Our own name for it. Run again under the same name it goes on, and is never repeated. */
  readonly name: string;
  /** The venue's own class of settlement. */
  readonly scope: string;
  readonly trades: ReadonlyArray<TradeId>;
  /** What is to be exchanged, at a venue where the parties state it; empty where the venue works it out. */
  readonly terms: ReadonlyArray<Instruction.Term>;
  /** What we are to pay and to receive in sum. */
  readonly legs: ReadonlyArray<ExpectedLeg>;
}

/** What a settlement of it must agree with, leg by leg. */
export const positionsOf = ({ legs, trades }: Business): Expectation => ({
  _tag: 'Positions',
  legs,
  trades: O.some(trades),
});

/** How patient the examples are: a sandbox settles within seconds. */
const policy: Policy.Policy = {
  ...Policy.standard,
  pollFirstMs: 250,
  pollMaxMs: 1_000,
  patienceMs: 60_000,
  waitMs: 60_000,
};

/** Shows the plan and approves exactly that. In production this is a person, or a service with rules of its own. */
const approve: Approver = (plan) => {
  say(`  The plan for ${plan.venue}:`);
  for (const instruction of plan.instructions) say(`  ${Instruction.describe(instruction)}`);
  for (const line of plan.lines) say(`  - ${planLine(line)}`);
  for (const wait of plan.waitsFor) say(`  first, ${wait}`);
  say(`  digest ${plan.digest}`);
  return TE.right({ digest: plan.digest, by: 'example-approver' });
};

const planLine = ({ payer, receiver, quantity, asset, by }: Plan.PlanLine): string => {
  const who = payer.role === 'Us' ? 'we pay' : 'we receive';
  const how =
    by === 'WeSettle' ? 'by our instruction' : by === 'Over' ? 'done already' : 'without an instruction';
  return `${who.padEnd(10)} ${quantity.padStart(14)} ${asset.padEnd(4)} ${payer.account} -> ${receiver.account}, ${how}`;
};

/** Has the venue open a settlement of our trades, at most once. `Report.settlementOf` tells which one it became. */
export const create = async (
  ports: Ports,
  { name, scope, trades, terms }: Business,
  approver: Approver = approve,
): Promise<Report.Report> =>
  finished(
    await createWith(ports)({
      id: must(mandateId(`create/${name}`)),
      scope,
      trades: O.some(trades),
      terms,
      approve: approver,
      limits: Limits.unlimited,
      policy,
    })(),
  );

/** Settles a settlement, held against what we expect of it, and follows it until it is over. */
export const follow = async (
  ports: Ports,
  settlement: SettlementId,
  expect: Expectation,
  approver: Approver = approve,
): Promise<Report.Report> =>
  finished(
    await settle(ports)({
      id: must(mandateId(`settle/${settlement}`)),
      settlement,
      expect,
      approve: approver,
      limits: Limits.unlimited,
      policy,
    })(),
  );

/** A run that has begun always ends in a report; one that has not says why. */
const finished = (outcome: E.Either<NotBegun, Report.Report>): Report.Report => {
  if (E.isRight(outcome)) return outcome.right;
  const { what, money, todo } = explain(outcome.left);
  throw new Error(`${what} ${money} ${todo}`);
};

/** Has something of ours refused or taken back; nothing moves by it. */
export const end = async (
  ports: Ports,
  instruction: Instruction.Reject | Instruction.Cancel,
): Promise<Report.Report> =>
  finished(
    await endWith(ports)({
      id: must(mandateId(`end/${instruction.settlement}`)),
      instruction,
      approve,
      limits: Limits.unlimited,
      policy,
    })(),
  );

/** Prints what came of it. */
export const tell = (report: Report.Report): void => {
  for (const line of report.lines) say(`  ${Report.sentence(line)}`);
  if (O.isSome(report.status)) say(`  The settlement is ${report.status.value}.`);
  if (O.isSome(report.halted)) say(`  The account is halted: ${report.halted.value}`);
};
