import { type Checked, bad, good } from '../checked.js';
import * as History from '../history.js';
import type { SeededRandom } from '../seeded-random.js';
import { type Batch, isActive } from './batch.js';
import type { BatchOrder } from './due.js';
import { KNOWN } from './error-strings.js';
import { netLegs } from './net-legs.js';
import { format } from '../exact-decimal.js';
import { type State, LIMITS, bump } from './state.js';
import type { AssetKind } from './trade.js';
import type { Cause } from './truth.js';

/**
 * Captures all unsettled trades of a kind in a new batch, at once or after `delayMs`. Refused while another batch of
 * the kind is active; whether one that still waits counts is the switch `guardSeesQueued`.
 */
export const createBatch = (
  state: State,
  assetKind: AssetKind,
  cause: Cause,
  delayMs: number,
): Checked<Batch> => {
  if (state.batchOrder.length >= LIMITS.batches) return bad(KNOWN.busy);
  if (hasActive(state, assetKind)) return bad(state.errors.batchActive);
  const trades = [...state.unsettled.values()].filter((trade) => trade.kind === assetKind);
  if (trades.length === 0 && state.switches.emptyCreate === 'refused') return bad(state.errors.noTrades);
  const batch: Batch = {
    id: freshId(state),
    assetKind,
    status: 'unsettled',
    confirmed: false,
    createdAtMs: state.nowMs,
    updatedAtMs: undefined,
    tradeIds: trades.map((trade) => trade.id),
    legs: netLegs(trades, state.switches.zeroLegs, state.nowMs),
  };
  if (delayMs === 0) {
    applyCreate(state, { batch, cause }, state.nowMs);
  } else {
    bump(state.queuedCreates, assetKind, 1);
    state.agenda.add(state.nowMs + delayMs, { _tag: 'ApplyCreate', order: { batch, cause } });
  }
  return good(batch);
};

/** Makes an agreed batch real and visible. */
export const applyCreate = (state: State, { batch, cause }: BatchOrder, atMs: number): void => {
  for (const id of batch.tradeIds) state.unsettled.delete(id);
  const history = History.make(atMs, batch, {
    ageMs: state.switches.historyMs,
    versionsMax: Math.max(1, state.switches.historyVersionsMax),
  });
  state.batches.set(batch.id, history);
  placeByAge(state.batchOrder, history);
  state.truth.batches.push({
    id: batch.id,
    assetKind: batch.assetKind,
    createdAtMs: batch.createdAtMs,
    appliedAtMs: atMs,
    tradeIds: batch.tradeIds,
    legs: batch.legs.map(({ asset, amount, payer }) => ({ asset, amount: format(amount), payer })),
    cause,
  });
  state.agenda.add(atMs + state.switches.confirmAfterMs, { _tag: 'Confirm', batchId: batch.id });
};

const hasActive = (state: State, assetKind: AssetKind): boolean => {
  if (state.switches.guardSeesQueued && (state.queuedCreates.get(assetKind) ?? 0) > 0) return true;
  return state.batchOrder.some((history) => {
    const batch = history.current();
    return batch.assetKind === assetKind && isActive(batch, state.switches.activeUntil);
  });
};

const placeByAge = (order: Array<History.History<Batch>>, history: History.History<Batch>): void => {
  const createdAtMs = history.current().createdAtMs;
  let place = order.length;
  while (place > 0 && (order[place - 1]?.current().createdAtMs ?? 0) > createdAtMs) place -= 1;
  order.splice(place, 0, history);
};

const ID_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const freshId = (state: State): string => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const id = `B_${letters(state.random, 8)}`;
    if (!state.batches.has(id)) return id;
  }
  return `B_${state.batchOrder.length}`;
};

const letters = (random: SeededRandom, count: number): string => {
  let word = '';
  for (let at = 0; at < count; at += 1) word += ID_LETTERS.charAt(random.below(ID_LETTERS.length));
  return word;
};
