import type { SettlementId } from './id.js';
import type { Settlement } from './settlement.js';

/**
 * A call's place in the venue's own order of calls for one key (Kraken Prime: the nonce).
 *
 * A call with a greater order that was answered proves that the venue has seen everything up to its fence.
 */
export type CallOrder = bigint;

/** What is read: one settlement that exists, or whatever a creation may have brought about. */
export type Subject =
  | { readonly _tag: 'Existing'; readonly settlement: SettlementId }
  | { readonly _tag: 'Prospective'; readonly scope: string };

/** What a read of the venue showed, as of when, and what proves its place in the order of calls. */
export interface Observation {
  readonly subject: Subject;
  /** `Existing`: none or one. `Prospective`: every settlement of that scope that may matter, newest first. */
  readonly settlements: ReadonlyArray<Settlement>;
  readonly order: CallOrder;
  /** When the request left, on this process's monotonic clock. */
  readonly askedAtMs: number;
  /** When the answer was complete, on this process's monotonic clock. */
  readonly answeredAtMs: number;
}

/** The settlement that a reading of one shows, if it shows that very one. */
export const shown = (subject: Subject, { settlements }: Observation): Settlement | undefined =>
  subject._tag === 'Existing' ? settlements.find((one) => one.id === subject.settlement) : undefined;
