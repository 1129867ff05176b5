import { type VenueId, venueId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';

const constant = <A>(read: E.Either<unknown, A>): A => {
  if (E.isRight(read)) return read.right;
  throw new Error('invariant: a constant of this package is an id');
};

/** The name of the venue. */
export const bitgoId: VenueId = constant(venueId('bitgo'));
