import { type Checked, bad, good } from '../checked.js';
import { invariant } from '../invariant.js';
import * as Account from './account.js';
import { type Act, act, propose } from './act.js';
import { advance } from './advance.js';
import { type Answer, type Call, type CallNote, call } from './call.js';
import type { BitgoCredentials } from './credentials.js';
import { ACCOUNTS, PARTNERS, type PartnerOptions } from './opening.js';
import type { PartnerStatus } from './partner.js';
import { uuid } from './random-id.js';
import { type Granted, REFUSALS } from './refusal.js';
import * as State from './state.js';
import { type SwitchChanges, type Switches, SWITCHBOARD } from './switches.js';
import { termsOfTrade } from './terms.js';
import { tokenFor } from './token.js';
import type { Trade } from './trade.js';
import type { RequestTruth, Truth } from './truth.js';
import { truthOf } from './truth-of.js';
import { type WirePartner, type WireSettlement, wirePartner, wireSettlement } from './wire.js';

/** What a machine is made from. Everything has a default. */
export interface Options {
  /** Ids, nonces, keys and tokens depend on it. */
  readonly seed?: number;
  readonly switches?: SwitchChanges;
  /** Four funded accounts, `requester`, `counterparty`, `agent` and `stranger`, where it is left out. */
  readonly accounts?: ReadonlyArray<Account.AccountOptions>;
  /** The usual ones among these accounts where it is left out. */
  readonly partners?: ReadonlyArray<PartnerOptions>;
}

/** What a person wants to see of a machine. */
export interface Overview {
  readonly nowMs: number;
  readonly accounts: ReadonlyArray<{
    readonly accountId: string;
    readonly name: string;
    readonly referralCode: string;
  }>;
  readonly settlements: ReadonlyArray<WireSettlement>;
  readonly partners: ReadonlyArray<WirePartner>;
  readonly due: ReadonlyArray<{ readonly atMs: number; readonly what: string }>;
}

/** Money that comes to an account from outside, or goes. Units: base units, in a text. */
export interface Funding {
  readonly accountId: string;
  readonly currency: string;
  readonly amount: string;
}

/**
 * A BitGo settlement venue in memory. It keeps no time of its own: every act is told the time, in integer
 * milliseconds, and what came due before is applied first. The same seed and the same acts give the same truth.
 */
export interface Machine {
  readonly switches: Switches;
  readonly enterpriseId: string;
  /** Tokens, keys and passphrases; the keys are made when they are first asked for. */
  readonly credentials: () => BitgoCredentials;
  /** Answers the call of an account whose token was checked. */
  readonly call: (call: Call, nowMs: number, note?: CallNote) => Answer;
  /** Lets happen what is due by this time. */
  readonly advance: (nowMs: number) => void;
  /** Lets the party of an affirmation act under its own key. Gives the new status of the affirmation. */
  readonly act: (affirmationId: string, deed: Act, nowMs: number) => Checked<string>;
  /** Lets an account request the settlement of a trade under its own key. Gives the id of the settlement. */
  readonly propose: (requesterAccountId: string, trade: Trade, nowMs: number) => Checked<string>;
  /** Puts money into an account. */
  readonly fund: (funding: Funding, nowMs: number) => Checked<string>;
  /** Takes money out; what is held stays. */
  readonly withdraw: (funding: Funding, nowMs: number) => Checked<string>;
  /** Decides about a partnership. */
  readonly setPartner: (partnerId: string, status: PartnerStatus, nowMs: number) => Checked<string>;
  /** Records a request that never came to {@link Machine.call}: lost on its way, or refused before. */
  readonly record: (request: Omit<RequestTruth, 'receivedAtMs'>, nowMs: number) => void;
  /** What really happened, whatever anybody was told. */
  readonly truth: () => Truth;
  /** The venue as it stands, for people and tests. */
  readonly overview: () => Overview;
}

/** Makes a machine. Accounts and partners that contradict each other are a mistake of the program and stop it. */
export const make = (options: Options = {}): Machine => {
  const seed = options.seed ?? 0;
  const switches = SWITCHBOARD.complete(options.switches);
  const accounts = (options.accounts ?? ACCOUNTS).map((given) => Account.make(seed, given));
  const enterpriseId = Account.idFor(seed, 'enterprise');
  const state = State.make({ seed, switches, enterpriseId, accounts });
  invariant(state.accounts.size === accounts.length, 'no two accounts have one name');
  for (const account of accounts) openAccount(state, account);
  for (const partner of options.partners ?? usualPartners(accounts)) openPartner(state, accounts, partner);
  const at = <A>(nowMs: number, deed: () => A): A => {
    advance(state, nowMs);
    return deed();
  };
  return {
    switches,
    enterpriseId,
    credentials: () => credentialsOf(state, seed),
    call: (made, nowMs, note) => call(state, made, nowMs, note ?? {}),
    advance: (nowMs) => advance(state, nowMs),
    act: (affirmationId, deed, nowMs) =>
      at(nowMs, () => said(act(state, affirmationId, deed, 'control'), (held) => held.status)),
    propose: (requesterAccountId, trade, nowMs) =>
      at(nowMs, () => proposeTrade(state, requesterAccountId, trade)),
    fund: (funding, nowMs) => at(nowMs, () => moveFunds(state, 'fund', funding)),
    withdraw: (funding, nowMs) => at(nowMs, () => moveFunds(state, 'withdraw', funding)),
    setPartner: (partnerId, status, nowMs) => at(nowMs, () => setPartner(state, partnerId, status)),
    record: (request, nowMs) => at(nowMs, () => record(state, request)),
    truth: () => truthOf(state),
    overview: () => overview(state),
  };
};

const openAccount = (state: State.State, { accountId, funds }: Account.Account): void => {
  for (const [currency, amount] of Object.entries(funds)) {
    const funded = moveFunds(state, 'fund', { accountId, currency, amount });
    invariant(funded.ok, 'the funds of a new account can be booked');
  }
};

const usualPartners = (accounts: ReadonlyArray<Account.Account>): ReadonlyArray<PartnerOptions> => {
  const names = new Set(accounts.map((account) => account.name));
  return PARTNERS.filter(({ primary, secondary }) => names.has(primary) && names.has(secondary));
};

const openPartner = (
  state: State.State,
  accounts: ReadonlyArray<Account.Account>,
  { primary, secondary, type, status = 'accepted' }: PartnerOptions,
): void => {
  const idOf = (name: string): string => accounts.find((held) => held.name === name)?.accountId ?? '';
  const [primaryAccountId, secondaryAccountId] = [idOf(primary), idOf(secondary)];
  invariant(primaryAccountId !== '' && secondaryAccountId !== '', 'partners are accounts');
  const id = uuid(state.random);
  const requesterAccountId = primaryAccountId;
  state.partners.set(id, { id, primaryAccountId, secondaryAccountId, requesterAccountId, type, status });
};

const credentialsOf = (state: State.State, seed: number): BitgoCredentials => ({
  enterpriseId: state.enterpriseId,
  accounts: [...state.accounts.values()].map(({ accountId, name, key, walletPassphrase }) => ({
    accountId,
    name,
    accessToken: tokenFor(seed, name, state.switches.tokenKind),
    xprv: key().xprv,
    walletPassphrase,
  })),
});

const said = <A>(done: Granted<A>, say: (value: A) => string): Checked<string> =>
  done.ok ? good(say(done.value)) : bad(`The venue refuses: ${done.detail ?? REFUSALS[done.name].error}.`);

const proposeTrade = (state: State.State, requesterAccountId: string, trade: Trade): Checked<string> => {
  const requester = state.accounts.get(requesterAccountId);
  if (requester === undefined) return bad('There is no such account.');
  const terms = termsOfTrade(trade, requesterAccountId, state.switches);
  return said(propose(state, requester, terms, [trade]), (settlement) => settlement.id);
};

const UNITS = /^(0|[1-9]\d{0,39})$/;

const moveFunds = (
  state: State.State,
  kind: 'fund' | 'withdraw',
  { accountId, currency, amount }: Funding,
): Checked<string> => {
  if (!state.accounts.has(accountId)) return bad('There is no such account.');
  if (!UNITS.test(amount)) return bad('The amount must be a whole number of base units.');
  const units = BigInt(amount);
  if (kind === 'withdraw' && state.ledger.available(accountId, currency) < units)
    return bad('So much is not available.');
  const move = { atMs: state.nowMs, accountId, toAccountId: accountId, currency, settlementId: null };
  state.ledger.post({ ...move, kind, amount: units, cause: 'control' });
  return good(state.ledger.available(accountId, currency).toString());
};

const setPartner = (state: State.State, partnerId: string, status: PartnerStatus): Checked<string> => {
  const partner = state.partners.get(partnerId);
  if (partner === undefined) return bad('There is no such partnership.');
  state.partners.set(partnerId, { ...partner, status });
  return good(partnerId);
};

const record = (state: State.State, request: Omit<RequestTruth, 'receivedAtMs'>): void => {
  if (state.requests.length >= State.LIMITS.requests) return;
  state.requests.push({ ...request, receivedAtMs: state.nowMs });
};

const overview = (state: State.State): Overview => ({
  nowMs: state.nowMs,
  accounts: [...state.accounts.values()].map(({ accountId, name, referralCode }) => ({
    accountId,
    name,
    referralCode,
  })),
  settlements: state.settlementOrder.map((history) =>
    wireSettlement(state, history.current(), (payload) => payload),
  ),
  partners: [...state.partners.values()].map((partner) => wirePartner(state, partner)),
  due: state.agenda.list().map(({ atMs, item }) => ({ atMs, what: item._tag })),
});
