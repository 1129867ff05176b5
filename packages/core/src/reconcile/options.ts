import * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { UnitRegistry } from '../amount/unit-registry.js';
import type { AssetId, VenueId } from '../noun/id.js';
import type { BeforeAfter } from './balance.js';

/** What the caller allows and adds. Nothing is tolerated that is not named here. */
export interface Options {
  /** What is due later than this may still wait; `none`: nothing may. Units: milliseconds since the Unix epoch. */
  readonly asOfMs: O.Option<number>;
  readonly tolerances: ReadonlyArray<Tolerance>;
  /** Venues that never show transfers: a settled status is taken for the movement there, and only there. */
  readonly statusOnly: ReadonlyArray<VenueId>;
  /** `WhatWePay`: the lines are of our own payments, so legs that others pay are nobody's surplus. */
  readonly covers: 'EveryLeg' | 'WhatWePay';
  /** What our accounts held before and after; accounts that neither names are not compared. */
  readonly balances: O.Option<BeforeAfter>;
  /** Digits are held against these; a venue that has none here is not. */
  readonly units: ReadonlyMap<VenueId, UnitRegistry>;
}

/** How much less or more is accepted in one asset. Named twice, the smaller holds. */
export interface Tolerance {
  readonly asset: AssetId;
  /** `Amount`: of one line. `Balance`: of what one account holds. */
  readonly of: 'Amount' | 'Balance';
  /** Units: whole units of the asset. */
  readonly quantity: Quantity;
}

/** No tolerance, no waiting, every leg, transfers shown, no balances. */
export const strict: Options = {
  asOfMs: O.none,
  tolerances: [],
  statusOnly: [],
  covers: 'EveryLeg',
  balances: O.none,
  units: new Map(),
};
