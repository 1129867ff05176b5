/** Kraken Prime as a state machine, without sockets or time. */
export * as KrakenPrimeMachine from './kraken-prime/machine.js';
export type { Answer, Pagination, Result } from './kraken-prime/answer.js';
export type { Bend } from './kraken-prime/answer-request.js';
export type { LegStatus, Payer } from './kraken-prime/batch.js';
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
  TruthCounts,
} from './kraken-prime/truth.js';
export type { WireBatch, WireLeg, WireTransfer } from './kraken-prime/wire.js';
export type { Credentials } from './credentials.js';
export type { FaultMatch, FaultSpec } from './fault/fault-spec.js';
/** BitGo as a state machine, without sockets or time. */
export * as BitgoMachine from './bitgo/machine.js';
export type { AccountOptions } from './bitgo/account.js';
export type { Act } from './bitgo/act.js';
export type { Bend as BitgoBend } from './bitgo/answer-request.js';
export type { Answer as BitgoAnswer, Call as BitgoCall, CallNote as BitgoCallNote } from './bitgo/call.js';
export type { AccountCredentials, BitgoCredentials } from './bitgo/credentials.js';
export { type LieName, LIE_NAMES } from './bitgo/lies.js';
export type { PartnerOptions } from './bitgo/opening.js';
export type { Proposal } from './bitgo/proposal.js';
export { type RefusalName, REFUSALS } from './bitgo/refusal.js';
export type { Scenario as BitgoScenario } from './bitgo/scenario.js';
export { type ScenarioName as BitgoScenarioName, SCENARIOS as BITGO_SCENARIOS } from './bitgo/scenarios.js';
export { type BitgoSandbox, type StartOptions as BitgoStartOptions, startBitgo } from './bitgo/start.js';
export {
  type SwitchChanges as BitgoSwitchChanges,
  type SwitchName as BitgoSwitchName,
  type Switches as BitgoSwitches,
  SWITCHES as BITGO_SWITCHES,
} from './bitgo/switches.js';
export type { SettlementStatus, SettlementType } from './bitgo/status.js';
export type { Trade as BitgoTrade } from './bitgo/trade.js';
export type {
  AffirmationTruth,
  BalanceTruth,
  CallCause as BitgoCallCause,
  Cause as BitgoCause,
  LieTruth,
  MoveTruth,
  ObligationTruth,
  RequestTruth as BitgoRequestTruth,
  SettlementTruth,
  SignatureTruth,
  Truth as BitgoTruth,
} from './bitgo/truth.js';
export type { WireAffirmation, WireLock, WirePartner, WireSettlement } from './bitgo/wire.js';
