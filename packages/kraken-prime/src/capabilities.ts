import type { Capabilities } from '@legwork/core';
import type { KrakenPrimeTerms } from './config.js';

/**
 * What Kraken Prime can do, from its four settlement calls (endpoint index of the REST reference, 17 August 2026): there
 * is none that cancels, confirms or subscribes, and neither the WebSocket nor FIX speaks of settlements.
 */
export const capabilities = ({ quietMs, showsTransfers }: KrakenPrimeTerms): Capabilities => ({
  atomicity: 'PerLeg',
  creates: 'Us',
  clientReference: false,
  amountInRequest: false,
  partials: true,
  cancels: false,
  pushes: false,
  showsTrades: true,
  showsTransfers,
  quietMs,
});
