import {
  FAIL,
  fastType,
  isAnyObject,
  isJsonObject,
  isOrdinary,
  JsonObject,
  type SettlementId,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { type Reading, readingOf } from '../decode-failure.js';
import type { SettlementShown } from '../shown.js';
import { WireAffirmation, affirmationShown, isAffirmation } from './affirmation.js';
import { SettlementIdText } from './id-text.js';
import { isListOf, listOf } from './list-of.js';
import { accountIn, instantIn, textIn } from './loose.js';
import { WireTrade, isTrade, tradeShown } from './trade.js';

const affirmationsMax = 64;
const tradesMax = 10_000;

/**
 * A settlement as the venue sends it (Create Settlement page, read November 2026). Fields that are not listed stay in the
 * object; unknown words in `status` and `type` are kept.
 */
export interface WireSettlement {
  readonly id: SettlementId;
  readonly status: string;
  readonly requesterAccountId?: unknown;
  readonly type?: unknown;
  readonly affirmations?: ReadonlyArray<WireAffirmation> | null;
  readonly trades?: ReadonlyArray<WireTrade> | null;
  readonly createdAt?: unknown;
  readonly expireAt?: unknown;
  readonly finalizedAt?: unknown;
  readonly settledAt?: unknown;
}

/** The ordinary codec of the same shape: it explains failures. */
const plainSettlement: t.Type<WireSettlement> = t.intersection(
  [
    JsonObject,
    t.type({ id: SettlementIdText, status: t.string }, 'SettlementRequired'),
    t.partial(
      {
        requesterAccountId: t.unknown,
        type: t.unknown,
        affirmations: t.union([listOf(WireAffirmation, affirmationsMax), t.null], 'Affirmations|null'),
        trades: t.union([listOf(WireTrade, tradesMax), t.null], 'Trades|null'),
        createdAt: t.unknown,
        expireAt: t.unknown,
        finalizedAt: t.unknown,
        settledAt: t.unknown,
      },
      'SettlementOptional',
    ),
  ],
  'Settlement',
);

/** The same in one look. */
const isSettlement = (input: unknown): input is WireSettlement => {
  if (!isAnyObject(input)) return false;
  const { __proto__: proto, constructor: maker, prototype, id, status, affirmations, trades } = input;
  return (
    isOrdinary(proto, maker, prototype) &&
    SettlementIdText.is(id) &&
    typeof status === 'string' &&
    (affirmations === undefined ||
      affirmations === null ||
      isListOf(affirmations, isAffirmation, affirmationsMax)) &&
    (trades === undefined || trades === null || isListOf(trades, isTrade, tradesMax))
  );
};

/** The codec of a settlement. */
export const WireSettlement: t.Type<WireSettlement> = fastType(
  'Settlement',
  (input) => (isSettlement(input) ? input : FAIL),
  plainSettlement,
);

/** The settlement in the adapter's form. */
export const settlementShown = (wire: WireSettlement): SettlementShown => ({
  id: wire.id,
  requester: accountIn(wire.requesterAccountId),
  status: wire.status,
  type: textIn(wire.type),
  affirmations: (wire.affirmations ?? []).map(affirmationShown),
  trades: O.map((trades: ReadonlyArray<WireTrade>) => trades.map(tradeShown))(O.fromNullable(wire.trades)),
  createdAtMs: instantIn(wire.createdAt),
  expireAtMs: instantIn(wire.expireAt),
  endedAtMs: [instantIn(wire.finalizedAt), instantIn(wire.settledAt)].flatMap((at) =>
    O.isSome(at) ? [at.value] : [],
  ),
  wire: isJsonObject(wire) ? wire : {},
});

/** Reads one settlement. */
export const readSettlement: Reading<SettlementShown> = readingOf(WireSettlement, settlementShown);
