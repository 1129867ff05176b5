import { type Checked, bad, good } from '../checked.js';
import { type Reader, listOf, matching, oneOf, record, whole } from '../reader.js';
import { type BatchStatus, BATCH_STATUSES } from './batch.js';
import { KNOWN } from './error-strings.js';
import { type AssetKind, ASSET_KINDS } from './trade.js';

/** The four settlement methods; there are no others (endpoint index of docs.kraken.com, read November 2026). */
const METHODS = [
  'CreatePrimeSettlementBatch',
  'GetPrimeSettlementBatch',
  'ListPrimeSettlementBatches',
  'SettlePrimeSettlementBatchAsset',
] as const;

/** A settlement method. */
export type Method = (typeof METHODS)[number];

/** A call whose fields are what the venue documents, no more and no less. */
export type Request =
  | { readonly method: 'CreatePrimeSettlementBatch'; readonly assetKind: AssetKind }
  | { readonly method: 'GetPrimeSettlementBatch'; readonly batchId: string }
  | { readonly method: 'ListPrimeSettlementBatches'; readonly query: ListQuery }
  | { readonly method: 'SettlePrimeSettlementBatchAsset'; readonly batchId: string; readonly asset: string };

/** What List filters by. Units: `from` (exclusive) and `until` (inclusive) in ms. */
export interface ListQuery {
  readonly statuses?: ReadonlyArray<BatchStatus>;
  readonly from?: number;
  readonly until?: number;
  readonly limit?: number;
  readonly offset?: number;
}

/** The largest page of List, and the usual one (List page, read November 2026). */
export const PAGE = { limitMax: 200, limitDefault: 50 } as const;

const TIME_MAX_MS = Number.MAX_SAFE_INTEGER;
const id = matching(/^.{1,128}$/s, 'a text of 1 to 128 characters');
const assetKind = oneOf(ASSET_KINDS);
const orNull: Reader<AssetKind> = (value, at) => (value === null ? good('currency') : assetKind(value, at));

const create = record({}, { asset_kind: orNull });
const get = record({ batch_id: id }, {});
const settle = record({ batch_id: id, asset: id }, {});
const list = record(
  {},
  {
    statuses: listOf(oneOf(BATCH_STATUSES), 16),
    from: whole(0, TIME_MAX_MS),
    until: whole(0, TIME_MAX_MS),
    limit: whole(1, PAGE.limitMax),
    offset: whole(0, 1_000_000_000),
  },
);

/** Is this one of the four methods? */
const isMethod = (method: string): method is Method => METHODS.some((known) => known === method);

/** Checks the body of a call without its nonce. Errors: the venue's own strings for methods and arguments. */
export const parse = (method: string, params: unknown): Checked<Request> => {
  if (!isMethod(method)) return bad(KNOWN.method);
  const read = parseKnown(method, params);
  return read.ok ? read : bad(KNOWN.arguments);
};

const parseKnown = (method: Method, params: unknown): Checked<Request> => {
  switch (method) {
    case 'CreatePrimeSettlementBatch': {
      const read = create(params, 'body');
      return read.ok ? good({ method, assetKind: read.value.asset_kind ?? 'currency' }) : read;
    }
    case 'GetPrimeSettlementBatch': {
      const read = get(params, 'body');
      return read.ok ? good({ method, batchId: read.value.batch_id }) : read;
    }
    case 'ListPrimeSettlementBatches': {
      const read = list(params, 'body');
      return read.ok ? good({ method, query: read.value }) : read;
    }
    case 'SettlePrimeSettlementBatchAsset': {
      const read = settle(params, 'body');
      return read.ok ? good({ method, batchId: read.value.batch_id, asset: read.value.asset }) : read;
    }
  }
};
