import * as O from 'fp-ts/lib/Option.js';

/** Where the call goes; part of what is signed. */
export const path = '/0/private/ListPrimeSettlementBatches';

/** Which batches are asked for, newest first. Units: milliseconds since the Unix epoch, by the venue's clock. */
export interface ListRequest {
  /** Only those in these states; empty for all. */
  readonly statuses: ReadonlyArray<'unsettled' | 'partially_settled' | 'settled' | 'completed'>;
  /** Only those created after this instant. */
  readonly fromMs: O.Option<number>;
  /** Only those created at this instant or before. */
  readonly untilMs: O.Option<number>;
  /** How many, 1 to 200 (List page, read November 2026). */
  readonly limit: number;
}

/** The body, exactly as it is signed and sent. No offset is ever asked for: see `Paging`. */
export const body = (nonce: bigint, request: ListRequest): string => {
  const { statuses, fromMs, untilMs, limit } = request;
  const some = statuses.length === 0 ? '' : `,"statuses":${JSON.stringify(statuses)}`;
  const from = O.isSome(fromMs) ? `,"from":${fromMs.value}` : '';
  const until = O.isSome(untilMs) ? `,"until":${untilMs.value}` : '';
  return `{"nonce":${nonce}${some}${from}${until},"limit":${limit}}`;
};
