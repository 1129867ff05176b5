import { inspect } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';

/** What an `Either` holds, in a program that can only stop when it holds an error. */
export const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(inspect(either.left, { depth: 5 }));
};
