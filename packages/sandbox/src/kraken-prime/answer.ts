import type { Switches } from './switches.js';
import type { WireBatch, WireTransfer } from './wire.js';

/** What a method answers under `result`. */
export type Result =
  | { readonly batch: WireBatch }
  | { readonly transfer: WireTransfer }
  | { readonly data: ReadonlyArray<WireBatch>; readonly pagination: Pagination };

/** Where a page of List stands. */
export interface Pagination {
  readonly has_more: boolean;
  readonly limit: number;
  readonly offset: number;
}

/** The venue's envelope. A failure has no result, or an empty one, as the switch `failureResult` says. */
export interface Answer {
  readonly error: ReadonlyArray<string>;
  readonly result?: Result | Readonly<Record<string, never>> | null;
}

/** A success. */
export const success = (result: Result): Answer => ({ error: [], result });

/** A refusal. */
export const failure = (error: string, switches: Switches): Answer => {
  switch (switches.failureResult) {
    case 'absent':
      return { error: [error] };
    case 'empty':
      return { error: [error], result: {} };
    case 'null':
      return { error: [error], result: null };
  }
};
