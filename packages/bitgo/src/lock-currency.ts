import type { UnitRegistry } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/**
 * The unit that a lock's currency names. The documented example says `USD` where the venue's own fixtures say `ofcusd`
 * (notes §11.4), so that form is taken as well, if it names one currency of the registry and not two.
 */
export const unitOfLock = (
  units: UnitRegistry.UnitRegistry,
  currency: string,
): O.Option<UnitRegistry.Unit> => {
  const named = units.byVenueName.get(currency);
  if (named !== undefined) return O.some(named);
  if (!/^[A-Z0-9]{2,16}$/.test(currency)) return O.none;
  const short = currency.toLowerCase();
  const found = [`ofc${short}`, `ofct${short}`].flatMap((name) => {
    const unit = units.byVenueName.get(name);
    return unit === undefined ? [] : [unit];
  });
  const [only, ...others] = found;
  return only !== undefined && others.length === 0 ? O.some(only) : O.none;
};
