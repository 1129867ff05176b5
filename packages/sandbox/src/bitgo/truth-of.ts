import { gross } from './obligation.js';
import type { Settlement } from './settlement.js';
import type { State } from './state.js';
import type { SettlementTruth, Truth } from './truth.js';

/** A copy of what really happened, which later events do not change. */
export const truthOf = (state: State): Truth => ({
  nowMs: state.nowMs,
  moves: state.ledger.moves(),
  balances: state.ledger.balances(),
  settlements: state.settlementOrder.map((history) => settlementTruth(history.current())),
  signatures: [...state.signatures],
  lies: [...state.lies],
  requests: [...state.requests],
});

const settlementTruth = (settlement: Settlement): SettlementTruth => ({
  id: settlement.id,
  type: settlement.type,
  requesterAccountId: settlement.requesterAccountId,
  status: settlement.status,
  createdAtMs: settlement.createdAtMs,
  expireAtMs: settlement.expireAtMs,
  finalizedAtMs: settlement.finalizedAtMs ?? null,
  externalIds: settlement.trades.flatMap(({ externalId }) => (externalId === undefined ? [] : [externalId])),
  obligations: settlement.obligations.map((owed) => ({
    accountId: owed.accountId,
    sendCurrency: owed.sendCurrency,
    gross: gross(owed).toString(),
    fee: owed.fee.toString(),
    receiveCurrency: owed.receiveCurrency,
    receiveAmount: owed.receiveAmount.toString(),
  })),
  affirmations: settlement.affirmations.map(({ id, partyAccountId, status }) => ({
    id,
    partyAccountId,
    status,
  })),
  cause: settlement.cause,
});
