import { type AssetId, UnitRegistry } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { type OfcName, type TestOfcName, productionDecimals, testDecimals } from './ofc-name.js';

/** Which asset of ours a currency of the venue is. */
export interface NamedAsset<Name extends OfcName | TestOfcName> {
  readonly asset: AssetId;
  readonly name: Name;
}

/** The registry was not made. Nothing was sent; correct what is wrong. */
export type UnitsRefused =
  | UnitRegistry.UnitConflict
  /** The second source does not name the currency, so nothing confirms its decimals. */
  | { readonly _tag: 'Unconfirmed'; readonly venueName: string };

/**
 * The registry of production currencies: the table that this package pins, confirmed by a source of the operator's own.
 *
 * The second source must not be made from the first: the venue's table was wrong in production more than once
 * (catalogue, A4). Errors: `UnitsRefused`; nothing was sent.
 */
export const ofcUnits = (
  names: ReadonlyArray<NamedAsset<OfcName>>,
  own: ReadonlyArray<UnitRegistry.Unit>,
): E.Either<UnitsRefused, UnitRegistry.UnitRegistry> => confirmed(names, productionDecimals(), own);

/** The registry of test currencies, likewise. Errors: `UnitsRefused`; nothing was sent. */
export const testOfcUnits = (
  names: ReadonlyArray<NamedAsset<TestOfcName>>,
  own: ReadonlyArray<UnitRegistry.Unit>,
): E.Either<UnitsRefused, UnitRegistry.UnitRegistry> => confirmed(names, testDecimals(), own);

const confirmed = (
  names: ReadonlyArray<NamedAsset<OfcName | TestOfcName>>,
  decimals: ReadonlyMap<string, number>,
  own: ReadonlyArray<UnitRegistry.Unit>,
): E.Either<UnitsRefused, UnitRegistry.UnitRegistry> => {
  const pinned = names.map(({ asset, name }) => ({
    asset,
    venueName: name,
    // A brand of the table is in the table; were it not, this would be refused as out of range.
    decimals: decimals.get(name) ?? -1,
  }));
  const agreed = UnitRegistry.agree(pinned, own);
  if (E.isLeft(agreed)) return agreed;
  const missing = pinned.find((unit) => !agreed.right.byVenueName.has(unit.venueName));
  return missing === undefined ? agreed : E.left({ _tag: 'Unconfirmed', venueName: missing.venueName });
};
