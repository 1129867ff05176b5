import * as Agenda from '../agenda.js';
import type * as History from '../history.js';
import * as SeededRandom from '../seeded-random.js';
import type { Account } from './account.js';
import type { Due } from './due.js';
import * as Ledger from './ledger.js';
import type { LieName } from './lies.js';
import type { Partner } from './partner.js';
import type { Payload } from './payload.js';
import * as RateWindow from './rate-window.js';
import type { Settlement } from './settlement.js';
import type { Switches } from './switches.js';
import type { LieTruth, RequestTruth, SignatureTruth } from './truth.js';

/** A payload that the venue gave somebody to sign. */
interface Issue {
  /** What it says, or would say without the lie. */
  readonly honest: Payload;
  /** The lie in it; the venue that told it believes it when it comes back signed. */
  readonly lie: LieName | undefined;
}

/** Everything that a machine remembers. It changes in place: a simulation makes tens of thousands a second. */
export interface State {
  readonly switches: Switches;
  readonly enterpriseId: string;
  readonly random: SeededRandom.SeededRandom;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly partners: Map<string, Partner>;
  readonly ledger: Ledger.Ledger;
  readonly agenda: Agenda.Agenda<Due>;
  readonly rate: RateWindow.RateWindow;
  /** By the exact text. */
  readonly issued: Map<string, Issue>;
  /** Payload nonces that count as used, each behind the account where that is their scope. */
  readonly nonces: Set<string>;
  /** The last nonce that each account used. */
  readonly lastNonce: Map<string, string>;
  /** Settlements by the requester and the externalId of a trade. */
  readonly externalIds: Map<string, string>;
  readonly settlements: Map<string, History.History<Settlement>>;
  /** The same settlements, oldest first. */
  readonly settlementOrder: Array<History.History<Settlement>>;
  /** The settlement of each affirmation. */
  readonly affirmations: Map<string, string>;
  /** Affirmations whose change waits for its effect. */
  readonly queued: Set<string>;
  readonly signatures: SignatureTruth[];
  readonly lies: LieTruth[];
  readonly requests: RequestTruth[];
  nowMs: number;
}

/** How much one machine takes before it says that it is full; nothing is ever dropped to make room. */
export const LIMITS = { requests: 500_000, settlements: 50_000, issued: 200_000, partners: 10_000 } as const;

/** The account that receives fees. */
export const VENUE_ACCOUNT = 'venue';

/** What a machine starts with. */
export interface StateOptions {
  readonly seed: number;
  readonly switches: Switches;
  readonly enterpriseId: string;
  readonly accounts: ReadonlyArray<Account>;
}

/** A venue where nothing has happened. */
export const make = (options: StateOptions): State => ({
  switches: options.switches,
  enterpriseId: options.enterpriseId,
  random: SeededRandom.make(options.seed),
  accounts: new Map(options.accounts.map((account) => [account.accountId, account])),
  partners: new Map(),
  ledger: Ledger.make(),
  agenda: Agenda.make(),
  rate: RateWindow.make(options.switches),
  issued: new Map(),
  nonces: new Set(),
  lastNonce: new Map(),
  externalIds: new Map(),
  settlements: new Map(),
  settlementOrder: [],
  affirmations: new Map(),
  queued: new Set(),
  signatures: [],
  lies: [],
  requests: [],
  nowMs: 0,
});
