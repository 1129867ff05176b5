import type { AccountId, Settlement } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { ourAffirmation } from './cast.js';
import type { Dialect } from './codec/dialect.js';
import type { SettlementShown } from './codec/shown.js';
import { parsePayload } from './payload/parse.js';
import { type Projection, project, sameProjection } from './payload/projection.js';

/** The payload that an attempt sent, to be found again in what the venue shows: its nonces were never anybody else's. */
export interface SentPayload {
  /** What our own affirmation in the settlement shows of it. */
  readonly shownBy: (settlement: Settlement.Settlement) => PayloadShown;
  /** Whether any affirmation in the settlement shows one of its nonces. What cannot be read again may. */
  readonly isIn: (settlement: Settlement.Settlement) => boolean;
}

/**
 * What an affirmation of ours shows of what was sent.
 *
 * `Sent`: it says the same, under the same nonces; in which order of keys proves nothing (notes §3.5). `Altered`: under one of
 * the nonces it says something else. `Another`: it has other nonces, or cannot be understood. `NotShown`: it has no payload.
 */
type PayloadShown = 'Sent' | 'Altered' | 'Another' | 'NotShown';

type Reader = Pick<Dialect, 'settlement' | 'signedPayload'>;

/**
 * Finds the payload in the exact text that was sent; `none` where that text has none that we would have signed.
 *
 * The last text is remembered: an attempt is judged at every reading, and what it sent does not change.
 */
export const sentPayloads = (
  account: AccountId,
  reader: Reader,
): ((body: string) => O.Option<SentPayload>) => {
  let last: { readonly body: string; readonly sent: O.Option<SentPayload> } | undefined;
  return (body) => {
    if (last?.body !== body) last = { body, sent: sentPayload(account, reader, body) };
    return last.sent;
  };
};

const sentPayload = (account: AccountId, reader: Reader, body: string): O.Option<SentPayload> => {
  const text = reader.signedPayload(body);
  const payload = O.isSome(text) ? parsePayload(text.value) : E.left(undefined);
  if (E.isLeft(payload)) return O.none;
  const sent = project(payload.right);
  const read = (settlement: Settlement.Settlement): E.Either<unknown, SettlementShown> =>
    reader.settlement(settlement.raw);
  return O.some({
    shownBy: (settlement) => {
      const shown = read(settlement);
      if (E.isLeft(shown)) return 'Another';
      const ours = ourAffirmation({ account }, shown.right);
      if (O.isNone(ours)) return 'Another';
      return O.isNone(ours.value.payload) ? 'NotShown' : compared(sent, ours.value.payload.value);
    },
    isIn: (settlement) => {
      const shown = read(settlement);
      return (
        E.isLeft(shown) ||
        shown.right.affirmations.some(({ payload: one }) => O.isSome(one) && hasNonceOf(sent, one.value))
      );
    },
  });
};

const compared = (sent: Projection, text: string): PayloadShown => {
  if (!hasNonceOf(sent, text)) return 'Another';
  const shown = parsePayload(text);
  return E.isRight(shown) && sameProjection(project(shown.right), sent) ? 'Sent' : 'Altered';
};

/** By the characters alone, so that it is found in a text that is not understood as well; JSON may write `/` as `\/`. */
const hasNonceOf = ({ nonceHold, nonceSettle }: Projection, text: string): boolean => {
  const plain = text.replaceAll('\\/', '/');
  return plain.includes(nonceHold) || plain.includes(nonceSettle);
};
