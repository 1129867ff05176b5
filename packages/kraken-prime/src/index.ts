export {
  krakenPrimeConfig,
  type ConfigRefused,
  type KrakenPrimeConfig,
  type KrakenPrimeOptions,
  type KrakenPrimeTerms,
} from './config.js';
export { apiSigner, signedMessage, type InvalidSecret } from './sign.js';
export { krakenPrimeRules } from './rules.js';
export { toSettlement } from './translate.js';
export { SettlementBatch } from './codec/settlement-batch.js';
export { BatchLeg } from './codec/batch-leg.js';
export { SpotTransfer } from './codec/transfer.js';
export * as Create from './endpoint/create/index.js';
export * as Get from './endpoint/get/index.js';
export * as List from './endpoint/list/index.js';
export * as Settle from './endpoint/settle/index.js';
export { krakenPrime, type KrakenPrimePorts } from './venue.js';
export { readAnswer, type Answer } from './answer.js';
export * as Reply from './reply.js';
export {
  connectKrakenPrime,
  type ConnectOptions,
  type ConnectPorts,
  type ConnectRefused,
} from './connect.js';
