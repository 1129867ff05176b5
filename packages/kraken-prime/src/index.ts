export {
  krakenPrimeConfig,
  type ConfigRefused,
  type KrakenPrimeConfig,
  type KrakenPrimeOptions,
  type KrakenPrimeTerms,
} from './config.js';
export { apiSigner, signedMessage, type ApiSigner, type InvalidSecret } from './sign.js';
export { krakenPrimeRules } from './rules.js';
export { toSettlement } from './translate.js';
export { tradesBehind } from './trade-input.js';
export { type BatchAttributes, SettlementBatch } from './codec/settlement-batch.js';
export { BatchLeg } from './codec/batch-leg.js';
export { SpotTransfer } from './codec/transfer.js';
/** The call that opens a settlement batch. */
export * as Create from './endpoint/create/index.js';
/** The call that reads one settlement batch. */
export * as Get from './endpoint/get/index.js';
/** The call that reads settlement batches, page by page. */
export * as List from './endpoint/list/index.js';
/** The call that settles one asset of a batch. */
export * as Settle from './endpoint/settle/index.js';
export type { VenueError } from './error.js';
export { krakenPrime, type KrakenPrimePorts } from './venue.js';
export { asRead, readAnswer, type Answer, type Good } from './answer.js';
/** What an answer of the venue says about the call, as far as the money is concerned. */
export * as Reply from './reply.js';
export {
  connectKrakenPrime,
  type ConnectOptions,
  type ConnectPorts,
  type ConnectRefused,
} from './connect.js';
