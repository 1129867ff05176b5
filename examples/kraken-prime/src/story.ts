import {
  type Approver,
  Limits,
  type NotBegun,
  Plan,
  Policy,
  type Ports,
  Report,
  type SettlementId,
  create,
  explain,
  mandateId,
  settle,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { must } from './must.js';
import type { TradeBook } from './trade-book.js';

/** Prints one line. */
export const say = (line = ''): void => void process.stdout.write(`${line}\n`);

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
  say(
    plan.lines.map((line) => `  ${planLine(line)}`).join('\n') || '  create a batch of all unsettled trades',
  );
  for (const wait of plan.waitsFor) say(`  first, ${wait}`);
  say(`  digest ${plan.digest}`);
  return TE.right({ digest: plan.digest, by: 'example-approver' });
};

const planLine = ({ payer, receiver, quantity, asset, by }: Plan.PlanLine): string => {
  const who = payer.role === 'Us' ? 'we pay' : 'we receive';
  const how = by === 'WeSettle' ? 'by our instruction' : by === 'Over' ? 'done already' : 'by the venue';
  return `${who.padEnd(10)} ${quantity.padStart(14)} ${asset.padEnd(4)} ${payer.account} -> ${receiver.account}, ${how}`;
};

/** Has the venue open a batch of our trades, at most once. */
export const createBatch = async (ports: Ports, book: TradeBook): Promise<SettlementId> => {
  const request = {
    id: must(mandateId('example/create')),
    scope: 'currency',
    trades: O.some(book.trades),
    terms: [],
    approve,
    limits: Limits.unlimited,
    policy,
  };
  const report = finished(await create(ports)(request)());
  for (const line of report.lines) say(`  ${Report.sentence(line)}`);
  return must(E.fromOption(() => 'no batch was created')(Report.settlementOf(report)));
};

/** Settles a batch, held against our own trade book. */
export const settleBatch = async (
  ports: Ports,
  book: TradeBook,
  settlement: SettlementId,
): Promise<Report.Report> =>
  finished(
    await settle(ports)({
      id: must(mandateId(`example/settle/${settlement}`)),
      settlement,
      expect: { _tag: 'Positions', legs: book.legs, trades: O.some(book.trades) },
      approve,
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

/** Prints what came of it. */
export const tell = (report: Report.Report): void => {
  for (const line of report.lines) say(`  ${Report.sentence(line)}`);
  if (O.isSome(report.status)) say(`  The settlement is ${report.status.value}.`);
  if (O.isSome(report.halted)) say(`  The account is halted: ${report.halted.value}`);
};
