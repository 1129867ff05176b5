import type { Atomicity } from '../noun/settlement.js';

/** What a venue can do, as data. What it cannot do, it does not offer. */
export interface Capabilities {
  readonly atomicity: Atomicity;
  /** Who can open a settlement. */
  readonly creates: 'Us' | 'Venue' | 'Both';
  /** Whether our own reference travels with an instruction and comes back in reads. */
  readonly clientReference: boolean;
  /** Whether the amount is part of what is sent, or chosen by the venue. */
  readonly amountInRequest: boolean;
  /** Whether a leg can be settled in part. */
  readonly partials: boolean;
  readonly cancels: boolean;
  /** Whether the venue pushes events. They only ever cause a read. */
  readonly pushes: boolean;
  /** Whether reads show which trades a settlement consists of. */
  readonly showsTrades: boolean;
  /**
   * Whether reads show the transfers that were made for a leg, at least the latest one. Where they do, a leg that is called
   * settled without one is a break of reconciliation; where they do not, its status is all that there is.
   */
  readonly showsTransfers: boolean;
  /** The longest a call that was accepted may take to be visible in reads, as the operator set it. */
  readonly quietMs: number;
}
