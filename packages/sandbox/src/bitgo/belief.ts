import { type Obligation, gross } from './obligation.js';
import type { Payload } from './payload.js';
import { type Affirmation, type Settlement, obligationOf, withAffirmation } from './settlement.js';
import type { State } from './state.js';
import type { Cause } from './truth.js';

/**
 * What a venue that lies makes of its lie when it comes back signed: the signer owes and gets what it signed, as far
 * as its funds go. A lie about another currency changes nothing but the record of what was signed.
 */
export const believe = (
  state: State,
  settlement: Settlement,
  party: Affirmation,
  payload: Payload,
  cause: Cause,
): Settlement => {
  const owed = obligationOf(settlement, party.partyAccountId);
  const told = payload.entries.find((entry) => entry.accountId === party.partyAccountId);
  if (owed === undefined || told === undefined || told.sendCurrency !== owed.sendCurrency) return settlement;
  const believed: Obligation = {
    ...owed,
    subtotal: told.sendSubtotal,
    fee: told.sendAmount - told.sendSubtotal,
    receiveAmount: told.receiveAmount < owed.receiveAmount ? told.receiveAmount : owed.receiveAmount,
  };
  const extra = gross(believed) - gross(owed);
  if (extra < 0n || told.sendAmount < told.sendSubtotal) return settlement;
  const { lock } = party;
  if (lock?.status === 'active') {
    if (state.ledger.available(owed.accountId, owed.sendCurrency) < extra) return settlement;
    const { accountId, sendCurrency: currency } = owed;
    const place = { atMs: state.nowMs, accountId, toAccountId: accountId, currency, amount: extra };
    state.ledger.post({ ...place, kind: 'hold', settlementId: settlement.id, cause });
  }
  const obligations = settlement.obligations.map((held) => (held === owed ? believed : held));
  const locked = lock === undefined ? party : { ...party, lock: { ...lock, amount: gross(believed) } };
  return { ...withAffirmation(settlement, locked), obligations };
};
