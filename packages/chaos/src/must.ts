import { inspect } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';

/** What an `Either` holds; what chaos is set up with is right, or chaos stops. */
export const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(`invariant: what chaos is set up with is wrong: ${inspect(either.left, { depth: 5 })}`);
};

/** The same for what may be missing. */
export const there = <A>(value: A | undefined, what: string): A => {
  if (value !== undefined) return value;
  throw new Error(`invariant: there is no ${what}`);
};
