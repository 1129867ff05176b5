import type { MandateId } from '../noun/id.js';

/**
 * How bad it is. `Stops`: as it stands, something of the portfolio cannot happen. `Endangers`: it can, and money may be lost
 * or late by it. `Mind`: somebody should have decided so.
 */
export type Severity = 'Stops' | 'Endangers' | 'Mind';

/** Something that an approver should know. It changes with the clock and with what was read; it is not what is approved. */
export interface Warning {
  readonly _tag: keyof typeof severities;
  readonly severity: Severity;
  /** The record that it is about. */
  readonly at: string;
  /** What, in a sentence. It may carry words of a venue or of people as they came. */
  readonly what: string;
  readonly members: ReadonlyArray<MandateId>;
}

/** Every kind of warning, the worst first. */
const severities = {
  OddWords: 'Stops',
  Ended: 'Stops',
  CutOffMissed: 'Stops',
  ConsentLapsed: 'Stops',
  ShortFunding: 'Stops',
  LapsesBeforeOthersCanAct: 'Endangers',
  CutOffNear: 'Endangers',
  ConsentNear: 'Endangers',
  OneSided: 'Endangers',
  SendsFirst: 'Endangers',
  BalanceNotGiven: 'Endangers',
  DirectionWaived: 'Mind',
  Unlimited: 'Mind',
  NotRead: 'Mind',
} as const satisfies Readonly<Record<string, Severity>>;

const order = Object.keys(severities);

/** Makes a warning. */
export const warning = (
  _tag: Warning['_tag'],
  at: string,
  what: string,
  members: ReadonlyArray<MandateId>,
): Warning => ({ _tag, severity: severities[_tag], at, what, members });

/** The worst first; of the same kind in the order of their records. */
export const sorted = (warnings: ReadonlyArray<Warning>): ReadonlyArray<Warning> =>
  warnings.toSorted(
    (a, b) => order.indexOf(a._tag) - order.indexOf(b._tag) || compare(a.at, b.at) || compare(a.what, b.what),
  );

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
