/** An exact, non-negative amount of one asset, as decimal text. */
export * as Quantity from './amount/quantity.js';
/** Many movements made into what each party pays and receives in sum, exactly. */
export * as Netting from './amount/netting.js';
export { columnSums, type ColumnSums } from './amount/column-sums.js';
/** The assets that may be acted on, and how finely each divides: two sources have to agree. */
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
  areIdTexts,
  haveIdLengths,
  assetId,
  intentId,
  isIdText,
  legId,
  mandateId,
  settlementId,
  tradeId,
  transferId,
  venueId,
} from './noun/id.js';
/** Who owes or receives, in which role, and the venue account it acts through. */
export * as Party from './noun/party.js';
/** One obligation inside a settlement: who pays whom how much of what, and how far it is. */
export * as Leg from './noun/leg.js';
/** One movement that the venue shows for a leg. */
export * as Transfer from './noun/transfer.js';
export type { Consent, ConsentStatus } from './noun/consent.js';
export type { Balance } from './noun/balance.js';
export type { Hold, HoldStatus } from './noun/hold.js';
/** What parties agreed to exchange at one venue, as it was read. */
export * as Settlement from './noun/settlement.js';
export type { Scope, StandingOrder } from './noun/standing-order.js';
export { rollup, type Rollup } from './noun/rollup.js';
/** What a venue is asked to do: create, settle a leg, affirm, reject, cancel. */
export * as Instruction from './noun/instruction.js';
export type { CallOrder, Observation, Subject } from './noun/observation.js';
export type { Outcome, Receipt } from './noun/outcome.js';

export type { Account, NotAccepted, OutcomeUnknown, Refused, SendError } from './error/send-error.js';
export type { ReadFailed } from './error/read-error.js';

/** Differences between what the venue shows and what was expected; one refuses the plan. */
export * as Break from './plan/break.js';
export type { ExpectedLeg, Expectation } from './plan/expectation.js';
/** How much may go out, per asset, counterparty and day. */
export * as Limits from './plan/limits.js';
/** A plan, its approval and its intents, under an id of the caller's own. */
export * as Mandate from './plan/mandate.js';
export type { Intent } from './plan/mandate.js';
/** What would move, who pays whom, and what it waits for; approved by its digest. */
export * as Plan from './plan/plan.js';

/** What our own trades come to at one venue, leg by leg, with the trades behind each. */
export * as Positions from './position/positions.js';
/** One trade of our own books, checked. */
export * as Trade from './position/trade.js';
/** Trades read from untrusted input; whatever is wrong is named. */
export * as TradeInput from './position/trade-input.js';

export type { BeforeAfter } from './reconcile/before-after.js';
export type { AssetTotal } from './reconcile/asset-total.js';
/** A difference between what was expected and what was observed. */
export * as Discrepancy from './reconcile/discrepancy.js';
/** One line of what reconciliation expects to see. */
export * as ExpectedLine from './reconcile/expected-line.js';
export type { Observed } from './reconcile/observed.js';
/** What a reconciliation tolerates, and only where the caller names it. */
export * as ReconciliationOptions from './reconcile/options.js';
/** What happened, held against what should have happened. */
export * as Reconciliation from './reconcile/reconciliation.js';

/** Business days, holidays and cut-offs, as data that the caller supplies. */
export * as Calendar from './calendar/calendar.js';
/** A date and a time of day as a calendar on a wall has them. */
export * as LocalTime from './calendar/local-time.js';
/** A time zone as data: what its clocks show, and when they are changed. */
export * as Zone from './calendar/zone.js';
/** Settlements of several venues as one plan: who sends what by when, and what is short. */
export * as Portfolio from './portfolio/portfolio.js';
/** Something to read, before it is known where: sections of paragraphs, lists and tables. */
export * as Printed from './portfolio/printed.js';

/** Several settlements with an order between them, and a limit on what is exposed. */
export * as Group from './group/group.js';
export {
  type Carrier,
  type CarrierFailed,
  type CarrierParts,
  type Look,
  lookAt,
  overRunner,
  overSessions,
} from './group/carrier.js';
export type { Amounts } from './group/amounts.js';
export type { OrderedMember } from './group/ordering.js';
export type { MemberDiffers } from './group/standing.js';
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
/** The durable state of a mandate: what its journal records come to. */
export * as Ledger from './engine/ledger.js';
/** How patient a run is. */
export * as Policy from './engine/policy.js';
/** What readings have to show before an attempt is called void. */
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
/** What came of a mandate, as far as it is known. */
export * as Report from './engine/report.js';
/** Everything that the engine knows in a run; all but the ledger may be lost at any instant. */
export * as State from './engine/state.js';
export { step, type Step } from './engine/step.js';
export type { Seen, Sighting, Trial } from './engine/trial.js';
export type { Verdict } from './engine/verdict.js';

/** Journal records as text and back, in every format that was ever written. */
export * as RecordCodec from './journal/record-codec.js';
export { isDerived, newReplay, type Replay, type ReplayBroken } from './journal/replay.js';
export { journalOver } from './journal/journal-over.js';
export { memoryJournal } from './journal/memory-journal.js';
export { type StoreClock, carryOut, memoryStore } from './journal/memory-store.js';

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
/** What is open in a journal, what is unknown, and what would resolve it. */
export * as Overview from './operator/overview.js';
/** What happened to a mandate, moment by moment, in sentences. */
export * as Story from './operator/story.js';
export { type InvalidWord, checkWord } from './operator/word.js';

/** What changed in what is watched, and how to say it. */
export * as Change from './watch/change.js';
export type { SettlementChange } from './watch/settlement-change.js';
export type { ConsentDeadline } from './watch/deadline.js';
export type { PushHeard } from './watch/hub.js';
export type { JobChange, JobSight } from './watch/job-change.js';
export type { News, WatchEnd } from './watch/news.js';
/** How far a settlement or a plan is: legs, value by asset, what is waited for. */
export * as Progress from './watch/progress.js';
export { line as progressLine } from './watch/progress-line.js';
/** What a push may say: at most which settlement is read first. */
export * as Push from './watch/push.js';
export type { StopSignal } from './watch/stop-signal.js';
/** What readings have shown so far, never an older state after a younger one. */
export * as View from './watch/view.js';
export { wakeOnPush, type PushWoke } from './watch/wake-on-push.js';
export { watchJobs, type JobHub } from './watch/watch-jobs.js';
export type { WatchPace } from './watch/watch-pace.js';
export { watchSettlements, type SettlementHub, type WatchPorts } from './watch/watch-settlements.js';

export { jsonLine } from './log/json-line.js';
export type { Log, LogEntry, LogEvent, LogLevel } from './log/log-entry.js';
export { logWatcher } from './log/log-watcher.js';

export { FAIL, type Fail, type Run, decodeFrom, fastType } from './codec/fast-type.js';
export { type AnyObject, JsonObject, isAnyObject, isJsonObject, isOrdinary } from './codec/json-object.js';
