import { type IntentId, type JournalRecord, type Mandate, accountId } from '@legwork/core';
import { defined, right } from '../conformance/must.js';
import type { SeededRandom } from '../world/seeded-random.js';
import { affirm, given, mandateOf, settleLeg } from './paper-mandate.js';
import * as Paper from './paper-record.js';

/** The lanes that a random story plays on. */
export const lanes = ['paper key 1', 'paper key 2'] as const;

const accounts = [right(accountId('desk')), right(accountId('other'))] as const;
/** The mandates of a random story; which one is which never changes. */
export const mandates: readonly [Mandate.Mandate, ...ReadonlyArray<Mandate.Mandate>] = [
  mandateOf('M1'),
  mandateOf('M2', [settleLeg('L1', '1'), settleLeg('L2', '0.5')]),
  mandateOf('M/3', [affirm('2', '0.01')], { account: accounts[1] }),
  mandateOf('M%2F4', [settleLeg('L1', '7'), affirm('1', '0')]),
  mandateOf('m5', [settleLeg('L2', '3')], { account: accounts[1] }),
];

/** Some record about some intent of a mandate, whether it could follow or not: the journal keeps books, no ledger. */
export const randomRecord = (
  { below, pick }: SeededRandom,
  mandate: Mandate.Mandate,
  lane: string,
): JournalRecord => {
  const intents = mandate.intents.map(({ id }) => id);
  const intent = defined(intents[below(intents.length)]);
  const attempt = 1 + below(3);
  const atMs = below(5) * 100;
  switch (below(10)) {
    case 0:
    case 1:
    case 2:
      return randomAttempt({ below }, intent, attempt, lane);
    case 3:
    case 4:
      return Paper.outcomeOf(intent, pick(valuesOf(Paper.outcomes)), attempt);
    case 5:
      return Paper.voided(intent, attempt);
    case 6:
      return Paper.ended(intent, pick(valuesOf(Paper.endings)), atMs);
    case 7:
      return Paper.decided(intent, pick(valuesOf(Paper.decisions)), atMs);
    case 8:
      return pick([Paper.parked(intent), Paper.changed(intent, attempt)]);
    default:
      // Halts are rare: nothing is armed behind them.
      return below(20) === 0 ? Paper.halted(`reason ${below(3)}`) : Paper.parked(intent);
  }
};

const randomAttempt = (
  { below }: Pick<SeededRandom, 'below'>,
  intent: IntentId,
  attempt: number,
  lane: string,
): JournalRecord => {
  const order = below(60);
  return Paper.armed(intent, {
    attempt,
    lane,
    order: String(order),
    fence: String(order + below(5)),
    reading: String(below(90)),
    exclusion: { name: `thing ${below(9)}`, once: below(2) === 0 },
  });
};

/** The record that gives a mandate, at some instant. */
export const randomGiving = ({ below }: SeededRandom, mandate: Mandate.Mandate): JournalRecord =>
  given(mandate, below(5) * 100);

const valuesOf = <A>(table: Readonly<Record<string, A>>): readonly [A, ...ReadonlyArray<A>] => {
  const [first, ...rest] = Object.values(table);
  return [defined(first), ...rest];
};
