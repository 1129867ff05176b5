import type { KrakenPrimeMachine } from '@legwork/sandbox';

/** One variety of the venue, and how it is operated. */
export interface Scenario {
  readonly switches: NonNullable<KrakenPrimeMachine.Options['switches']>;
  /** The reading of `direction` that the operator declares. */
  readonly outgoingMeans: 'we-pay' | 'we-receive';
  /** The nonce window that the operator believes in, if it is not the venue's. */
  readonly declaredWindow?: bigint;
  /** How many legs we pay. */
  readonly legs: 1 | 2;
  readonly flow: 'Settle' | 'Create';
  readonly transfers?: NonNullable<KrakenPrimeMachine.Options['transfers']>;
  /** What somebody else does at the venue, and when after the beginning. */
  readonly others?: ReadonlyArray<{
    readonly act: 'settle' | 'pay-outside' | 'create';
    readonly afterMs: number;
  }>;
  /** Whether every intent must come to `Done` once faults have stopped; otherwise going to a person is an end as well. */
  readonly mustFinish: boolean;
}

/** A venue in which everything happens within milliseconds. */
export const quick = {
  confirmAfterMs: 8,
  transferMs: 6,
  venueSettlesAfterMs: 4,
  completeAfterMs: 5,
  rateMax: 1_000_000,
  lockoutAfter: 0,
} as const;

/** One leg to be settled, and nothing in the way. */
export const settling: Pick<Scenario, 'outgoingMeans' | 'flow' | 'mustFinish' | 'legs'> = {
  outgoingMeans: 'we-pay',
  flow: 'Settle',
  mustFinish: true,
  legs: 1,
};

/** Accepts at once, applies later, and does not see what it has accepted: the venue at its most dangerous. */
export const late = { applyDelayMs: 60, guardSeesQueued: false } as const;

/** The varieties of Kraken Prime that the simulation runs. The documents allow each of them. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  prompt: { ...settling, switches: quick },
  'prompt-two-legs': { ...settling, legs: 2, switches: quick },
  window: { ...settling, switches: { ...quick, nonceWindow: 50n } },
  async: { ...settling, switches: { ...quick, ...late } },
  'async-window': { ...settling, switches: { ...quick, ...late, nonceWindow: 50n } },
  'async-window-two-legs': { ...settling, legs: 2, switches: { ...quick, ...late, nonceWindow: 50n } },
  'venue-perspective': {
    ...settling,
    outgoingMeans: 'we-receive',
    switches: { ...quick, ...late, direction: 'venue-perspective' },
  },
  'transfers-not-shown': {
    ...settling,
    switches: { ...quick, ...late, nonceWindow: 50n, spotTransfer: 'null' },
  },
  'rate-limited': {
    ...settling,
    mustFinish: false,
    switches: { ...quick, ...late, rateMax: 3, rateDecayMilliPerSecond: 300_000 },
  },
  create: { ...settling, flow: 'Create', switches: quick },
  'create-async-window': { ...settling, flow: 'Create', switches: { ...quick, ...late, nonceWindow: 50n } },
  'failing-transfer': {
    ...settling,
    mustFinish: false,
    switches: { ...quick, ...late, nonceWindow: 50n },
    transfers: [{ asset: 'BTC', outcome: { _tag: 'Failed' } }],
  },
  'partial-transfer': {
    ...settling,
    mustFinish: false,
    switches: { ...quick, ...late, nonceWindow: 50n },
    transfers: [{ asset: 'BTC', outcome: { _tag: 'PartialPercent', percent: 40 } }],
  },
  'stuck-transfer': {
    ...settling,
    mustFinish: false,
    switches: { ...quick, ...late, nonceWindow: 50n },
    transfers: [{ asset: 'BTC', outcome: { _tag: 'Stuck' } }],
  },
  'second-actor': {
    ...settling,
    mustFinish: false,
    switches: { ...quick, ...late, nonceWindow: 50n },
    others: [{ act: 'settle', afterMs: 30 }],
  },
  'create-second-actor': {
    ...settling,
    flow: 'Create',
    mustFinish: false,
    switches: { ...quick, nonceWindow: 50n },
    others: [{ act: 'create', afterMs: 5 }],
  },
};
