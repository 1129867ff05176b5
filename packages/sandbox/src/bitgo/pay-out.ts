import type { Settlement } from './settlement.js';
import { type State, VENUE_ACCOUNT } from './state.js';
import type { Cause } from './truth.js';

/** What is left of what one account put in. */
interface Source {
  readonly accountId: string;
  readonly currency: string;
  left: bigint;
}

/**
 * Pays every receiver out of what is held, the fees to the venue, and what nobody receives to the agent, or to the
 * venue where there is none. Moves nothing and says false where what is held does not cover what is to be received.
 */
export const payOut = (state: State, settlement: Settlement, cause: Cause): boolean => {
  const sources = settlement.obligations.map((owed): Source => ({
    accountId: owed.accountId,
    currency: owed.sendCurrency,
    left: owed.subtotal,
  }));
  if (!isCovered(sources, settlement)) return false;
  const atMs = state.nowMs;
  const pay = (kind: 'pay' | 'fee', source: Source, toAccountId: string, amount: bigint): void => {
    const { accountId, currency } = source;
    const settlementId = settlement.id;
    state.ledger.post({ atMs, kind, accountId, toAccountId, currency, amount, settlementId, cause });
  };
  for (const owed of settlement.obligations) {
    pay('fee', { accountId: owed.accountId, currency: owed.sendCurrency, left: 0n }, VENUE_ACCOUNT, owed.fee);
    let need = owed.receiveAmount;
    for (const source of sources) {
      if (source.currency !== owed.receiveCurrency) continue;
      const part = need < source.left ? need : source.left;
      pay('pay', source, owed.accountId, part);
      source.left -= part;
      need -= part;
    }
  }
  const keeper = settlement.type === 'agency' ? settlement.requesterAccountId : VENUE_ACCOUNT;
  for (const source of sources) pay('pay', source, keeper, source.left);
  return true;
};

const isCovered = (sources: ReadonlyArray<Source>, settlement: Settlement): boolean => {
  const rest = new Map<string, bigint>();
  for (const source of sources) rest.set(source.currency, (rest.get(source.currency) ?? 0n) + source.left);
  for (const owed of settlement.obligations)
    rest.set(owed.receiveCurrency, (rest.get(owed.receiveCurrency) ?? 0n) - owed.receiveAmount);
  return (
    settlement.obligations.every((owed) => isHeld(settlement, owed.accountId)) &&
    [...rest.values()].every((left) => left >= 0n)
  );
};

const isHeld = (settlement: Settlement, accountId: string): boolean =>
  settlement.affirmations.some(
    (party) => party.partyAccountId === accountId && party.lock?.status === 'active',
  );
