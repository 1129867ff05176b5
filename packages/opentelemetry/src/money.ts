import type { Effect, Ending, Ledger, State } from '@legwork/core';
import { type SpanStatus, SpanStatusCode } from '@opentelemetry/api';
import * as O from 'fp-ts/lib/Option.js';

/**
 * What is known of the money. `Moved`: what was approved has happened. `MovedInPart`: some of it. `NothingMoved`: none of it,
 * by anything that was sent so far. `MayHaveMoved`: an attempt is out and not resolved; only reads are allowed.
 */
export type Money = 'Moved' | 'MovedInPart' | 'NothingMoved' | 'MayHaveMoved';

/** What an intent's ending says of the money. */
export const moneyOfEnding = ({ _tag }: Ending): Money => {
  switch (_tag) {
    case 'Done':
      return 'Moved';
    case 'PartlyDone':
      return 'MovedInPart';
    case 'Failed':
    case 'NotDone':
      return 'NothingMoved';
  }
};

/** What a whole mandate says of the money, by the ledger alone. */
export const moneyOfLedger = ({ intents }: Ledger.Ledger): Money => {
  if (
    intents.some(({ phase }) => phase._tag === 'Armed' || phase._tag === 'Unclear' || phase._tag === 'Taken')
  )
    return 'MayHaveMoved';
  const words = intents.map(({ phase }) =>
    phase._tag === 'Ended' ? moneyOfEnding(phase.ending) : 'NothingMoved',
  );
  if (words.every((word) => word === 'NothingMoved')) return 'NothingMoved';
  return words.every((word) => word === 'Moved') ? 'Moved' : 'MovedInPart';
};

/** A span is in order when its money moved as approved, in error when that is not known, and neither otherwise. */
export const statusOf = (money: Money): SpanStatus => {
  switch (money) {
    case 'Moved':
      return { code: SpanStatusCode.OK };
    case 'MayHaveMoved':
      return { code: SpanStatusCode.ERROR, message: money };
    case 'MovedInPart':
    case 'NothingMoved':
      return { code: SpanStatusCode.UNSET };
  }
};

/** The status of a run that is over: in error also when sending has stopped until a person looks. */
export const statusOfRun = (state: State.State, finish: Effect | undefined): SpanStatus => {
  if (finish?._tag !== 'Finish' || finish.because === 'JournalLost')
    return { code: SpanStatusCode.ERROR, message: 'JournalLost' };
  if (O.isSome(state.halted)) return { code: SpanStatusCode.ERROR, message: 'Halted' };
  return statusOf(moneyOfLedger(state.ledger));
};
