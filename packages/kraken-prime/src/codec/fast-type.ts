import * as t from 'io-ts';

/** What a one-pass reader answers instead of a value. */
export const FAIL: unique symbol = Symbol('fail');
/** The type of `FAIL`. */
export type Fail = typeof FAIL;

/**
 * An io-ts codec, of a type that is written as it is, that reads in one pass and explains itself like a plain one.
 *
 * `run` builds no contexts and no `Either`, which is where plain io-ts spends its time. When it fails, `plain`, the
 * ordinary codec of the same shape, decodes again with the caller's context; so what is reported, and where, is the
 * plain codec's by construction. Tests hold the two against each other.
 */
export const fastType = <A>(name: string, run: (input: unknown) => A | Fail, plain: t.Type<A>): t.Type<A> =>
  new t.Type<A>(
    name,
    plain.is,
    (input, context) => {
      const value = run(input);
      return value === FAIL ? plain.validate(input, context) : t.success(value);
    },
    t.identity,
  );
