import * as History from '../history.js';
import type { Account } from './account.js';
import type { Draft } from './due.js';
import { fail } from './ending.js';
import * as Hold from './hold.js';
import { issue } from './issue.js';
import { entriesFor } from './obligation.js';
import { maySettle } from './partner.js';
import { nonce, uuid } from './random-id.js';
import { type Granted, grant, refuse } from './refusal.js';
import type { Affirmation, Settlement } from './settlement.js';
import { checkNonces, take, useNonces } from './signed-payload.js';
import { type State, LIMITS } from './state.js';
import { type Terms, checkAmounts, checkTrades, termsOf } from './terms.js';
import type { Trade } from './trade.js';
import { type Cause, withNonces } from './truth.js';
import type { SignedPayload } from './wished.js';

/** What the requester of a settlement sends. */
export interface CreateWish {
  readonly payload: string;
  readonly signature: string;
  readonly trades: ReadonlyArray<Trade>;
}

/** Why and how a write is made. */
export interface WriteNote {
  readonly cause: Cause;
  /** The time from the answer to the effect. Units: ms. */
  readonly delayMs: number;
  /** The settlement that this write completes is to fail. */
  readonly settleFails: boolean;
}

/** Creates a settlement from the requester's signed payload, at once or after a delay. */
export const createSettlement = (
  state: State,
  requester: Account,
  wish: CreateWish,
  note: WriteNote,
): Granted<Settlement> => {
  if (state.settlementOrder.length >= LIMITS.settlements) return refuse('full');
  const signed = take(state, requester, wish, state.switches.createNeeds);
  if (!signed.ok) return signed;
  const terms = termsOf(signed.value.payload, requester.accountId, state.switches);
  const agreed = checkTerms(state, terms, signed.value, wish.trades);
  if (!agreed.ok) return agreed;
  const earlier = findEarlier(state, requester.accountId, wish.trades);
  if (earlier !== undefined) return earlier;
  const fresh = checkNonces(state, requester.accountId, signed.value.nonces);
  if (!fresh.ok) return fresh;

  const draft = draftOf(state, terms, signed.value, wish.trades, note.cause);
  if (note.delayMs === 0) {
    const applied = applyCreate(state, draft);
    if (applied.ok) noteSigned(state, draft.settlement, signed.value);
    return applied;
  }
  if (state.switches.guardSeesQueued) claim(state, draft);
  noteSigned(state, draft.settlement, signed.value);
  state.agenda.add(state.nowMs + note.delayMs, { _tag: 'ApplyCreate', draft });
  return grant(draft.settlement);
};

/** Makes a draft real and visible: places its locks and starts its time. Errors: `insufficientFunds`, by switch. */
export const applyCreate = (state: State, draft: Draft): Granted<Settlement> => {
  const { cause } = draft.settlement;
  const held = Hold.placeHolds(state, draft.settlement, locksAtCreate(state, draft.settlement), cause);
  if (!held.ok && state.switches.insufficientFunds === 'refused') return held;
  claim(state, draft);
  const settlement = held.ok ? held.value : draft.settlement;
  const history = History.make(state.nowMs, settlement, {
    ageMs: state.switches.historyMs,
    versionsMax: Math.max(1, state.switches.historyVersionsMax),
  });
  state.settlements.set(settlement.id, history);
  state.settlementOrder.push(history);
  for (const { id } of settlement.affirmations) state.affirmations.set(id, settlement.id);
  if (!held.ok) return grant(fail(state, settlement, cause));
  state.agenda.add(settlement.expireAtMs, { _tag: 'Expire', settlementId: settlement.id });
  wakeCounterparties(state, settlement);
  return grant(settlement);
};

const checkTerms = (
  state: State,
  terms: Terms,
  signed: SignedPayload,
  trades: ReadonlyArray<Trade>,
): Granted<null> => {
  if (signed.lie !== undefined) return grant(null);
  const { switches } = state;
  const others = terms.obligations.filter((held) => held.accountId !== terms.requesterAccountId);
  const arePartners = others.every((held) =>
    maySettle(state.partners.values(), terms.type, terms.requesterAccountId, held.accountId),
  );
  if (!arePartners || others.length === 0) return refuse('notPartners');
  const accountIds = new Set(terms.obligations.map((held) => held.accountId));
  if (accountIds.size < terms.obligations.length)
    return refuse('payloadMismatch', 'an account has two entries');
  const amounts = switches.checkAmounts ? checkAmounts(signed.payload, terms, switches) : grant(null);
  if (!amounts.ok) return amounts;
  return switches.checkTrades ? checkTrades(terms, trades) : grant(null);
};

/** What the switch `duplicateExternalId` makes of a trade that was there before; nothing where none was. */
const findEarlier = (
  state: State,
  accountId: string,
  trades: ReadonlyArray<Trade>,
): Granted<Settlement> | undefined => {
  if (state.switches.duplicateExternalId === 'accepted') return undefined;
  for (const { externalId } of trades) {
    const id = externalId === undefined ? undefined : state.externalIds.get(`${accountId}/${externalId}`);
    if (id === undefined) continue;
    const settlement = state.settlements.get(id)?.current();
    return settlement !== undefined && state.switches.duplicateExternalId === 'returns-first'
      ? grant(settlement)
      : refuse('duplicateExternalId');
  }
  return undefined;
};

const draftOf = (
  state: State,
  terms: Terms,
  signed: SignedPayload,
  trades: ReadonlyArray<Trade>,
  cause: Cause,
): Draft => {
  const { requesterAccountId, type, obligations } = terms;
  const { switches, random } = state;
  const others = obligations
    .map((held) => held.accountId)
    .filter((accountId) => accountId !== requesterAccountId);
  const lifeMs = type === 'direct' ? switches.directExpiryMs : switches.agencyExpiryMs;
  const requested: Affirmation = {
    id: uuid(random),
    partyAccountId: requesterAccountId,
    counterpartyAccountId: type === 'direct' ? others[0] : undefined,
    status: 'affirmed',
    lock: undefined,
    payload: signed.text,
    signature: signed.signature,
  };
  const awaited = others.map((partyAccountId) => awaitedOf(state, terms, partyAccountId));
  const settlement: Settlement = {
    id: uuid(random),
    requesterAccountId,
    type,
    status: 'pending',
    createdAtMs: state.nowMs,
    expireAtMs: state.nowMs + lifeMs,
    finalizedAtMs: undefined,
    affirmations: [requested, ...awaited],
    trades: trades.map((trade) => ({ id: trade.id ?? uuid(random), ...trade })),
    obligations,
    cause: withNonces(cause, signed.nonces),
  };
  return { settlement, nonces: signed.nonces };
};

/** An affirmation that waits for its party, with the payload that it is to sign. */
const awaitedOf = (state: State, terms: Terms, partyAccountId: string): Affirmation => {
  const { requesterAccountId, type, obligations } = terms;
  const honest = {
    accountId: partyAccountId,
    entries: entriesFor(obligations, partyAccountId, requesterAccountId, type),
    nonceHold: nonce(state.random),
    nonceSettle: nonce(state.random),
  };
  return {
    id: uuid(state.random),
    partyAccountId,
    counterpartyAccountId: requesterAccountId,
    status: 'pending',
    lock: undefined,
    payload: issue(state, honest, type === 'agency' ? 'agency-settlement' : 'settlement'),
    signature: undefined,
  };
};

const locksAtCreate = (state: State, draft: Settlement): Hold.Whose => {
  const { directLocks, agencyLocks } = state.switches;
  if (draft.type === 'agency') return () => agencyLocks === 'at-create';
  return (held) => directLocks === 'both-at-create' || held.partyAccountId === draft.requesterAccountId;
};

const claim = (state: State, { settlement, nonces }: Draft): void => {
  const { requesterAccountId } = settlement;
  useNonces(state, requesterAccountId, nonces);
  for (const { externalId } of settlement.trades) {
    const key = `${requesterAccountId}/${externalId}`;
    if (externalId !== undefined && !state.externalIds.has(key)) state.externalIds.set(key, settlement.id);
  }
};

const noteSigned = (state: State, draft: Settlement, signed: SignedPayload): void => {
  state.signatures.push({
    atMs: state.nowMs,
    settlementId: draft.id,
    affirmationId: draft.affirmations[0]?.id ?? '',
    accountId: draft.requesterAccountId,
    payload: signed.text,
    signature: signed.signature,
    lie: signed.lie ?? null,
    cause: draft.cause,
  });
};

const wakeCounterparties = (state: State, settlement: Settlement): void => {
  const { counterparty, counterpartyDelayMs } = state.switches;
  if (counterparty !== 'affirms' && counterparty !== 'rejects') return;
  for (const { id, status } of settlement.affirmations) {
    if (status !== 'pending') continue;
    state.agenda.add(state.nowMs + counterpartyDelayMs, { _tag: 'CounterpartyActs', affirmationId: id });
  }
};
