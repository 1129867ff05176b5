import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AssetId } from '../noun/id.js';
import * as Quantity from './quantity.js';

/** How one venue writes one asset. */
export interface Unit {
  readonly asset: AssetId;
  /** The venue's own name, echoed to it verbatim. */
  readonly venueName: string;
  /** Digits after the point that the asset can have: 8 for BTC, 2 for USD. Units: decimal digits, 0 to 30. */
  readonly decimals: number;
}

/**
 * The assets that may be acted on at one venue: a closed list that two sources agree on.
 *
 * An asset that is not in it is shown, and never acted on (contract N3, N4).
 */
export interface UnitRegistry {
  readonly byVenueName: ReadonlyMap<string, Unit>;
  readonly byAsset: ReadonlyMap<AssetId, Unit>;
}

/**
 * The two sources cannot be used together. Nothing was sent; correct the source that is wrong.
 *
 * `DecimalsDisagree` and `AssetsDisagree`: the sources say different things of one venue name. `UnitRepeated`: one source
 * names an asset or a venue name twice. `DecimalsOutOfRange`: not a whole number from 0 to 30.
 */
export interface UnitConflict {
  readonly _tag: 'DecimalsDisagree' | 'AssetsDisagree' | 'UnitRepeated' | 'DecimalsOutOfRange';
  /** The venue's name of the unit that the conflict is about. */
  readonly venueName: string;
}

const decimalsMax = 30;

const index = (units: ReadonlyArray<Unit>): E.Either<UnitConflict, Map<string, Unit>> => {
  const byVenueName = new Map<string, Unit>();
  const assets = new Set<AssetId>();
  for (const unit of units) {
    const { venueName, decimals } = unit;
    if (!Number.isInteger(decimals) || decimals < 0 || decimals > decimalsMax)
      return E.left({ _tag: 'DecimalsOutOfRange', venueName });
    if (byVenueName.has(venueName) || assets.has(unit.asset))
      return E.left({ _tag: 'UnitRepeated', venueName });
    byVenueName.set(venueName, unit);
    assets.add(unit.asset);
  }
  return E.right(byVenueName);
};

/**
 * Makes the registry of a venue from two independent sources, such as the operator's configuration and a table that
 * the adapter ships. Only what both name, with the same decimals, can be acted on.
 *
 * Errors: `DecimalsDisagree`, `AssetsDisagree`, `UnitRepeated`, `DecimalsOutOfRange`; nothing was sent.
 */
export const agree = (
  one: ReadonlyArray<Unit>,
  other: ReadonlyArray<Unit>,
): E.Either<UnitConflict, UnitRegistry> => {
  const first = index(one);
  if (E.isLeft(first)) return first;
  const second = index(other);
  if (E.isLeft(second)) return second;
  const byVenueName = new Map<string, Unit>();
  const byAsset = new Map<AssetId, Unit>();
  for (const [venueName, unit] of first.right) {
    const twin = second.right.get(venueName);
    if (twin === undefined) continue;
    if (twin.decimals !== unit.decimals) return E.left({ _tag: 'DecimalsDisagree', venueName });
    if (twin.asset !== unit.asset) return E.left({ _tag: 'AssetsDisagree', venueName });
    byVenueName.set(venueName, unit);
    byAsset.set(unit.asset, unit);
  }
  return E.right({ byVenueName, byAsset });
};

/** The amount cannot be written in the asset's units without rounding, so it is refused. Nothing moved. */
export interface Inexact {
  readonly _tag: 'Inexact';
  readonly asset: AssetId;
  readonly decimals: number;
}

/** A quantity as an integer of the asset's smallest unit, exact or refused. Errors: `Inexact`; nothing moved. */
export const toFractional = (unit: Unit, quantity: Quantity.Quantity): E.Either<Inexact, bigint> =>
  exact(unit, Quantity.toInteger(quantity, unit.decimals));

const exact = <A>({ asset, decimals }: Unit, written: O.Option<A>): E.Either<Inexact, A> =>
  O.isSome(written) ? E.right(written.value) : E.left({ _tag: 'Inexact', asset, decimals });

/** The same as a text, for whoever writes it down. Errors: `Inexact`; nothing moved. */
export const toFractionalText = (unit: Unit, quantity: Quantity.Quantity): E.Either<Inexact, string> =>
  exact(unit, Quantity.toIntegerText(quantity, unit.decimals));

/** The integer of the asset's smallest unit in this text as a quantity; `none` unless it is digits without a leading zero. */
export const fromFractionalText = (unit: Unit, text: string): O.Option<Quantity.Quantity> =>
  Quantity.fromIntegerText(text, unit.decimals);

/** An integer of the asset's smallest unit as a quantity; `none` when it is negative. */
export const fromFractional = (unit: Unit, fractional: bigint): O.Option<Quantity.Quantity> =>
  Quantity.fromInteger(fractional, unit.decimals);

/** Whether the quantity fits the asset's digits; what does not fit is not acted on. */
export const fits = (unit: Unit, quantity: Quantity.Quantity): boolean =>
  Quantity.fractionDigits(quantity) <= unit.decimals;
