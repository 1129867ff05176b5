import type { Scenario } from './scenario.js';
import type { Trade } from './trade.js';

const HOUR_MS = 3_600_000;

const trade = (
  last: string,
  side: Trade['side'],
  base: readonly [asset: string, amount: string],
  quote: readonly [asset: string, amount: string],
  fee: readonly [asset: string, amount: string],
): Trade => ({
  id: `3f435d6b-62fd-4f26-b1c5-${last.padStart(12, '0')}`,
  kind: 'currency',
  side,
  base: { asset: base[0], amount: base[1] },
  quote: { asset: quote[0], amount: quote[1] },
  fee: { asset: fee[0], amount: fee[1] },
});

/** A day's trades: in sum the client owes BTC and ETH and receives USD and SOL. */
const A_DAY: ReadonlyArray<Trade> = [
  trade('1', 'sell', ['BTC', '2.00000001'], ['USD', '184000.00'], ['USD', '92.00']),
  trade('2', 'buy', ['BTC', '0.5'], ['USD', '46250.50'], ['USD', '23.13']),
  trade('3', 'sell', ['ETH', '40'], ['USD', '128400.40'], ['USD', '64.20']),
  trade('4', 'buy', ['ETH', '7.75'], ['USD', '24877.50'], ['USD', '12.44']),
  trade('5', 'buy', ['SOL', '300.125'], ['USD', '45018.75'], ['USD', '22.51']),
  trade('6', 'sell', ['ETH', '1.25'], ['BTC', '0.043'], ['ETH', '0.000625']),
];

const SETTLE = 'SettlePrimeSettlementBatchAsset';

/** The scenarios that come with the sandbox. */
export const SCENARIOS = {
  default: { says: 'A day of trades in four assets; everything goes well.', trades: A_DAY },
  'lost-reply': {
    says: 'The first settle call takes effect and its reply is lost.',
    trades: A_DAY,
    faults: [{ kind: 'drop-after', on: { method: SETTLE } }],
  },
  'lost-create': {
    says: 'The first create call takes effect and its reply is lost.',
    trades: A_DAY,
    faults: [{ kind: 'drop-after', on: { method: 'CreatePrimeSettlementBatch' } }],
  },
  'slow-confirm': {
    says: 'The batch is confirmed only after an hour.',
    trades: A_DAY,
    switches: { confirmAfterMs: HOUR_MS },
  },
  partial: {
    says: 'The first transfer of BTC moves 40 per cent of the leg.',
    trades: A_DAY,
    transfers: [{ asset: 'BTC', outcome: { _tag: 'PartialPercent', percent: 40 } }],
  },
  'failed-transfer': {
    says: 'The first transfer of BTC fails.',
    trades: A_DAY,
    transfers: [{ asset: 'BTC', outcome: { _tag: 'Failed' } }],
  },
  stuck: {
    says: 'The first transfer of BTC stays on its way until it is released.',
    trades: A_DAY,
    transfers: [{ asset: 'BTC', outcome: { _tag: 'Stuck' } }],
  },
  'second-actor': {
    says: 'A colleague settles the same leg just before the first settle call.',
    trades: A_DAY,
    faults: [{ kind: 'second-actor', on: { method: SETTLE }, with: { act: 'settle', when: 'before' } }],
  },
  'venue-perspective': {
    says: 'The word in direction takes the venue’s view: incoming is what the client owes.',
    trades: A_DAY,
    switches: { direction: 'venue-perspective' },
  },
  'late-effect': {
    says: 'Writes take effect ten seconds after they were answered, and nothing guards against a second one.',
    trades: A_DAY,
    switches: { applyDelayMs: 10_000, guardSeesQueued: false },
  },
} as const satisfies Readonly<Record<string, Scenario>>;

/** The name of a scenario that comes with the sandbox. */
export type ScenarioName = keyof typeof SCENARIOS;

/** Is this such a name? */
export const isScenarioName = (name: string): name is ScenarioName => Object.hasOwn(SCENARIOS, name);
