import { ACCOUNTS } from './opening.js';
import type { Scenario } from './scenario.js';

const STANDING = 1_000_000;

/** The scenarios that come with the sandbox. */
export const SCENARIOS = {
  default: {
    says: 'Four funded accounts, three of them partners; the counterparty affirms after a second.',
    switches: { counterparty: 'affirms' },
  },
  manual: { says: 'Nobody acts by itself: both sides are played through the API or the control server.' },
  agency: {
    says: 'An agent between two clients, who pay a fee and affirm after a second.',
    switches: { counterparty: 'affirms', agencyFees: 'clients', feePpm: 1000 },
  },
  incoming: {
    says: 'A direct settlement and an agency settlement wait for the requester to affirm them.',
    proposals: [
      {
        requester: 'counterparty',
        base: 'counterparty',
        quote: 'requester',
        baseAmount: '1000000',
        baseCurrency: 'ofctbtc',
        quoteAmount: '1000000',
        quoteCurrency: 'ofctusd',
        externalId: 'incoming-1',
      },
      {
        requester: 'agent',
        base: 'requester',
        quote: 'counterparty',
        baseAmount: '115087',
        baseCurrency: 'ofctbtc',
        quoteAmount: '942777',
        quoteCurrency: 'ofctusd',
        baseReceiveAmount: '941966',
        externalId: 'incoming-2',
      },
    ],
  },
  expiring: {
    says: 'Nobody answers, and settlements expire after a minute.',
    switches: { counterparty: 'silent', directExpiryMs: 60_000, agencyExpiryMs: 60_000 },
  },
  'rejecting-counterparty': {
    says: 'The counterparty rejects after a second.',
    switches: { counterparty: 'rejects' },
  },
  'lying-payload': {
    says: 'Every payload to sign has a lie in it, another one each time.',
    faults: [
      { kind: 'lie', on: { method: 'BuildPayload' }, times: STANDING, with: { lie: 'random' } },
      { kind: 'lie', on: { method: 'ListAffirmations' }, times: STANDING, with: { lie: 'random' } },
      { kind: 'lie', on: { method: 'GetAffirmation' }, times: STANDING, with: { lie: 'random' } },
      { kind: 'lie', on: { method: 'GetSettlement' }, times: STANDING, with: { lie: 'random' } },
      { kind: 'lie', on: { method: 'ListSettlements' }, times: STANDING, with: { lie: 'random' } },
    ],
  },
  'lost-create': {
    says: 'The first Create takes effect and its reply is lost.',
    switches: { counterparty: 'affirms' },
    faults: [{ kind: 'drop-after', on: { method: 'CreateSettlement' } }],
  },
  'lost-affirm': {
    says: 'The first change of an affirmation takes effect and its reply is lost.',
    faults: [{ kind: 'drop-after', on: { method: 'UpdateAffirmation' } }],
  },
  'insufficient-funds': {
    says: 'The counterparty has nothing.',
    accounts: ACCOUNTS.map((account) =>
      account.name === 'counterparty' ? { ...account, funds: {} } : account,
    ),
  },
  'failed-lock': {
    says: 'The counterparty has nothing, and a settlement comes to be all the same, as failed.',
    switches: { insufficientFunds: 'lock-failed' },
    accounts: ACCOUNTS.map((account) =>
      account.name === 'counterparty' ? { ...account, funds: {} } : account,
    ),
  },
  'late-effect': {
    says: 'Writes take effect ten seconds after they were answered, and nothing guards against a second one.',
    switches: {
      applyDelayMs: 10_000,
      guardSeesQueued: false,
      nonceReplay: 'accepted',
      counterparty: 'affirms',
    },
  },
  fees: {
    says: 'A settlement fee of half a per cent, paid by both sides.',
    switches: { feePpm: 5000, counterparty: 'affirms' },
  },
} as const satisfies Readonly<Record<string, Scenario>>;

/** The name of a scenario that comes with the sandbox. */
export type ScenarioName = keyof typeof SCENARIOS;
