import * as t from 'io-ts';

/** What a one-pass reader answers instead of a value. */
export const FAIL: unique symbol = Symbol('fail');
/** The type of `FAIL`. */
export type Fail = typeof FAIL;

/**
 * Reads a value of a parsed text in one pass. `printable`: every text in it is known to be of printable ASCII without
 * spaces, so that no character of an id need be looked at.
 */
export type Run<A> = (input: unknown, printable: boolean) => A | Fail;

/**
 * An io-ts codec, of a type that is written as it is, that reads in one pass and explains itself like a plain one.
 *
 * `run` builds no contexts and no `Either`, which is where plain io-ts spends its time. When it fails, `plain`, the
 * ordinary codec of the same shape, decodes again with the caller's context; so what is reported, and where, is the
 * plain codec's by construction. Tests hold the two against each other.
 */
class FastType<A> extends t.Type<A> {
  readonly run: Run<A>;

  constructor(name: string, run: Run<A>, plain: t.Type<A>) {
    super(
      name,
      plain.is,
      (input, context) => {
        const value = run(input, false);
        return value === FAIL ? plain.validate(input, context) : t.success(value);
      },
      t.identity,
    );
    this.run = run;
  }
}

/** Makes such a codec. */
export const fastType = <A>(name: string, run: Run<A>, plain: t.Type<A>): t.Type<A> =>
  new FastType(name, run, plain);

/**
 * Decodes what was parsed from a text of which it is known whether all texts in it are `printable`. What fails is decoded
 * again, by what explains it.
 */
export const decodeFrom = <A>(codec: t.Type<A>, input: unknown, printable: boolean): t.Validation<A> => {
  if (!printable || !(codec instanceof FastType)) return codec.decode(input);
  const value: A | Fail = codec.run(input, true);
  return value === FAIL ? codec.decode(input) : t.success(value);
};
