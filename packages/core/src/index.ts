export * as Quantity from './amount/quantity.js';
export * as Netting from './amount/netting.js';
export * as UnitRegistry from './amount/unit-registry.js';

export type {
  AccountId,
  AssetId,
  IntentId,
  InvalidId,
  LegId,
  MandateId,
  SettlementId,
  TradeId,
  TransferId,
  VenueId,
} from './noun/id.js';
export {
  accountId,
  assetId,
  intentId,
  legId,
  mandateId,
  settlementId,
  tradeId,
  transferId,
  venueId,
} from './noun/id.js';
export * as Party from './noun/party.js';
export * as Leg from './noun/leg.js';
export * as Transfer from './noun/transfer.js';
export type { Consent, ConsentStatus } from './noun/consent.js';
export type { Balance } from './noun/balance.js';
export type { Hold, HoldStatus } from './noun/hold.js';
export * as Settlement from './noun/settlement.js';
export type { Scope, StandingOrder } from './noun/standing-order.js';
export { rollup, type Rollup } from './noun/rollup.js';
export * as Instruction from './noun/instruction.js';
export type { CallOrder, Observation, Subject } from './noun/observation.js';
export type { Outcome, Receipt } from './noun/outcome.js';

export type { Account, NotAccepted, OutcomeUnknown, Refused, SendError } from './error/send-error.js';
export type { ReadFailed } from './error/read-error.js';

export * as Break from './plan/break.js';
export type { ExpectedLeg, Expectation } from './plan/expectation.js';
export * as Limits from './plan/limits.js';
export * as Mandate from './plan/mandate.js';
export type { Intent } from './plan/mandate.js';
export * as Plan from './plan/plan.js';

export * as Positions from './position/positions.js';
export * as Trade from './position/trade.js';
export * as TradeInput from './position/trade-input.js';

export type { BeforeAfter } from './reconcile/before-after.js';
export * as Discrepancy from './reconcile/discrepancy.js';
export * as ExpectedLine from './reconcile/expected-line.js';
export type { Observed } from './reconcile/observed.js';
export * as ReconciliationOptions from './reconcile/options.js';
export * as Reconciliation from './reconcile/reconciliation.js';

export * as Calendar from './calendar/calendar.js';
export * as LocalTime from './calendar/local-time.js';
export * as Zone from './calendar/zone.js';
export * as Portfolio from './portfolio/portfolio.js';

export * as Group from './group/group.js';
export {
  type Carrier,
  type CarrierFailed,
  type Look,
  lookAt,
  overRunner,
  overSessions,
} from './group/carrier.js';
export {
  type GroupPace,
  type GroupRun,
  type GroupStopped,
  lookAtGroup,
  runGroup,
} from './group/run-group.js';

export type { BalancePort } from './port/balances.js';
export type { Capabilities } from './port/capabilities.js';
export type { Clock, Sleep } from './port/clock.js';
export type { Digest } from './port/digest.js';
export type {
  Committed,
  Entry,
  Journal,
  JournalFailed,
  JournalRefused,
  Lease,
  MandateQuery,
  SendingPlace,
} from './port/journal.js';
export type { Claimed, NameRegister } from './port/name-register.js';
export type { NonceFloor, NonceFloorFailed } from './port/nonce-floor.js';
export type { Random } from './port/random.js';
export type { Exclusion, Fit, Offer, VenueRules } from './port/rules.js';
export type {
  Cancelling,
  Job,
  JobConflict,
  JobProgress,
  JobQuery,
  JobView,
  OpenJob,
  Runner,
  RunnerCapabilities,
  RunnerFailed,
  Work as RunnerWork,
  Worker,
  WorkerExists,
} from './port/runner.js';
export type { Ask, Card, Deed, Line, Looking, Range, Shown, Store, StoreTime, Work } from './port/store.js';
export type { Signer, SigningPurpose, SigningRefused } from './port/signer.js';
export type { Cursor, ListQuery, Page, Permit, PreparedRequest, SettlementVenue } from './port/venue.js';

export type { Ending, NotDoneBecause } from './engine/ending.js';
export type { Effect, Finish } from './engine/effect.js';
export type { Engine } from './engine/engine.js';
export type { Event, Happening, Now, Order } from './engine/event.js';
export * as Ledger from './engine/ledger.js';
export * as Policy from './engine/policy.js';
export * as Proof from './engine/proof.js';
export type {
  AccountHalted,
  AttemptArmed,
  AttemptVoid,
  ChangeSeen,
  Decision,
  IntentDecided,
  IntentEnded,
  IntentParked,
  JournalRecord,
  MandateBarred,
  MandateGiven,
  OutcomeKnown,
} from './engine/journal-record.js';
export * as Report from './engine/report.js';
export * as State from './engine/state.js';
export { step, type Step } from './engine/step.js';
export type { Seen, Sighting, Trial } from './engine/trial.js';
export type { Verdict } from './engine/verdict.js';

export * as RecordCodec from './journal/record-codec.js';
export { isDerived, newReplay, type Replay, type ReplayBroken } from './journal/replay.js';
export { journalOver } from './journal/journal-over.js';
export { memoryJournal } from './journal/memory-journal.js';
export { carryOut, memoryStore } from './journal/memory-store.js';

export { carry, type Carrying, type JobTurn } from './runner/carrying.js';
export { runnerOver, type RunnerParts } from './runner/runner-over.js';
export { memoryRunner } from './runner/memory-runner.js';
export type { Pace } from './runner/working.js';

export { cancel, type Cancelled, type Word } from './program/cancel.js';
export { makeControl, type Control } from './program/control.js';
export { outcomeOf } from './program/hands.js';
export type { Ports, Watcher } from './program/ports.js';
export { rest, toEnd, type Session, type Turn } from './program/session.js';
export type {
  AccountIsHalted,
  Approver,
  Declined,
  LimitsContended,
  MandateConflict,
  NotBegun,
  SettlementNotFound,
} from './program/not-begun.js';
export { explain, type Explanation } from './program/explain.js';
export type { RunRequest } from './program/run.js';
export {
  create,
  dryRun,
  end,
  openCreate,
  openEnd,
  openSettle,
  settle,
  type CreateRequest,
  type EndRequest,
  type SettleRequest,
} from './program/settle.js';

export type { Choice, ChoiceName } from './operator/choice.js';
export { decide, type Ruling } from './operator/decide.js';
export type { DecisionRefused, RefusedBecause } from './operator/decision-refused.js';
export { halts, type Halt } from './operator/halts.js';
export type { OpenState } from './operator/open-state.js';
export * as Overview from './operator/overview.js';
export * as Story from './operator/story.js';
export { type InvalidWord, checkWord } from './operator/word.js';
