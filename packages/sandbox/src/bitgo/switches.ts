import { choice, count, flag } from '../switch.js';
import * as SwitchTable from '../switch-table.js';

const WEEK_MS = 604_800_000;

/**
 * Every switch of the BitGo venue. `§` numbers are those of the project's notes on the venue; §12 lists the open
 * questions, §11 the contradictions inside BitGo's own pages (read November 2026).
 */
export const SWITCHES = {
  checkSignatures: flag(
    true,
    'signatures are verified; a simulation that signs nothing switches it off',
    '§4',
  ),
  lowS: flag(true, 'the high-s twin of a signature is refused', '§4'),
  recoveryId: flag(true, 'the recovery id in the header of a signature must lead to the key', '§4'),
  checkAccount: flag(true, 'the account in a payload must be the one that signs', '§4, §12'),
  checkAmounts: flag(true, 'the amounts of a payload must mirror each other, fees included', '§3.6, §4'),
  checkTrades: flag(true, 'the amounts of a payload must be the net of the trades', '§3.11, §12'),
  createNeeds: choice(['any-payload', 'issued-payload'], 'which payload Create takes', '§3.1, §4'),
  affirmNeeds: choice(['any-payload', 'issued-payload'], 'which payload an affirmation takes', '§5, §12'),
  nonceReplay: choice(['refused', 'accepted'], 'what becomes of a payload nonce that was used', '§3.8, §12'),
  nonceScope: choice(['venue', 'account'], 'among whom a payload nonce is unique', '§3.8, §12'),
  duplicateExternalId: choice(
    ['accepted', 'refused', 'returns-first'],
    'what a second Create with an externalId of the same requester does',
    '§5, §12',
  ),
  guardSeesQueued: flag(true, 'nonces and ids count as used while a write waits for its effect', '§5, §12'),
  applyDelayMs: count(0, WEEK_MS, 'the time from an accepted write to its effect and its visibility', '§12'),
  insufficientFunds: choice(
    ['refused', 'lock-failed'],
    'what comes of a hold without funds: a refusal, or a failed lock and a failed settlement',
    '§5, §12',
  ),
  directLocks: choice(
    ['both-at-create', 'own-at-affirm'],
    'when the counterparty’s funds are locked in a direct settlement',
    '§5',
  ),
  agencyLocks: choice(
    ['own-at-affirm', 'at-create', 'at-last-affirm'],
    'when the clients’ funds are locked in an agency settlement',
    '§5, §12',
  ),
  settleAfterMs: count(0, WEEK_MS, 'the time from the last affirmation to settled; 0 is at once', '§5, §12'),
  directExpiryMs: count(86_400_000, WEEK_MS, 'the life of a direct settlement', '§5'),
  agencyExpiryMs: count(7_200_000, WEEK_MS, 'the life of an agency settlement', '§5'),
  expiredSettlement: choice(
    ['canceled', 'failed', 'rejected'],
    'the status of a settlement that nobody affirmed in time',
    '§5, §12',
  ),
  siblings: choice(
    ['canceled', 'unchanged', 'same'],
    'what becomes of the other affirmations when one ends a settlement',
    '§5, §12',
  ),
  affirmOverdue: flag(false, 'an overdue affirmation can still be affirmed', '§5'),
  repeatedAffirm: choice(['refused', 'idempotent'], 'what the same affirmation does a second time', '§5'),
  whoCancels: choice(['requester', 'any-party'], 'who may cancel', '§5'),
  rejectAfterAffirm: flag(false, 'a party may reject what it has affirmed', '§5'),
  counterparty: choice(
    ['manual', 'affirms', 'rejects', 'silent'],
    'what parties other than the requester do by themselves; silent ones cannot even be made to act',
    '§5',
  ),
  counterpartyDelayMs: count(1000, WEEK_MS, 'the time that they take for it', '§5'),
  tradeStatus: choice(['seed', 'seed-or-sdk'], 'the statuses that a trade may be sent with', '§2'),
  tradeStatusShown: choice(['as-sent', 'follows-settlement'], 'the status that a trade is shown with', '§5'),
  requesterAccountId: choice(
    ['must-match', 'ignored', 'refused'],
    'what Create makes of the SDK’s field requesterAccountId',
    '§11.9',
  ),
  feePpm: count(
    0,
    1_000_000,
    'the settlement fee in millionths of what is sent; 0 shows no fees',
    '§3.2, §12',
  ),
  feePayers: choice(
    ['both', 'requester', 'counterparty'],
    'who pays the fee of a direct settlement',
    '§3.3, §12',
  ),
  agencyFees: choice(['none', 'clients'], 'who pays the fee of an agency settlement', '§12'),
  feeRateForm: choice(['percent', 'basis-points'], 'the unit of the feeRate that calculatefees tells', '§12'),
  tokenKind: choice(['plain', 'v2x'], 'the kind of the access tokens', '§6'),
  rawV2xBearer: flag(true, 'a v2x token is also taken raw, without an HMAC', '§6'),
  timestampPastMs: count(300_000, WEEK_MS, 'how old an Auth-Timestamp may be', '§6, §12'),
  timestampFutureMs: count(60_000, WEEK_MS, 'how far ahead an Auth-Timestamp may be', '§6, §12'),
  tokenReach: choice(['account', 'enterprise'], 'what a token opens', '§6, §12'),
  enterpriseLists: choice(['enterprise', 'token'], 'what lists without an account show', '§1, §12'),
  rateMax: count(360, 1_000_000, 'requests of one token in the window; 0 is without limit', '§6, §12'),
  rateWindowMs: count(60_000, WEEK_MS, 'the window of the rate', '§6, §12'),
  listOrder: choice(['newest-first', 'oldest-first'], 'the order of lists', '§12'),
  listMax: count(0, 10_000, 'how many items a list shows before it is cut silently; 0 is all', '§1, §12'),
  settlementFilter: choice(
    ['ignored', 'applied', 'refused'],
    'what a status filter on settlements does',
    '§1, §12',
  ),
  errorBody: choice(['seed', 'platform', 'clearing'], 'the family of the error bodies', '§7, §12'),
  emptyFields: choice(['absent', 'null', 'empty'], 'how a field without a value is written', '§2, §11.14'),
  lockForm: choice(
    ['iso', 'seed-example'],
    'a lock with ISO dates, or as in the example of the page',
    '§11.4',
  ),
  partyNames: flag(true, 'affirmations carry partyAccountName', '§2'),
  historyMs: count(60_000, WEEK_MS, 'how far back a stale read can look', '§12'),
  historyVersionsMax: count(64, 1024, 'how many versions of a settlement are kept for stale reads', '§12'),
} as const;

/** The name of a switch. */
export type SwitchName = keyof typeof SWITCHES;

/** A value for every switch. */
export type Switches = SwitchTable.ValuesOf<typeof SWITCHES>;

/** A value for some switches. */
export type SwitchChanges = SwitchTable.ChangesOf<typeof SWITCHES>;

/** Completes, parses and describes the switches of this venue. */
export const SWITCHBOARD: SwitchTable.Switchboard<typeof SWITCHES> = SwitchTable.make(SWITCHES);
