import * as E from 'fp-ts/lib/Either.js';

/** What an `Either` holds; the simulation's own data is right, or the simulation stops. */
export const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(`the simulation's own data is wrong: ${JSON.stringify(either.left)}`);
};
