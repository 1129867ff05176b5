import * as Hold from './hold.js';
import { payOut } from './pay-out.js';
import { type Affirmation, type Lock, type Settlement, isAgreed, mapAffirmations } from './settlement.js';
import type { State } from './state.js';
import type { AffirmationStatus, SettlementStatus } from './status.js';
import type { Cause } from './truth.js';

/** Puts a changed settlement in the place of what it was. */
export const save = (state: State, settlement: Settlement): Settlement => {
  state.settlements.get(settlement.id)?.push(state.nowMs, settlement);
  return settlement;
};

/** How a settlement ends without anybody being paid. */
interface Ending {
  readonly status: SettlementStatus;
  readonly lock: 'released' | 'failed';
  readonly word: (affirmation: Affirmation) => AffirmationStatus;
}

/** Ends a settlement, gives back what is held and saves it. */
const end = (state: State, settlement: Settlement, ending: Ending, cause: Cause): Settlement => {
  for (const party of settlement.affirmations) Hold.release(state, settlement.id, party, cause);
  const ended = mapAffirmations(settlement, (held) => ({
    ...held,
    status: ending.word(held),
    lock: withStatus(held.lock, ending.lock),
  }));
  return save(state, { ...ended, status: ending.status, finalizedAtMs: state.nowMs });
};

/** Ends a settlement because something went wrong with its funds. */
export const fail = (state: State, settlement: Settlement, cause: Cause): Settlement =>
  end(state, settlement, { status: 'failed', lock: 'failed', word: () => 'failed' }, cause);

/** Ends a settlement because one party said so; what the others' affirmations become is the switch `siblings`. */
export const close = (
  state: State,
  settlement: Settlement,
  by: { readonly affirmationId: string; readonly word: 'rejected' | 'canceled' },
  cause: Cause,
): Settlement =>
  end(
    state,
    settlement,
    {
      status: by.word,
      lock: 'released',
      word: (held) => (held.id === by.affirmationId ? by.word : sibling(state, held, by.word)),
    },
    cause,
  );

/** Lets the time of a settlement run out, unless every party has affirmed. */
export const expire = (state: State, settlement: Settlement): void => {
  if (settlement.status !== 'pending' || isAgreed(settlement)) return;
  if (state.switches.affirmOverdue) {
    save(
      state,
      mapAffirmations(settlement, (held) => lapsed(state, settlement, held)),
    );
    return;
  }
  const word = (held: Affirmation): AffirmationStatus =>
    held.status === 'pending' ? 'overdue' : sibling(state, held, 'overdue');
  end(state, settlement, { status: state.switches.expiredSettlement, lock: 'released', word }, 'venue');
};

/** Pays everybody what is agreed; where the funds do not cover it, or a fault says so, the settlement fails. */
export const settle = (state: State, settlement: Settlement, fails: boolean, cause: Cause): Settlement => {
  if (fails || !payOut(state, settlement, cause)) return fail(state, settlement, cause);
  const settled = mapAffirmations(settlement, (held) => ({
    ...held,
    lock: withStatus(held.lock, 'settled'),
  }));
  return save(state, { ...settled, status: 'settled', finalizedAtMs: state.nowMs });
};

const lapsed = (state: State, settlement: Settlement, held: Affirmation): Affirmation => {
  if (held.status !== 'pending') return held;
  Hold.release(state, settlement.id, held, 'venue');
  return { ...held, status: 'overdue', lock: withStatus(held.lock, 'released') };
};

const sibling = (state: State, held: Affirmation, word: AffirmationStatus): AffirmationStatus => {
  switch (state.switches.siblings) {
    case 'canceled':
      return 'canceled';
    case 'unchanged':
      return held.status;
    case 'same':
      return word;
  }
};

const withStatus = (lock: Lock | undefined, status: Lock['status']): Lock | undefined =>
  lock?.status === 'active' ? { ...lock, status } : lock;
