import type { Payer } from './batch.js';
import type { AssetKind } from './trade.js';

/** Why something happened. */
export type Cause = CallCause | 'venue' | 'second-actor';

/** The call that made it happen. */
export interface CallCause {
  readonly requestId: string;
  readonly key: string;
  /** Decimal text: a nonce does not always fit a JSON number. */
  readonly nonce: string;
}

/** A transfer that really started. `moved` is what it brought, whatever anybody was told. */
export interface TransferTruth {
  readonly id: string;
  readonly batchId: string;
  readonly asset: string;
  readonly amount: string;
  readonly payer: Payer;
  readonly startedAtMs: number;
  readonly finishedAtMs: number | null;
  readonly outcome: 'pending' | 'completed' | 'failed' | 'partial';
  readonly moved: string;
  readonly cause: Cause;
}

/** A batch that really came to be. */
export interface BatchTruth {
  readonly id: string;
  readonly assetKind: AssetKind;
  readonly createdAtMs: number;
  readonly appliedAtMs: number;
  readonly tradeIds: ReadonlyArray<string>;
  readonly legs: ReadonlyArray<LegTruth>;
  readonly cause: Cause;
}

/** What a leg was at its creation. */
export interface LegTruth {
  readonly asset: string;
  readonly amount: string;
  readonly payer: Payer;
}

/** A request that reached the venue. */
export interface RequestTruth {
  readonly requestId: string;
  readonly key: string;
  readonly nonce: string | null;
  readonly method: string;
  readonly receivedAtMs: number;
  /** Did the venue do what was asked, or promise to? */
  readonly accepted: boolean;
  /** Did the nonce count as used? */
  readonly nonceUsed: boolean;
  /** What the venue meant to answer, before any fault changed the answer. */
  readonly error: ReadonlyArray<string>;
}

/** What really happened, in order. Nothing in it is derived from an answer. */
export interface Truth {
  readonly nowMs: number;
  readonly transfers: ReadonlyArray<TransferTruth>;
  readonly batches: ReadonlyArray<BatchTruth>;
  readonly requests: ReadonlyArray<RequestTruth>;
  readonly counts: TruthCounts;
}

/** How much of each there is. */
export interface TruthCounts {
  readonly requests: number;
  readonly accepted: number;
  readonly batches: number;
  readonly transfers: number;
}

/** The record under construction; a machine owns one. */
export interface TruthLog {
  /** By transfer id, in the order of their start. */
  readonly transfers: Map<string, TransferTruth>;
  readonly batches: BatchTruth[];
  readonly requests: RequestTruth[];
}

/** An empty record. */
export const makeLog = (): TruthLog => ({ transfers: new Map(), batches: [], requests: [] });

/** A copy that later events do not change. */
export const snapshot = (log: TruthLog, nowMs: number): Truth => ({
  nowMs,
  transfers: [...log.transfers.values()],
  batches: [...log.batches],
  requests: [...log.requests],
  counts: {
    requests: log.requests.length,
    accepted: log.requests.filter((request) => request.accepted).length,
    batches: log.batches.length,
    transfers: log.transfers.size,
  },
});
