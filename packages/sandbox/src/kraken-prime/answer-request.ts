import { type Checked, bad, good } from '../checked.js';
import { advance } from './advance.js';
import type { Result } from './answer.js';
import type { Batch } from './batch.js';
import { createBatch } from './creation.js';
import { type ListQuery, type Request, PAGE } from './request.js';
import { legOf, settleLeg } from './settlement.js';
import type { State } from './state.js';
import type { TransferOutcome } from './transfer-outcome.js';
import type { CallCause } from './truth.js';
import { wireAmount, wireBatch, wireLeg } from './wire.js';

/** How one call is bent by a fault: all fields are left out in a call that goes well. */
export interface Bend {
  /** Reads answer as of this instant. Units: ms of the machine's clock. */
  readonly asOfMs?: number;
  /** A write takes effect this much later than it is answered. Units: ms. */
  readonly applyDelayMs?: number;
  /** How the transfer of this settle call ends. */
  readonly transferOutcome?: TransferOutcome;
}

/** Does what an admitted call asks. Errors: the refusal's error string. */
export const answerRequest = (
  state: State,
  request: Request,
  cause: CallCause,
  bend: Bend,
): Checked<Result> => {
  switch (request.method) {
    case 'CreatePrimeSettlementBatch': {
      const delayMs = bend.applyDelayMs ?? state.switches.applyDelayMs;
      const batch = createBatch(state, request.assetKind, cause, delayMs);
      if (!batch.ok) return batch;
      advance(state, state.nowMs);
      const shown = state.batches.get(batch.value.id)?.current() ?? batch.value;
      return good({ batch: wireBatch(shown, state.switches, true) });
    }
    case 'GetPrimeSettlementBatch': {
      const batch = state.batches.get(request.batchId)?.asOf(bend.asOfMs ?? state.nowMs);
      if (batch === undefined) return bad(state.errors.batchUnknown);
      return good({ batch: wireBatch(batch, state.switches, true) });
    }
    case 'ListPrimeSettlementBatches':
      return good(list(state, request.query, bend.asOfMs ?? state.nowMs));
    case 'SettlePrimeSettlementBatchAsset':
      return settle(state, request.batchId, request.asset, cause, bend);
  }
};

const settle = (
  state: State,
  batchId: string,
  asset: string,
  cause: CallCause,
  bend: Bend,
): Checked<Result> => {
  const delayMs = bend.applyDelayMs ?? state.switches.applyDelayMs;
  const order = settleLeg(state, { batchId, asset, cause, delayMs, outcome: bend.transferOutcome });
  if (!order.ok) return order;
  advance(state, state.nowMs);
  const { switches } = state;
  const batch = state.batches.get(batchId)?.current();
  const leg = batch === undefined ? undefined : legOf(batch, asset);
  if (batch === undefined || leg === undefined) return bad(state.errors.batchUnknown);
  const { transferId: id, amount } = order.value;
  const status = leg.transfer?.id === id ? leg.transfer.status : 'pending';
  return good({
    transfer: {
      id,
      attributes: {
        transfer_status: status,
        transfer_amount: wireAmount(amount, switches),
        transfer_asset: asset,
      },
      relationships: { leg: wireLeg(batch, leg, switches) },
    },
  });
};

const list = (state: State, query: ListQuery, asOfMs: number): Result => {
  const limit = query.limit ?? PAGE.limitDefault;
  const offset = query.offset ?? 0;
  const data: Batch[] = [];
  let matched = 0;
  for (let at = state.batchOrder.length - 1; at >= 0 && matched <= offset + limit; at -= 1) {
    const batch = state.batchOrder[at]?.asOf(asOfMs);
    if (batch === undefined || !matches(batch, query)) continue;
    matched += 1;
    if (matched > offset && data.length < limit) data.push(batch);
  }
  return {
    data: data.map((batch) => wireBatch(batch, state.switches, state.switches.listTradeIds)),
    pagination: { has_more: matched > offset + limit, limit, offset },
  };
};

const matches = (batch: Batch, query: ListQuery): boolean =>
  (query.statuses === undefined || query.statuses.includes(batch.status)) &&
  (query.from === undefined || batch.createdAtMs > query.from) &&
  (query.until === undefined || batch.createdAtMs <= query.until);
