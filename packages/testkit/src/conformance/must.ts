import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

/** The right side. An invariant: with a left, the test that relies on it fails here. What is thrown shows the left, so keep secrets out of it. */
export const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(`expected a right, got ${textOf(either.left)}`);
};

/** The left side. An invariant, as above. */
export const left = <L>(either: E.Either<L, unknown>): L => {
  if (E.isLeft(either)) return either.left;
  throw new Error(`expected a left, got ${textOf(either.right)}`);
};

/** The value. An invariant, as above. */
export const some = <A>(option: O.Option<A>): A => {
  if (O.isSome(option)) return option.value;
  throw new Error('expected some, got none');
};

/** The value. An invariant, as above. */
export const defined = <A>(value: A | undefined): A => {
  if (value !== undefined) return value;
  throw new Error('expected a value, got none');
};

/** Everything that a logger could make of a value. */
export const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item)) ?? '';
