import { sign } from './key/bitcoin-message.js';
import type { Account } from './account.js';
import { createSettlement } from './creation.js';
import { issue } from './issue.js';
import { entriesFor } from './obligation.js';
import { nonce } from './random-id.js';
import { type Granted, refuse } from './refusal.js';
import { type Affirmation, type Settlement, affirmationOf } from './settlement.js';
import type { State } from './state.js';
import type { Terms } from './terms.js';
import type { Trade } from './trade.js';
import type { Cause } from './truth.js';
import { updateAffirmation } from './updating.js';

/** What a party does to its affirmation. */
export type Act = 'affirm' | 'reject' | 'cancel';

/** Lets the party of an affirmation act without a call of its own, under its own key. */
export const act = (state: State, affirmationId: string, deed: Act, cause: Cause): Granted<Affirmation> => {
  const settlement = state.settlements.get(state.affirmations.get(affirmationId) ?? '')?.current();
  const held = settlement === undefined ? undefined : affirmationOf(settlement, affirmationId);
  const account = state.accounts.get(held?.partyAccountId ?? '');
  if (held === undefined || account === undefined) return refuse('notFound');
  const note = { cause, delayMs: 0, settleFails: false };
  switch (deed) {
    case 'affirm': {
      const signed = signedBy(state, account, held.payload);
      return updateAffirmation(state, account, held.id, { status: 'affirmed', ...signed }, note);
    }
    case 'reject':
      return updateAffirmation(state, account, held.id, { status: 'rejected' }, note);
    case 'cancel':
      return updateAffirmation(state, account, held.id, { status: 'canceled' }, note);
  }
};

/** Lets an account request a settlement without a call of its own, under its own key. */
export const propose = (
  state: State,
  requester: Account,
  terms: Terms,
  trades: ReadonlyArray<Trade>,
): Granted<Settlement> => {
  const { accountId } = requester;
  const honest = {
    accountId,
    entries: entriesFor(terms.obligations, accountId, accountId, terms.type),
    nonceHold: nonce(state.random),
    nonceSettle: nonce(state.random),
  };
  const signed = signedBy(state, requester, issue(state, honest, 'build'));
  const note = { cause: 'control', delayMs: 0, settleFails: false } as const;
  return createSettlement(state, requester, { ...signed, trades }, note);
};

const signedBy = (
  state: State,
  account: Account,
  payload: string,
): { readonly payload: string; readonly signature: string } => ({
  payload,
  signature: state.switches.checkSignatures ? sign(payload, account.key()) : '',
});
