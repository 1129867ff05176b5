import { type JournalRecord, Ledger, Quantity } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { History } from './simulate.js';
import type { Setup } from './simulate.js';
import type { Signing, TrueEffect } from './simulated-venue.js';

/** A promise of the safety contract that a run broke, found in the venue's own books. */
export interface Violation {
  readonly rule:
    | 'Double'
    | 'LateEffect'
    | 'FalseDone'
    | 'Lost'
    | 'NotLive'
    | 'NonceReused'
    | 'SignedOther'
    | 'SignedTwice';
  readonly what: string;
}

/**
 * Holds what the library recorded against what really happened.
 *
 * Doubles and over-settlement (M1, M9), effects of attempts that were recorded as rejected, not sent, void or given up
 * (M5), intents that are done only in the journal, lost intents (M4), liveness once faults have stopped (L1), nonces (X1),
 * and what was signed: something else than was approved (S1, S6), or anything beside what took effect (M2, S4).
 */
export const check = ({ venue, mandate, mustFinish }: Setup, history: History): ReadonlyArray<Violation> => {
  const truth = venue.truth();
  const ledger = Ledger.fold(history.records);
  if (E.isLeft(ledger)) {
    const why = ledger.left._tag === 'BrokenJournal' ? ledger.left.what : 'nothing may be given under its id';
    return [{ rule: 'Lost', what: `the journal does not fold: ${why}` }];
  }
  if (O.isNone(ledger.right)) return [{ rule: 'Lost', what: 'the mandate is not in the journal' }];
  const { intents } = ledger.right.value;
  return [
    ...mandate.intents.flatMap((intent) => doubles(venue.owed(intent), truth)),
    ...lateEffects(history.records, truth),
    ...intents.flatMap(({ intent, phase }) => falselyDone(venue.owed(intent), phase, truth)),
    ...noncesReused(history.records),
    ...signedOther(venue.signed()),
    ...signedTwice(venue.signed(), history.records, truth),
    ...notLive(history, intents, mustFinish),
  ];
};

const doubles = (
  owed: ReturnType<Setup['venue']['owed']>,
  truth: ReadonlyArray<TrueEffect>,
): ReadonlyArray<Violation> => {
  const ours = truth.filter((effect) => effect.key === owed.key && effect.order !== undefined);
  const moved = Quantity.sum(ours.map((effect) => effect.moved));
  return Quantity.compare(moved, owed.quantity) > 0
    ? [
        {
          rule: 'Double',
          what: `${owed.key}: ${moved} moved in ${ours.length} effects, ${owed.quantity} was approved`,
        },
      ]
    : [];
};

/** No effect may exist of an attempt that the journal says had none. */
const lateEffects = (
  records: ReadonlyArray<JournalRecord>,
  truth: ReadonlyArray<TrueEffect>,
): ReadonlyArray<Violation> => {
  const orders = new Map<string, bigint>();
  const dead: Array<{ readonly order: bigint; readonly why: string }> = [];
  for (const record of records) {
    if (record._tag === 'AttemptArmed')
      orders.set(`${record.intent}#${record.attempt}`, BigInt(record.order));
    if (record._tag !== 'OutcomeKnown' && record._tag !== 'AttemptVoid') continue;
    const order = orders.get(`${record.intent}#${record.attempt}`) ?? 0n;
    if (record._tag === 'AttemptVoid') dead.push({ order, why: 'void' });
    else if (record.outcome._tag === 'NotSent' || record.outcome._tag === 'Rejected')
      dead.push({ order, why: record.outcome._tag });
  }
  return dead.flatMap(({ order, why }) =>
    truth
      .filter((effect) => effect.order === order)
      .map((effect): Violation => ({
        rule: 'LateEffect',
        what: `${effect.key}: an attempt recorded as ${why} took effect`,
      })),
  );
};

const falselyDone = (
  owed: ReturnType<Setup['venue']['owed']>,
  phase: Ledger.Phase,
  truth: ReadonlyArray<TrueEffect>,
): ReadonlyArray<Violation> => {
  if (phase._tag !== 'Ended' || phase.ending._tag !== 'Done') return [];
  const moved = Quantity.sum(truth.filter((effect) => effect.key === owed.key).map((effect) => effect.moved));
  return Quantity.compare(moved, owed.quantity) < 0
    ? [
        {
          rule: 'FalseDone',
          what: `${owed.key}: recorded as done, and only ${moved} of ${owed.quantity} moved`,
        },
      ]
    : [];
};

const noncesReused = (records: ReadonlyArray<JournalRecord>): ReadonlyArray<Violation> => {
  const orders = records.flatMap((record) => (record._tag === 'AttemptArmed' ? [BigInt(record.order)] : []));
  return orders.some((order, at) => at > 0 && order <= (orders[at - 1] ?? 0n))
    ? [{ rule: 'NonceReused', what: 'the orders of the attempts do not increase' }]
    : [];
};

const signedOther = (signed: ReadonlyArray<Signing>): ReadonlyArray<Violation> =>
  signed.flatMap(({ intent, order, faithful }) =>
    faithful
      ? []
      : [
          {
            rule: 'SignedOther',
            what: `${intent}: attempt ${order} was signed for something else than approved`,
          },
        ],
  );

/** No attempt may be armed with another signed text once an earlier one has taken effect or still will: the venue may take both. */
const signedTwice = (
  signed: ReadonlyArray<Signing>,
  records: ReadonlyArray<JournalRecord>,
  truth: ReadonlyArray<TrueEffect>,
): ReadonlyArray<Violation> => {
  const armed = new Set(records.flatMap((record) => (record._tag === 'AttemptArmed' ? [record.order] : [])));
  const effective = new Set(truth.flatMap(({ order }) => (order === undefined ? [] : [order])));
  const sendable = signed.filter(({ order }) => armed.has(`${order}`));
  return sendable.flatMap((first) =>
    sendable
      .filter(
        ({ intent, order, text }) =>
          effective.has(first.order) && intent === first.intent && order > first.order && text !== first.text,
      )
      .map(({ order }): Violation => ({
        rule: 'SignedTwice',
        what: `${first.intent}: attempt ${order} was signed anew, and attempt ${first.order} took effect`,
      })),
  );
};

const notLive = (
  history: History,
  intents: ReadonlyArray<Ledger.Progress>,
  mustFinish: boolean,
): ReadonlyArray<Violation> => {
  if (!history.ended) return [{ rule: 'NotLive', what: `the run did not end within ${history.steps} steps` }];
  return intents.flatMap(({ intent, phase, parked }): ReadonlyArray<Violation> => {
    const over = phase._tag === 'Ended';
    if (mustFinish ? over && phase.ending._tag === 'Done' : over || O.isSome(parked)) return [];
    return [{ rule: 'NotLive', what: `${intent.id} ended as ${over ? phase.ending._tag : phase._tag}` }];
  });
};
