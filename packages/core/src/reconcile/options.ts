import * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { UnitRegistry } from '../amount/unit-registry.js';
import type { AccountId, AssetId, VenueId } from '../noun/id.js';
import type { Capabilities } from '../port/capabilities.js';
import type { BeforeAfter } from './before-after.js';

/** What the caller allows and adds. Nothing is tolerated that is not named here. */
export interface Options {
  /** What is due later than this may still wait; `none`: nothing may. Units: milliseconds since the Unix epoch. */
  readonly asOfMs: O.Option<number>;
  readonly tolerances: ReadonlyArray<Tolerance>;
  /** The venues that were read, as they are; an account of which nothing is said here is held to show every transfer. */
  readonly venues: ReadonlyArray<Showing>;
  /** `WhatWePay`: the lines are of our own payments, so legs that others pay are nobody's surplus. */
  readonly covers: 'EveryLeg' | 'WhatWePay';
  /** What our accounts held before and after; accounts that neither names are not compared. */
  readonly balances: O.Option<BeforeAfter>;
  /** Digits are held against these; a venue that has none here is not. */
  readonly units: ReadonlyMap<VenueId, UnitRegistry>;
}

/** What a venue shows of an account: a `SettlementVenue`, or its rules. */
export interface Showing {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly capabilities: Pick<Capabilities, 'showsTransfers'>;
}

/** Whether an account is known to show no transfers. Whatever is said of it twice has to be said alike. */
export const showsNone = (
  venues: ReadonlyArray<Showing>,
  { venue, account }: { readonly venue: VenueId; readonly account: AccountId },
): boolean => {
  const own = venues.filter((one) => one.venue === venue && one.account === account);
  return own.length > 0 && own.every(({ capabilities }) => !capabilities.showsTransfers);
};

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
  venues: [],
  covers: 'EveryLeg',
  balances: O.none,
  units: new Map(),
};
