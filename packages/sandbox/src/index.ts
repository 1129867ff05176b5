export * as KrakenPrimeMachine from './kraken-prime/machine.js';
export type { Answer, Pagination, Result } from './kraken-prime/answer.js';
export type { Bend } from './kraken-prime/answer-request.js';
export type { Payer } from './kraken-prime/batch.js';
export type { Call, CallNote } from './kraken-prime/call.js';
export type { InventedErrors } from './kraken-prime/error-strings.js';
export type { Key, Permission } from './kraken-prime/key-gate.js';
export type { Scenario } from './kraken-prime/scenario.js';
export { type ScenarioName, SCENARIOS } from './kraken-prime/scenarios.js';
export type { SecondActorAct } from './kraken-prime/second-actor.js';
export { type KrakenPrimeSandbox, type StartOptions, startKrakenPrime } from './kraken-prime/start.js';
export { type SwitchChanges, type SwitchName, type Switches, SWITCHES } from './kraken-prime/switches.js';
export type { AssetAmount, AssetKind, Trade } from './kraken-prime/trade.js';
export type { TransferOutcome } from './kraken-prime/transfer-outcome.js';
export type {
  BatchTruth,
  CallCause,
  Cause,
  LegTruth,
  RequestTruth,
  TransferTruth,
  Truth,
} from './kraken-prime/truth.js';
export type { WireBatch, WireLeg, WireTransfer } from './kraken-prime/wire.js';
export type { Credentials } from './credentials.js';
export type { FaultMatch, FaultSpec } from './fault/fault-spec.js';
