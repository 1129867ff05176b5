import { type Checked, bad, good } from '../checked.js';
import * as ExactDecimal from '../exact-decimal.js';
import { type Batch, type Leg, isOpenForTransfer, remaining, rollUp, withLeg } from './batch.js';
import type { TransferOrder } from './due.js';
import { type State, bump, legKey } from './state.js';
import { type Ending, type TransferOutcome, ending } from './transfer-outcome.js';
import type { Cause } from './truth.js';

/** Which leg, why, and how it is to go. */
export interface SettleWish {
  readonly batchId: string;
  readonly asset: string;
  readonly cause: Cause;
  readonly delayMs: number;
  /** How the transfer ends; the script of the asset where it is left out. */
  readonly outcome: TransferOutcome | undefined;
}

/**
 * Starts the transfer of what is left of a leg that the client pays, at once or after `delayMs`. A call that still
 * waits makes the leg ineligible only with the switch `guardSeesQueued`: without it two calls make a double.
 */
export const settleLeg = (state: State, wish: SettleWish): Checked<TransferOrder> => {
  const batch = state.batches.get(wish.batchId)?.current();
  if (batch === undefined) return bad(state.errors.batchUnknown);
  const leg = legOf(batch, wish.asset);
  if (leg === undefined) return bad(state.errors.assetUnknown);
  if (!batch.confirmed) return bad(state.errors.batchUnconfirmed);
  const waits = (state.queuedSettles.get(legKey(batch.id, leg.asset)) ?? 0) > 0;
  const eligible = leg.payer === 'client' && isOpenForTransfer(leg);
  if (!eligible || (state.switches.guardSeesQueued && waits)) return bad(state.errors.legNotEligible);

  const order = orderFor(state, batch, leg, wish);
  if (wish.delayMs === 0) {
    startTransfer(state, order, state.nowMs);
  } else {
    bump(state.queuedSettles, legKey(batch.id, leg.asset), 1);
    state.agenda.add(state.nowMs + wish.delayMs, { _tag: 'ApplySettle', order });
  }
  return good(order);
};

/** Starts the venue's own transfer of a leg that the client receives, if it is due and possible. */
export const venuePays = (state: State, batchId: string, asset: string, atMs: number): void => {
  const batch = state.batches.get(batchId)?.current();
  const leg = batch === undefined ? undefined : legOf(batch, asset);
  if (batch === undefined || leg === undefined || !batch.confirmed || !isOpenForTransfer(leg)) return;
  const outcome = undefined;
  startTransfer(state, orderFor(state, batch, leg, { cause: 'venue', outcome }), atMs);
};

/** Asks the venue to pay its legs after its usual time, if it is its turn. */
export const scheduleVenueLegs = (state: State, batch: Batch, atMs: number): void => {
  const clientDone = batch.legs.every((leg) => leg.payer === 'venue' || leg.status === 'settled');
  if (!batch.confirmed || (state.switches.venueSettles === 'after-client-legs' && !clientDone)) return;
  for (const leg of batch.legs) {
    if (leg.payer !== 'venue' || !isOpenForTransfer(leg)) continue;
    const due = { _tag: 'VenuePays', batchId: batch.id, asset: leg.asset } as const;
    state.agenda.add(atMs + state.switches.venueSettlesAfterMs, due);
  }
};

/** Moves an agreed transfer onto its way, whatever state its leg is in by now. */
export const startTransfer = (state: State, order: TransferOrder, atMs: number): void => {
  const { transferId: id, batchId, asset, payer, cause } = order;
  const amount = ExactDecimal.format(order.amount);
  state.truth.transfers.set(id, {
    id,
    batchId,
    asset,
    amount,
    payer,
    startedAtMs: atMs,
    finishedAtMs: null,
    outcome: 'pending',
    moved: '0',
    cause,
  });
  changeLeg(state, batchId, asset, atMs, (leg) => ({
    ...leg,
    status: 'in_progress',
    open: leg.open + 1,
    transfer: { id, status: 'pending', amount: order.amount },
  }));
  if (order.outcome._tag === 'Stuck') state.stuck.set(id, order);
  else state.agenda.add(atMs + state.switches.transferMs, { _tag: 'FinishTransfer', order });
};

/** Ends a transfer as its order says, and lets the batch follow. */
export const finishTransfer = (state: State, order: TransferOrder, atMs: number): void => {
  const end = ending(order.outcome, order.amount);
  const record = state.truth.transfers.get(order.transferId);
  if (record === undefined) return;
  const moved = ExactDecimal.format(end.moved);
  state.truth.transfers.set(record.id, { ...record, finishedAtMs: atMs, outcome: end.outcome, moved });
  changeLeg(state, order.batchId, order.asset, atMs, (leg) => afterTransfer(leg, order, end, atMs));
  const batch = state.batches.get(order.batchId)?.current();
  if (batch !== undefined) scheduleVenueLegs(state, batch, atMs);
};

/** Replaces a batch by its next version; a batch that becomes settled is completed later. */
export const changeBatch = (
  state: State,
  batchId: string,
  atMs: number,
  change: (batch: Batch) => Batch,
): void => {
  const history = state.batches.get(batchId);
  if (history === undefined) return;
  const before = history.current();
  const changed = { ...change(before), updatedAtMs: atMs };
  const status = changed.status === before.status ? rollUp(changed, state.switches) : changed.status;
  history.push(atMs, { ...changed, status });
  if (status === 'settled' && before.status !== 'settled') {
    state.agenda.add(atMs + state.switches.completeAfterMs, { _tag: 'Complete', batchId });
  }
};

/** The leg of an asset. */
export const legOf = (batch: Batch, asset: string): Leg | undefined =>
  batch.legs.find((leg) => leg.asset === asset);

const changeLeg = (
  state: State,
  batchId: string,
  asset: string,
  atMs: number,
  change: (leg: Leg) => Leg,
): void => {
  changeBatch(state, batchId, atMs, (batch) => {
    const leg = legOf(batch, asset);
    return leg === undefined ? batch : withLeg(batch, change(leg));
  });
};

const afterTransfer = (leg: Leg, order: TransferOrder, end: Ending, atMs: number): Leg => {
  const moved = ExactDecimal.add(leg.moved, end.moved);
  const open = leg.open - 1;
  const full = ExactDecimal.sign(ExactDecimal.subtract(leg.amount, moved)) <= 0;
  const status = open > 0 ? 'in_progress' : settledStatus(full, moved);
  const shown = end.outcome === 'failed' ? order.amount : end.moved;
  const transferStatus = end.outcome === 'failed' ? 'failed' : 'completed';
  return {
    ...leg,
    moved,
    open,
    status,
    settledAtMs: status === 'settled' ? (leg.settledAtMs ?? atMs) : leg.settledAtMs,
    transfer:
      leg.transfer?.id === order.transferId
        ? { id: order.transferId, status: transferStatus, amount: shown }
        : leg.transfer,
  };
};

const settledStatus = (full: boolean, moved: ExactDecimal.ExactDecimal): Leg['status'] => {
  if (full) return 'settled';
  return moved.units > 0n ? 'partially_settled' : 'unsettled';
};

const orderFor = (
  state: State,
  batch: Batch,
  leg: Leg,
  wish: { readonly cause: Cause; readonly outcome: TransferOutcome | undefined },
): TransferOrder => {
  state.transferCount += 1;
  return {
    transferId: `${99 + state.transferCount}`,
    batchId: batch.id,
    asset: leg.asset,
    amount: remaining(leg),
    payer: leg.payer,
    cause: wish.cause,
    outcome: wish.outcome ?? state.scripts.get(leg.asset)?.shift() ?? { _tag: 'Completed' },
  };
};
