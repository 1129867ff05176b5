import type { Capabilities } from '@legwork/core';

/**
 * What BitGo can do, from its settlement calls: whoever requests a settlement states its terms, every party affirms, and all
 * of it settles or nothing does. No webhook tells of it (notes §8). Our references are the trades' `externalId`.
 */
export const capabilities = (quietMs: number): Capabilities => ({
  atomicity: 'Whole',
  creates: 'Both',
  clientReference: true,
  amountInRequest: true,
  partials: false,
  cancels: true,
  pushes: false,
  showsTrades: true,
  showsTransfers: false,
  quietMs,
});
