import { type Checked, bad, good } from '../checked.js';
import type { Batch, Leg } from './batch.js';
import { isOpenForTransfer } from './batch.js';
import { createBatch } from './creation.js';
import type { SecondActorAct } from './second-actor.js';
import { finishTransfer, settleLeg } from './settlement.js';
import type { State } from './state.js';

/** Does what the second actor wants, now. Gives the id of the batch or of the transfer that came of it. */
export const act = (state: State, wanted: SecondActorAct): Checked<string> => {
  if (wanted.act === 'create') {
    const batch = createBatch(state, wanted.assetKind ?? 'currency', 'second-actor', 0);
    return batch.ok ? good(batch.value.id) : batch;
  }
  const batch = findBatch(state, wanted.batchId);
  if (batch === undefined) return bad('There is no such batch.');
  const asset = wanted.asset ?? batch.legs.find(isClientTurn)?.asset;
  if (asset === undefined) return bad('No leg of the batch waits for the client.');
  const outcome = { _tag: wanted.act === 'settle' ? 'Completed' : 'Stuck' } as const;
  const wish = { batchId: batch.id, asset, cause: 'second-actor', delayMs: 0, outcome } as const;
  const order = settleLeg(state, wish);
  if (!order.ok) return order;
  if (wanted.act === 'pay-outside') {
    state.stuck.delete(order.value.transferId);
    finishTransfer(state, order.value, state.nowMs);
  }
  return good(order.value.transferId);
};

/** The batch of that id, or the newest. */
export const findBatch = (state: State, batchId: string | undefined): Batch | undefined =>
  (batchId === undefined ? state.batchOrder.at(-1) : state.batches.get(batchId))?.current();

const isClientTurn = (leg: Leg): boolean => leg.payer === 'client' && isOpenForTransfer(leg);
