import type { Due } from './due.js';
import { applyCreate } from './creation.js';
import { act } from './second-act.js';
import { changeBatch, finishTransfer, scheduleVenueLegs, startTransfer, venuePays } from './settlement.js';
import { type State, bump, legKey } from './state.js';

/** Applies everything that is due, in the order of time. A clock that steps back is taken to stand still. */
export const advance = (state: State, nowMs: number): void => {
  const untilMs = Math.max(state.nowMs, nowMs);
  for (
    let entry = state.agenda.takeDue(untilMs);
    entry !== undefined;
    entry = state.agenda.takeDue(untilMs)
  ) {
    state.nowMs = Math.max(state.nowMs, entry.atMs);
    apply(state, entry.item, entry.atMs);
  }
  state.nowMs = untilMs;
};

/** Confirms a batch or takes its confirmation back. Transfers on their way go on. */
export const setConfirmed = (state: State, batchId: string, confirmed: boolean, atMs: number): void => {
  changeBatch(state, batchId, atMs, (batch) => ({ ...batch, confirmed }));
  const batch = state.batches.get(batchId)?.current();
  if (batch !== undefined) scheduleVenueLegs(state, batch, atMs);
};

const apply = (state: State, due: Due, atMs: number): void => {
  switch (due._tag) {
    case 'ApplyCreate':
      bump(state.queuedCreates, due.order.batch.assetKind, -1);
      return applyCreate(state, due.order, atMs);
    case 'ApplySettle':
      bump(state.queuedSettles, legKey(due.order.batchId, due.order.asset), -1);
      return startTransfer(state, due.order, atMs);
    case 'Confirm':
      if (state.confirmedByHand.has(due.batchId)) return undefined;
      return setConfirmed(state, due.batchId, true, atMs);
    case 'SetConfirmed':
      return setConfirmed(state, due.batchId, due.confirmed, atMs);
    case 'FinishTransfer':
      return finishTransfer(state, due.order, atMs);
    case 'VenuePays':
      return venuePays(state, due.batchId, due.asset, atMs);
    case 'Complete':
      return changeBatch(state, due.batchId, atMs, (batch) => ({ ...batch, status: 'completed' }));
    case 'SecondActor':
      act(state, due.act);
      return undefined;
  }
};
