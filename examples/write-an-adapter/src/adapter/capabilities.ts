import type { Capabilities } from '@legwork/core';

/** What Twinbook can do, by its page: counterparties open deals, both sides affirm, and a deal settles as one. */
export const capabilities = (quietMs: number): Capabilities => ({
  atomicity: 'Whole',
  creates: 'Venue',
  clientReference: true,
  amountInRequest: true,
  partials: false,
  cancels: false,
  pushes: false,
  showsTrades: false,
  showsTransfers: false,
  quietMs,
});
