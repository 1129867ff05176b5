import type { BitgoMachine, LieName } from '@legwork/sandbox';

/** One variety of the venue, and how it is operated. */
export interface Scenario {
  readonly switches: NonNullable<BitgoMachine.Options['switches']>;
  /**
   * `Create`: we are the requester. `Affirm`, `Reject`: somebody has requested, and we are the counterparty. `Cancel`: we have
   * requested.
   */
  readonly flow: 'Create' | 'Affirm' | 'Reject' | 'Cancel';
  /** What is signed to affirm: the payload that stands there, or one built for it. */
  readonly affirmWith?: 'given' | 'fresh';
  /** The most that we may be charged on top of what we pay. Units: the currency's smallest. */
  readonly feeMax?: bigint;
  /** Whether an account has nothing. */
  readonly poor?: 'requester' | 'counterparty';
  /** The lie in every payload that we are to sign, once the plan has been approved. */
  readonly lie?: LieName | 'random';
  /** How long the operator declares that calls take to show, if it is not the usual. Units: milliseconds. */
  readonly quietMs?: number;
  /** What somebody else does at the venue, and when after the beginning. */
  readonly others?: ReadonlyArray<Other>;
  /** Whether every intent must come to `Done` once faults have stopped; otherwise going to a person is an end as well. */
  readonly mustFinish: boolean;
}

/** `request`: the same trade once more, from the requester's other desk. The rest: the party of the open affirmation. */
export interface Other {
  readonly act: 'request' | 'affirm' | 'reject' | 'cancel';
  readonly afterMs: number;
}

/** A venue in which everything happens within milliseconds, and which checks no signature. */
const quick = {
  checkSignatures: false,
  counterparty: 'affirms',
  counterpartyDelayMs: 8,
  settleAfterMs: 4,
  rateMax: 1_000_000,
  directExpiryMs: 60_000,
} as const;

/** The same, applying writes late. */
const late = { ...quick, applyDelayMs: 60 } as const;

/** A venue whose counterparty, that is us, acts by calls alone and has its funds held when it affirms. */
const toUs = { ...quick, counterparty: 'manual', directLocks: 'own-at-affirm' } as const;

/** A venue whose counterparty does nothing by itself, and at which we take back what we have requested. */
const toThem = { ...quick, counterparty: 'manual' } as const;

const creating = { flow: 'Create', mustFinish: true } as const;
const affirming = { flow: 'Affirm', mustFinish: true } as const;
const rejecting = { flow: 'Reject', mustFinish: true } as const;
const cancelling = { flow: 'Cancel', mustFinish: true } as const;

/** The varieties of BitGo that the simulation runs. The documents allow each of them. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  create: { ...creating, switches: quick },
  'create-async': { ...creating, switches: late },
  'create-fee': { ...creating, feeMax: 150_000n, switches: { ...quick, feePpm: 1_000 } },
  'create-issued-only': { ...creating, switches: { ...late, createNeeds: 'issued-payload' } },
  'create-reuse-refused': { ...creating, switches: { ...late, duplicateExternalId: 'refused' } },
  'create-reuse-answered': { ...creating, switches: { ...late, duplicateExternalId: 'returns-first' } },
  'create-empty-fields': {
    ...creating,
    switches: { ...late, emptyFields: 'null', listOrder: 'oldest-first' },
  },
  'create-rejected': { ...creating, mustFinish: false, switches: { ...late, counterparty: 'rejects' } },
  'create-expiring': {
    ...creating,
    mustFinish: false,
    switches: { ...late, counterparty: 'silent', directExpiryMs: 90 },
  },
  'create-poor': { ...creating, mustFinish: false, poor: 'requester', switches: quick },
  'create-failed-lock': {
    ...creating,
    mustFinish: false,
    poor: 'counterparty',
    switches: { ...quick, insufficientFunds: 'lock-failed' },
  },
  'create-rate-limited': {
    ...creating,
    mustFinish: false,
    switches: { ...late, rateMax: 5, rateWindowMs: 100 },
  },
  'create-other-desk': {
    ...creating,
    mustFinish: false,
    switches: late,
    others: [{ act: 'request', afterMs: 40 }],
  },
  'create-lying': { ...creating, mustFinish: false, lie: 'amount-times-ten', switches: quick },
  'create-lying-at-random': { ...creating, mustFinish: false, lie: 'random', switches: quick },
  affirm: { ...affirming, switches: toUs },
  'affirm-async': { ...affirming, switches: { ...toUs, applyDelayMs: 60 } },
  'affirm-fresh': { ...affirming, affirmWith: 'fresh', switches: { ...toUs, applyDelayMs: 60 } },
  'affirm-idempotent': {
    ...affirming,
    switches: { ...toUs, applyDelayMs: 60, repeatedAffirm: 'idempotent' },
  },
  'affirm-expiring': { ...affirming, mustFinish: false, switches: { ...toUs, directExpiryMs: 160 } },
  'affirm-poor': { ...affirming, mustFinish: false, poor: 'counterparty', switches: toUs },
  'affirm-failed-lock': {
    ...affirming,
    mustFinish: false,
    poor: 'counterparty',
    switches: { ...toUs, insufficientFunds: 'lock-failed' },
  },
  'affirm-canceled': {
    ...affirming,
    mustFinish: false,
    switches: { ...toUs, applyDelayMs: 60 },
    others: [{ act: 'cancel', afterMs: 30 }],
  },
  'affirm-other-desk': {
    ...affirming,
    mustFinish: false,
    switches: { ...toUs, applyDelayMs: 60 },
    others: [{ act: 'affirm', afterMs: 5 }],
  },
  'affirm-lying': { ...affirming, mustFinish: false, lie: 'amount-plus-one', switches: toUs },
  'affirm-fresh-lying': {
    ...affirming,
    mustFinish: false,
    affirmWith: 'fresh',
    lie: 'fee-too-high',
    switches: toUs,
  },
  reject: { ...rejecting, switches: toUs },
  'reject-other-desk': {
    ...rejecting,
    mustFinish: false,
    switches: { ...toUs, applyDelayMs: 60, guardSeesQueued: false },
    others: [{ act: 'affirm', afterMs: 5 }],
  },
  cancel: { ...cancelling, switches: toThem },
  'cancel-affirmed': {
    ...cancelling,
    mustFinish: false,
    switches: { ...toThem, applyDelayMs: 20 },
    others: [{ act: 'affirm', afterMs: 30 }],
  },
  'cancel-expiring': {
    ...cancelling,
    mustFinish: false,
    switches: { ...toThem, directExpiryMs: 90, siblings: 'same' },
  },
};
