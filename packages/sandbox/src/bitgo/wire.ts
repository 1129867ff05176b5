import type { Partner } from './partner.js';
import { type Affirmation, type Lock, type Settlement } from './settlement.js';
import type { State } from './state.js';
import type { Trade } from './trade.js';

/** A lock as the venue writes it. In the page's example `createdAt` is an empty object. */
export interface WireLock {
  readonly id: string;
  readonly accountId: string;
  readonly status: string;
  readonly amount: string;
  readonly currency: string;
  readonly createdAt: string | Readonly<Record<string, never>>;
}

/** An affirmation as the venue writes it (Create Settlement, read November 2026). */
export interface WireAffirmation {
  readonly id: string;
  readonly counterpartyAccountId?: string | null;
  readonly counterpartyName?: string | null;
  readonly partyAccountId: string;
  readonly partyAccountName?: string;
  readonly status: string;
  readonly settlement: string;
  readonly lock?: WireLock | null;
  readonly payload: string;
  readonly signature?: string | null;
  readonly createdAt: string;
  readonly expireAt: string;
}

/** A settlement as the venue writes it (the same page). */
export interface WireSettlement {
  readonly id: string;
  readonly requesterAccountId: string;
  readonly requesterAccountName: string;
  readonly status: string;
  readonly type: string;
  readonly affirmations: ReadonlyArray<WireAffirmation>;
  readonly expireAt: string;
  readonly finalizedAt?: string | null;
  readonly createdAt: string;
  readonly trades: ReadonlyArray<Trade>;
}

/** A partnership as the venue writes it (§2). */
export interface WirePartner {
  readonly id: string;
  readonly primaryEnterpriseName: string;
  readonly primaryAccountId: string;
  readonly secondaryEnterpriseName: string;
  readonly secondaryAccountId: string;
  readonly requesterAccountId: string;
  readonly type: string;
  readonly status: string;
}

/** How a payload is told: as it is, or with a lie in it. */
export type Telling = (payload: string) => string;

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** Writes a settlement. A payload that still waits for its signature is told as `telling` has it. */
export const wireSettlement = (state: State, settlement: Settlement, telling: Telling): WireSettlement => ({
  id: settlement.id,
  requesterAccountId: settlement.requesterAccountId,
  requesterAccountName: nameOf(state, settlement.requesterAccountId),
  status: settlement.status,
  type: settlement.type,
  affirmations: settlement.affirmations.map((held) => wireAffirmation(state, settlement, held, telling)),
  expireAt: iso(settlement.expireAtMs),
  ...optional(
    state,
    'finalizedAt',
    settlement.finalizedAtMs === undefined ? undefined : iso(settlement.finalizedAtMs),
  ),
  createdAt: iso(settlement.createdAtMs),
  trades: settlement.trades.map((trade) => wireTrade(state, settlement, trade)),
});

/** Writes an affirmation. */
export const wireAffirmation = (
  state: State,
  settlement: Settlement,
  held: Affirmation,
  telling: Telling,
): WireAffirmation => {
  const { counterpartyAccountId: other } = held;
  return {
    id: held.id,
    ...optional(state, 'counterpartyAccountId', other),
    ...optional(state, 'counterpartyName', other === undefined ? undefined : nameOf(state, other)),
    partyAccountId: held.partyAccountId,
    ...(state.switches.partyNames && { partyAccountName: nameOf(state, held.partyAccountId) }),
    status: held.status,
    settlement: settlement.id,
    ...lockField(state, held.lock),
    payload: held.signature === undefined ? telling(held.payload) : held.payload,
    ...optional(state, 'signature', held.signature),
    createdAt: iso(settlement.createdAtMs),
    expireAt: iso(settlement.expireAtMs),
  };
};

/** Writes a partnership. */
export const wirePartner = (state: State, partner: Partner): WirePartner => ({
  id: partner.id,
  primaryEnterpriseName: nameOf(state, partner.primaryAccountId),
  primaryAccountId: partner.primaryAccountId,
  secondaryEnterpriseName: nameOf(state, partner.secondaryAccountId),
  secondaryAccountId: partner.secondaryAccountId,
  requesterAccountId: partner.requesterAccountId,
  type: partner.type,
  status: partner.status,
});

const nameOf = (state: State, accountId: string): string => state.accounts.get(accountId)?.name ?? '';

/** A text field, or what the switch `emptyFields` makes of one without a value. */
const optional = <const K extends string>(
  state: State,
  name: K,
  value: string | undefined,
): { readonly [name_ in K]?: string | null } => {
  if (value !== undefined) return single(name, value);
  switch (state.switches.emptyFields) {
    case 'absent':
      return {};
    case 'null':
      return single(name, null);
    case 'empty':
      return single(name, '');
  }
};

const single = <const K extends string, A>(name: K, value: A): { readonly [name_ in K]?: A } => {
  const field: { [name_ in K]?: A } = {};
  field[name] = value;
  return field;
};

// The agency fixtures write an absent lock as null beside texts that are empty (§5).
const lockField = (state: State, lock: Lock | undefined): { readonly lock?: WireLock | null } => {
  if (lock !== undefined) return { lock: wireLock(state, lock) };
  return state.switches.emptyFields === 'absent' ? {} : { lock: null };
};

const wireLock = (state: State, lock: Lock): WireLock => {
  const isOdd = state.switches.lockForm === 'seed-example';
  return {
    id: lock.id,
    accountId: lock.accountId,
    status: lock.status,
    amount: lock.amount.toString(),
    currency: isOdd ? lock.currency.replace(/^ofct?/, '').toUpperCase() : lock.currency,
    createdAt: isOdd ? {} : iso(lock.createdAtMs),
  };
};

const wireTrade = (state: State, settlement: Settlement, trade: Trade): Trade => {
  if (state.switches.tradeStatusShown === 'as-sent') return trade;
  // A trade has no status `canceled` in the page's list; a rejected one is the nearest.
  return { ...trade, status: settlement.status === 'canceled' ? 'rejected' : settlement.status };
};
