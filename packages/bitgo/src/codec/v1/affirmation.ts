import { FAIL, fastType, isAnyObject, isOrdinary, JsonObject } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { type Reading, readingOf } from '../decode-failure.js';
import type { AffirmationShown } from '../shown.js';
import { IdText } from './id-text.js';
import { WireLock, isLock, lockShown } from './lock.js';
import { accountIn, instantIn, settlementIn, textIn } from './loose.js';

/**
 * An affirmation as the venue sends it (Create Settlement page, read November 2026). Everything but `id` and `status` may be
 * absent, `null` or empty; an unknown `status` is kept.
 */
export interface WireAffirmation {
  readonly id: string;
  readonly status: string;
  readonly partyAccountId?: unknown;
  readonly settlement?: unknown;
  readonly lock?: WireLock | null;
  readonly payload?: string | null;
  readonly expireAt?: unknown;
}

/** The ordinary codec of the same shape: it explains failures. */
const plainAffirmation: t.Type<WireAffirmation> = t.intersection(
  [
    JsonObject,
    t.type({ id: IdText, status: t.string }, 'AffirmationRequired'),
    t.partial(
      {
        partyAccountId: t.unknown,
        settlement: t.unknown,
        lock: t.union([WireLock, t.null], 'Lock|null'),
        payload: t.union([t.string, t.null], 'PayloadText|null'),
        expireAt: t.unknown,
      },
      'AffirmationOptional',
    ),
  ],
  'Affirmation',
);

/** The same in one look. */
export const isAffirmation = (input: unknown): input is WireAffirmation => {
  if (!isAnyObject(input)) return false;
  const { __proto__: proto, constructor: maker, prototype, id, status, lock, payload } = input;
  return (
    isOrdinary(proto, maker, prototype) &&
    IdText.is(id) &&
    typeof status === 'string' &&
    (lock === undefined || lock === null || isLock(lock)) &&
    (payload === undefined || payload === null || typeof payload === 'string')
  );
};

/** The codec of an affirmation. A payload that is an object and no text is refused: what is signed is a text. */
export const WireAffirmation: t.Type<WireAffirmation> = fastType(
  'Affirmation',
  (input) => (isAffirmation(input) ? input : FAIL),
  plainAffirmation,
);

/** The affirmation in the adapter's form. */
export const affirmationShown = (wire: WireAffirmation): AffirmationShown => ({
  id: wire.id,
  account: accountIn(wire.partyAccountId),
  status: wire.status,
  settlement: settlementIn(wire.settlement),
  lock: O.map(lockShown)(O.fromNullable(wire.lock)),
  payload: textIn(wire.payload),
  expireAtMs: instantIn(wire.expireAt),
});

/** Reads one affirmation. */
export const readAffirmation: Reading<AffirmationShown> = readingOf(WireAffirmation, affirmationShown);
