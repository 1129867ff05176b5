import { toSettlement, tradeV1 } from '@legwork/bitgo';
import type { Observation, ReadFailed, Subject } from '@legwork/core';
import type { Place, Reply } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { answerOf, callVenue } from './calling.js';
import { type Conduct, placeOf } from './conduct.js';

/** A read arrives at the venue, which may answer from an older copy, and may lie about what we are to sign. */
export const readVenue = (conduct: Conduct, subject: Subject, nowMs: number, staleMs: number): Reply => {
  const at = placeOf(conduct);
  const call =
    subject._tag === 'Existing' ? tradeV1.getSettlement(at, subject.settlement) : tradeV1.listSettlements(at);
  return callVenue(conduct, call, '', nowMs, {
    ...(staleMs === 0 ? {} : { asOfMs: nowMs - staleMs }),
    ...(conduct.lie === undefined ? {} : { lie: conduct.lie }),
  });
};

/** The adapter's reading of replies to reads. */
export type Reader = (
  subject: Subject,
  reply: Reply | undefined,
  place: Place,
) => E.Either<ReadFailed, Observation>;

/** Makes the reader of one world. A text that came before is not read again: most reads show nothing new. */
export const readerOf = (conduct: Conduct): Reader => {
  const read = new Map<unknown, E.Either<ReadFailed, Settlements>>();
  return (subject, reply, place) => {
    const settlements = read.get(reply?.body) ?? settlementsIn(conduct, subject, reply);
    if (reply !== undefined) read.set(reply.body, settlements);
    return E.isLeft(settlements)
      ? settlements
      : E.right({ subject, settlements: settlements.right, ...place });
  };
};

type Settlements = Observation['settlements'];

const settlementsIn = (
  conduct: Conduct,
  subject: Subject,
  reply: Reply | undefined,
): E.Either<ReadFailed, Settlements> => {
  const answer = answerOf(reply);
  if (answer._tag !== 'Replied' || answer.status !== 200) return nothingRead;
  const json = O.toUndefined(answer.json);
  const at = placeOf(conduct);
  const shown =
    subject._tag === 'Existing'
      ? E.map((one: Shown) => [one])(tradeV1.getSettlement(at, subject.settlement).read(json))
      : tradeV1.listSettlements(at).read(json);
  return E.isLeft(shown) ? nothingRead : E.right(shown.right.map(toSettlement(conduct.terms)));
};

type Shown = Parameters<ReturnType<typeof toSettlement>>[0];

const nothingRead: E.Either<ReadFailed, never> = E.left({
  _tag: 'ReadFailed',
  lasts: 'Passing',
  what: 'the read gave nothing',
  money: 'nothing moved',
  todo: 'ask again later',
  code: O.none,
  requestId: O.none,
});
