import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Report } from '../engine/report.js';
import type { SettlementId, TradeId } from '../noun/id.js';
import type { Cancel, Reject, Term } from '../noun/instruction.js';
import type { Expectation } from '../plan/expectation.js';
import { type Plan, creating, ending, settling } from '../plan/plan.js';
import type { Ports } from './ports.js';
import { type Session, toEnd } from './session.js';
import type { NotBegun } from './not-begun.js';
import { type RunRequest, openRun } from './run.js';

/** What is settled, and what the caller expects of it. */
export interface SettleRequest extends RunRequest {
  readonly settlement: SettlementId;
  readonly expect: Expectation;
}

/**
 * Settles a settlement that exists: reads it, plans, has the plan approved, carries it out leg by leg, and follows it
 * until it is final or needs a person.
 *
 * No leg is ever settled twice by it, whatever is lost on the way and however often it is run again under the same id.
 * Errors: every tag of `NotBegun`; nothing was sent.
 */
export const settle =
  (ports: Ports) =>
  (request: SettleRequest): TE.TaskEither<NotBegun, Report> =>
    pipe(openSettle(ports)(request), TE.chainTaskK(toEnd(ports.clock)));

/** The same as `settle`, for whoever carries the session on turn by turn. Errors: every tag of `NotBegun`; nothing was sent. */
export const openSettle =
  (ports: Ports) =>
  (request: SettleRequest): TE.TaskEither<NotBegun, Session> => {
    const subject = { _tag: 'Existing', settlement: request.settlement } as const;
    return openRun(ports)(request, subject, () => planFor(ports, request));
  };

/**
 * The plan that `settle` would ask to be approved. A dry run: it reads, and sends nothing.
 *
 * Errors: `PlanRefused`, `ReadFailed`, `SettlementNotFound`; nothing moved.
 */
export const dryRun =
  (ports: Pick<Ports, 'venue' | 'digest'>) =>
  (request: Pick<SettleRequest, 'settlement' | 'expect'>): TE.TaskEither<NotBegun, Plan> =>
  () =>
    planFor(ports, request);

const planFor = async (
  { venue, digest }: Pick<Ports, 'venue' | 'digest'>,
  { settlement, expect }: Pick<SettleRequest, 'settlement' | 'expect'>,
): Promise<E.Either<NotBegun, Plan>> => {
  const seen = await venue.observe({ _tag: 'Existing', settlement }, O.none)();
  if (E.isLeft(seen)) return seen;
  const found = seen.right.settlements.find((one) => one.id === settlement);
  return found === undefined
    ? E.left({ _tag: 'SettlementNotFound' })
    : settling(venue, digest)(found, expect);
};

/** What is created, and the trades it must consist of; without them an unknown outcome goes to a person. */
export interface CreateRequest extends RunRequest {
  readonly scope: string;
  readonly trades: O.Option<ReadonlyArray<TradeId>>;
  /** What is to be exchanged, at a venue where the parties state it; empty where the venue works it out. */
  readonly terms: ReadonlyArray<Term>;
}

/**
 * Has the venue open a settlement, at most once. `Report.settlementOf` tells which one it became.
 *
 * Errors: every tag of `NotBegun`; nothing was sent.
 */
export const create =
  (ports: Ports) =>
  (request: CreateRequest): TE.TaskEither<NotBegun, Report> =>
    pipe(openCreate(ports)(request), TE.chainTaskK(toEnd(ports.clock)));

/** The same as `create`, for whoever carries the session on turn by turn. Errors: every tag of `NotBegun`; nothing was sent. */
export const openCreate =
  (ports: Ports) =>
  (request: CreateRequest): TE.TaskEither<NotBegun, Session> => {
    const subject = { _tag: 'Prospective', scope: request.scope } as const;
    const plan = creating(ports.venue, ports.digest)(request.scope, request.trades, request.terms);
    return openRun(ports)(request, subject, async () => E.right(plan));
  };

/** What is refused or taken back. */
export interface EndRequest extends RunRequest {
  readonly instruction: Reject | Cancel;
}

/**
 * Refuses our consent to a settlement, or takes our own settlement back. Nothing moves by it.
 *
 * Errors: every tag of `NotBegun`; nothing was sent.
 */
export const end =
  (ports: Ports) =>
  (request: EndRequest): TE.TaskEither<NotBegun, Report> =>
    pipe(openEnd(ports)(request), TE.chainTaskK(toEnd(ports.clock)));

/** The same as `end`, for whoever carries the session on turn by turn. Errors: every tag of `NotBegun`; nothing was sent. */
export const openEnd =
  (ports: Ports) =>
  (request: EndRequest): TE.TaskEither<NotBegun, Session> => {
    const { instruction } = request;
    const subject = { _tag: 'Existing', settlement: instruction.settlement } as const;
    const plan = ending(ports.venue, ports.digest)(instruction);
    return openRun(ports)(request, subject, async () => E.right(plan));
  };
