import { gross } from './obligation.js';
import { uuid } from './random-id.js';
import { type Granted, grant, refuse } from './refusal.js';
import { type Affirmation, type Settlement, mapAffirmations, obligationOf } from './settlement.js';
import type { State } from './state.js';
import type { Cause } from './truth.js';

/** Which affirmations of a settlement are to have their funds held. */
export type Whose = (affirmation: Affirmation) => boolean;

/**
 * Holds what these parties owe, or, where one of them has not enough, nothing. A party that owes nothing, or whose
 * funds are held already, is left as it is.
 */
export const placeHolds = (
  state: State,
  settlement: Settlement,
  whose: Whose,
  cause: Cause,
): Granted<Settlement> => {
  const isDue = (held: Affirmation): boolean => held.lock?.status !== 'active' && whose(held);
  const short = settlement.affirmations.filter(
    (held) => isDue(held) && !canHold(state, settlement, held.partyAccountId),
  );
  if (short.length > 0) return refuse('insufficientFunds');
  return grant(
    mapAffirmations(settlement, (held) => (isDue(held) ? place(state, settlement, held, cause) : held)),
  );
};

/** Has the party enough for what it owes? */
const canHold = (state: State, settlement: Settlement, accountId: string): boolean => {
  const owed = obligationOf(settlement, accountId);
  return owed === undefined || state.ledger.available(accountId, owed.sendCurrency) >= gross(owed);
};

const place = (state: State, settlement: Settlement, party: Affirmation, cause: Cause): Affirmation => {
  const owed = obligationOf(settlement, party.partyAccountId);
  if (owed === undefined) return party;
  const { accountId, sendCurrency: currency } = owed;
  const amount = gross(owed);
  const atMs = state.nowMs;
  const move = { atMs, accountId, toAccountId: accountId, currency, amount, settlementId: settlement.id };
  state.ledger.post({ ...move, kind: 'hold', cause });
  const lock = { id: uuid(state.random), accountId, status: 'active', amount, currency, createdAtMs: atMs };
  return { ...party, lock: { ...lock, status: 'active' } };
};

/** Gives back what is held for a party. */
export const release = (state: State, settlementId: string, party: Affirmation, cause: Cause): void => {
  if (party.lock?.status !== 'active') return;
  const { accountId, amount, currency } = party.lock;
  const move = { atMs: state.nowMs, accountId, toAccountId: accountId, currency, amount, settlementId };
  state.ledger.post({ ...move, kind: 'release', cause });
};
