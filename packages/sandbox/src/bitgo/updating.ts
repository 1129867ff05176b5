import type { Account } from './account.js';
import { believe } from './belief.js';
import type { WriteNote } from './creation.js';
import { close, fail, save, settle } from './ending.js';
import * as Hold from './hold.js';
import { type Granted, grant, refuse } from './refusal.js';
import { type Affirmation, type Settlement, affirmationOf, isAgreed, withAffirmation } from './settlement.js';
import { useNonces } from './signed-payload.js';
import type { State } from './state.js';
import { type UpdateWish, checkUpdate, isPossible } from './update.js';
import type { SignedPayload, Update } from './wished.js';

/** Affirms, rejects or cancels, at once or after a delay. Gives the affirmation as it stands or will stand. */
export const updateAffirmation = (
  state: State,
  account: Account,
  affirmationId: string,
  wish: UpdateWish,
  note: WriteNote,
): Granted<Affirmation> => {
  const update = checkUpdate(state, account, affirmationId, wish, note);
  if (!update.ok) return update;
  const { settlementId, deed, cause } = update.value;
  const signed = deed._tag === 'Affirm' ? deed.signed : undefined;
  if (note.delayMs === 0) {
    const applied = applyUpdate(state, update.value);
    if (applied.ok) noteSigned(state, update.value, signed);
    return applied;
  }
  if (state.switches.guardSeesQueued && signed !== undefined) claim(state, account.accountId, signed);
  state.queued.add(affirmationId);
  noteSigned(state, { affirmationId, settlementId, accountId: account.accountId, cause }, signed);
  state.agenda.add(state.nowMs + note.delayMs, { _tag: 'ApplyUpdate', update: update.value });
  const held = current(state, update.value);
  return held === undefined ? refuse('notFound') : grant({ ...held.affirmation, ...promised(wish) });
};

/** Does what was checked, if the settlement still allows it. Errors: `notPending`, `insufficientFunds`. */
export const applyUpdate = (state: State, update: Update): Granted<Affirmation> => {
  state.queued.delete(update.affirmationId);
  const held = current(state, update);
  if (held === undefined) return refuse('notFound');
  const { settlement, affirmation } = held;
  const { deed, cause, affirmationId } = update;
  if (deed._tag === 'Nothing') return grant(affirmation);
  if (!isPossible(state, settlement, affirmation, deed._tag)) return refuse('notPending');
  const changed =
    deed._tag === 'Affirm'
      ? affirm(state, settlement, affirmation, deed.signed, update)
      : grant(
          close(
            state,
            settlement,
            { affirmationId, word: deed._tag === 'Reject' ? 'rejected' : 'canceled' },
            cause,
          ),
        );
  if (!changed.ok) return changed;
  return grant(affirmationOf(changed.value, affirmationId) ?? affirmation);
};

const affirm = (
  state: State,
  before: Settlement,
  affirmation: Affirmation,
  signed: SignedPayload,
  { cause, settleFails }: Update,
): Granted<Settlement> => {
  const believed =
    signed.lie === undefined ? before : believe(state, before, affirmation, signed.payload, cause);
  const agreed = withAffirmation(before, { ...affirmation, status: 'affirmed' });
  const isLast = isAgreed(agreed);
  const isLate = before.type === 'agency' && state.switches.agencyLocks === 'at-last-affirm';
  const whose: Hold.Whose = (held) => (isLate ? isLast : held.id === affirmation.id);
  const funded = Hold.placeHolds(state, believed, whose, cause);
  if (!funded.ok && state.switches.insufficientFunds === 'refused') return funded;
  claim(state, affirmation.partyAccountId, signed);
  if (!funded.ok) return grant(fail(state, believed, cause));
  const locked = affirmationOf(funded.value, affirmation.id) ?? affirmation;
  const { text: payload, signature } = signed;
  const settlement = withAffirmation(funded.value, { ...locked, status: 'affirmed', payload, signature });
  save(state, settlement);
  if (!isLast) return grant(settlement);
  if (state.switches.settleAfterMs === 0) return grant(settle(state, settlement, settleFails, cause));
  const due = { _tag: 'Settle', settlementId: settlement.id, fails: settleFails } as const;
  state.agenda.add(state.nowMs + state.switches.settleAfterMs, due);
  return grant(settlement);
};

const current = (
  state: State,
  update: Pick<Update, 'settlementId' | 'affirmationId'>,
): { readonly settlement: Settlement; readonly affirmation: Affirmation } | undefined => {
  const settlement = state.settlements.get(update.settlementId)?.current();
  const affirmation = settlement === undefined ? undefined : affirmationOf(settlement, update.affirmationId);
  return settlement === undefined || affirmation === undefined ? undefined : { settlement, affirmation };
};

const claim = (state: State, accountId: string, { nonces }: SignedPayload): void =>
  useNonces(state, accountId, nonces);

const promised = (wish: UpdateWish): Partial<Affirmation> =>
  wish.status === 'affirmed'
    ? { status: 'affirmed', payload: wish.payload, signature: wish.signature }
    : { status: wish.status };

const noteSigned = (
  state: State,
  update: Pick<Update, 'affirmationId' | 'settlementId' | 'accountId' | 'cause'>,
  signed: SignedPayload | undefined,
): void => {
  if (signed === undefined) return;
  const { affirmationId, settlementId, accountId, cause } = update;
  const { text: payload, signature, lie = null } = signed;
  const about = { atMs: state.nowMs, settlementId, affirmationId, accountId };
  state.signatures.push({ ...about, payload, signature, lie, cause });
};
