import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { regressed } from '../engine/regression.js';
import type { ReadFailed } from '../error/read-error.js';
import type { SettlementId } from '../noun/id.js';
import type { CallOrder, Observation, Subject } from '../noun/observation.js';
import type { Settlement } from '../noun/settlement.js';
import { type ConsentDeadline, consentDeadlines, isOver as isOverBy, isSameDeadline } from './deadline.js';
import { settlementChanges } from './settlement-change.js';

/** What readings have shown so far: never an older state after a younger one. */
export interface View {
  readonly subject: Subject;
  /** Every settlement of the subject that was ever shown; newest first as the venue lists them. */
  readonly known: ReadonlyArray<Known>;
  /** The place of the latest reading in the order of calls; `none` before the first. */
  readonly order: O.Option<CallOrder>;
  /** The one settlement that is watched was looked for, and has never been shown. */
  readonly isNotFound: boolean;
  /** Why the latest reading failed; `none` if it did not. */
  readonly trouble: O.Option<ReadFailed>;
}

/** One settlement as it was shown last, without going back. */
export interface Known {
  readonly settlement: Settlement;
  /** When it was first seen as it stands. Units: milliseconds since the Unix epoch, by our clock. */
  readonly sinceMs: number;
  /** The latest reading of it shows none. */
  readonly isGone: boolean;
  /** The latest reading of it shows an older state, which is not believed. */
  readonly isContradicted: boolean;
  /** How often that has begun. */
  readonly contradictions: number;
  /** Deadlines that passed while it was watched, or before. */
  readonly passed: ReadonlyArray<ConsentDeadline>;
}

/** As many settlements are kept in mind of one subject; beyond it only those that the latest reading shows. */
const knownMax = 1_000;

/** Before anything was read. */
export const blank = (subject: Subject): View => ({
  subject,
  known: [],
  order: O.none,
  isNotFound: false,
  trouble: O.none,
});

/**
 * The view after one more reading.
 *
 * A reading that is not younger than the latest one, by the venue's own order of calls, changes nothing at all. One that shows
 * an older state is noted as a contradiction, and the state stays.
 */
export const after = (view: View, reading: E.Either<ReadFailed, Observation>, nowMs: number): View => {
  if (E.isLeft(reading))
    return {
      ...view,
      trouble: O.some(reading.left),
      known: view.known.map((known) => withPassed(known, nowMs)),
    };
  const observation = reading.right;
  if (O.isSome(view.order) && observation.order <= view.order.value) return view;
  const shown = ofSubject(view.subject, observation);
  const ids = new Set(shown.map(({ id }) => id));
  const before = new Map(view.known.map((known) => [known.settlement.id, known]));
  const unseen = view.known.filter(({ settlement }) => !ids.has(settlement.id));
  const kept = view.known.length > knownMax ? [] : unseen;
  const isOne = view.subject._tag === 'Existing';
  return {
    subject: view.subject,
    known: [
      ...shown.map((settlement) => seen(before.get(settlement.id), settlement, observation, nowMs)),
      ...kept.map((known) => ({ ...known, isGone: isOne })),
    ].map((known) => withPassed(known, nowMs)),
    order: O.some(observation.order),
    isNotFound: isOne && shown.length === 0 && view.known.length === 0,
    trouble: O.none,
  };
};

/** What the reading shows of the subject, each settlement once. */
const ofSubject = (subject: Subject, { settlements }: Observation): ReadonlyArray<Settlement> => {
  const found = new Map<SettlementId, Settlement>();
  for (const one of settlements)
    if (subject._tag === 'Prospective' || one.id === subject.settlement) found.set(one.id, one);
  return [...found.values()];
};

const seen = (
  before: Known | undefined,
  settlement: Settlement,
  observation: Observation,
  nowMs: number,
): Known => {
  if (before === undefined)
    return {
      settlement,
      sinceMs: nowMs,
      isGone: false,
      isContradicted: false,
      contradictions: 0,
      passed: [],
    };
  const earlier = { ...observation, order: observation.order - 1n, settlements: [before.settlement] };
  if (regressed(earlier, { ...observation, settlements: [settlement] })) {
    const contradictions = before.contradictions + (before.isContradicted ? 0 : 1);
    return { ...before, isGone: false, isContradicted: true, contradictions };
  }
  const isSame = settlementChanges(before.settlement, settlement).length === 0;
  const sinceMs = isSame ? before.sinceMs : nowMs;
  return { ...before, settlement, sinceMs, isGone: false, isContradicted: false };
};

const withPassed = (known: Known, nowMs: number): Known => {
  const fresh = consentDeadlines(known.settlement).filter(
    (deadline) => deadline.atMs <= nowMs && !known.passed.some((one) => isSameDeadline(one, deadline)),
  );
  return fresh.length === 0 ? known : { ...known, passed: [...known.passed, ...fresh] };
};

/** Whether nothing can change any more: the one settlement that is watched is final, or ended without settling. */
export const isOver = ({ subject, known: [known] }: View): boolean =>
  subject._tag === 'Existing' && known !== undefined && isOverBy(known.settlement);

/** How long until the next deadline passes; infinite when there is none ahead. Units: milliseconds. */
export const nextDeadlineInMs = ({ known }: View, nowMs: number): number => {
  let soonestMs = Number.POSITIVE_INFINITY;
  for (const { settlement, passed } of known)
    for (const deadline of consentDeadlines(settlement))
      if (!passed.some((one) => isSameDeadline(one, deadline)))
        soonestMs = Math.min(soonestMs, deadline.atMs);
  return soonestMs - nowMs;
};
