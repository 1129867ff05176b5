import { type AccountId, type VenueId, accountId, venueId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';

const constant = <A>(read: E.Either<unknown, A>): A => {
  if (E.isRight(read)) return read.right;
  throw new Error('invariant: a constant of this package is not an id');
};

/** The name of the venue. */
export const krakenPrimeId: VenueId = constant(venueId('kraken-prime'));

/** The account that Kraken settles from and to: its own book, of which a client sees nothing more. */
export const krakenAccount: AccountId = constant(accountId('kraken'));
