import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { Balance } from '../noun/balance.js';
import type { AccountId, AssetId, VenueId } from '../noun/id.js';
import type { PartyFlow } from './flow.js';

/** What an account of ours needs of an asset, and what of that is not there. Units: whole units of the asset. */
export interface Funding {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly asset: AssetId;
  /** What it sends, with the most that may be charged on top. */
  readonly needed: Quantity.Quantity;
  /** What it was said to have; `none` where nothing was said. */
  readonly available: O.Option<Quantity.Quantity>;
  /** What is needed and not said to be there, exactly. */
  readonly shortfall: Quantity.Quantity;
}

/**
 * What each of our accounts needs, in the order of the flows.
 *
 * What it is to receive is not counted: nothing says that it arrives before the account has to send.
 */
export const fundingOf = (
  flows: ReadonlyArray<PartyFlow>,
  balances: ReadonlyArray<Balance>,
): ReadonlyArray<Funding> =>
  flows.flatMap(({ venue, party, asset, sends, chargesMax }) => {
    if (party.role !== 'Us') return [];
    const needed = Quantity.add(sends, chargesMax);
    if (needed === Quantity.zero) return [];
    const { account } = party;
    const balance = balances.find(
      (one) => one.venue === venue && one.account === account && one.asset === asset,
    );
    const available = balance === undefined ? O.none : O.some(balance.available);
    const has = balance?.available ?? Quantity.zero;
    const shortfall = E.getOrElse(() => Quantity.zero)(Quantity.subtract(needed, has));
    return [{ venue, account, asset, needed, available, shortfall }];
  });
