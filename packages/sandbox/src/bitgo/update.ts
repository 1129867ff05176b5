import type { Account } from './account.js';
import type { WriteNote } from './creation.js';
import { entriesFor } from './obligation.js';
import { type Granted, grant, refuse } from './refusal.js';
import { type Affirmation, type Settlement, affirmationOf, isAgreed } from './settlement.js';
import { checkNonces, take } from './signed-payload.js';
import type { State } from './state.js';
import { isSameEntries } from './terms.js';
import { withNonces } from './truth.js';
import type { Deed, Update } from './wished.js';

/** What a party wants done with its affirmation (§1.8). */
export type UpdateWish =
  | { readonly status: 'affirmed'; readonly payload: string; readonly signature: string }
  | { readonly status: 'rejected' }
  | { readonly status: 'canceled' };

/** Checks who asks for what, in which state, and under which signature. Changes nothing. */
export const checkUpdate = (
  state: State,
  account: Account,
  affirmationId: string,
  wish: UpdateWish,
  note: WriteNote,
): Granted<Update> => {
  const { accountId } = account;
  const settlement = state.settlements.get(state.affirmations.get(affirmationId) ?? '')?.current();
  const held = settlement === undefined ? undefined : affirmationOf(settlement, affirmationId);
  if (settlement === undefined || held?.partyAccountId !== accountId) return refuse('notFound');
  const isRequester = accountId === settlement.requesterAccountId;
  if (state.switches.counterparty === 'silent' && !isRequester) return refuse('notYours');
  if (state.switches.guardSeesQueued && state.queued.has(affirmationId)) return refuse('notPending');
  const deed = deedOf(state, account, settlement, held, wish);
  if (!deed.ok) return deed;
  const nonces = deed.value._tag === 'Affirm' ? deed.value.signed.nonces : [];
  return grant({
    affirmationId,
    settlementId: settlement.id,
    accountId,
    deed: deed.value,
    cause: withNonces(note.cause, nonces),
    settleFails: note.settleFails,
  });
};

/** May this still be done to the affirmation as it stands? Asked once more when a late write takes effect. */
export const isPossible = (
  state: State,
  settlement: Settlement,
  held: Affirmation,
  deed: Deed['_tag'],
): boolean => {
  const { affirmOverdue, rejectAfterAffirm } = state.switches;
  if (settlement.status !== 'pending' || isAgreed(settlement)) return false;
  switch (deed) {
    case 'Affirm':
      return held.status === 'pending' || (affirmOverdue && held.status === 'overdue');
    case 'Reject':
      return held.status === 'pending' || (rejectAfterAffirm && held.status === 'affirmed');
    case 'Cancel':
      return held.status === 'pending' || held.status === 'affirmed';
    case 'Nothing':
      return true;
  }
};

const deedOf = (
  state: State,
  account: Account,
  settlement: Settlement,
  held: Affirmation,
  wish: UpdateWish,
): Granted<Deed> => {
  const isRequester = account.accountId === settlement.requesterAccountId;
  switch (wish.status) {
    case 'affirmed':
      return affirmDeed(state, account, settlement, held, wish);
    case 'rejected':
      if (isRequester) return refuse('notYours', 'the requester cancels');
      return isPossible(state, settlement, held, 'Reject') ? grant({ _tag: 'Reject' }) : refuse('notPending');
    case 'canceled':
      if (!isRequester && state.switches.whoCancels === 'requester')
        return refuse('notYours', 'only the requester cancels');
      return isPossible(state, settlement, held, 'Cancel') ? grant({ _tag: 'Cancel' }) : refuse('notPending');
  }
};

const affirmDeed = (
  state: State,
  account: Account,
  settlement: Settlement,
  held: Affirmation,
  wish: { readonly payload: string; readonly signature: string },
): Granted<Deed> => {
  const isRepeated =
    held.status === 'affirmed' && held.payload === wish.payload && held.signature === wish.signature;
  if (isRepeated && state.switches.repeatedAffirm === 'idempotent') return grant({ _tag: 'Nothing' });
  if (!isPossible(state, settlement, held, 'Affirm')) return refuse('notPending');
  const signed = take(state, account, wish, state.switches.affirmNeeds);
  if (!signed.ok) return signed;
  if (signed.value.lie === undefined) {
    const expected = entriesFor(
      settlement.obligations,
      account.accountId,
      settlement.requesterAccountId,
      settlement.type,
    );
    if (state.switches.checkAmounts && !isSameEntries(signed.value.payload.entries, expected))
      return refuse('payloadMismatch', 'the payload is not what the settlement expects');
  }
  const fresh = checkNonces(state, account.accountId, signed.value.nonces);
  return fresh.ok ? grant({ _tag: 'Affirm', signed: signed.value }) : fresh;
};
