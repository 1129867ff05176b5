import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

/** Where a reply is not what it should be: a path of field names and positions, and a codec. Never a value. */
export interface DecodeFailure {
  readonly path: string;
  readonly codec: string;
}

/** Reads a parsed JSON text as something of the adapter's own. */
export type Reading<A> = (json: unknown) => E.Either<DecodeFailure, A>;

/** Decodes, and makes of what was decoded what the adapter works with. */
export const readingOf =
  <W, A>(codec: t.Type<W>, make: (wire: W) => A): Reading<A> =>
  (json) => {
    const decoded = codec.decode(json);
    return E.isLeft(decoded) ? E.left(firstOf(decoded.left)) : E.right(make(decoded.right));
  };

/** The first thing that is wrong. A step that looks at the same value as the one before is no field and is left out. */
const firstOf = (errors: t.Errors): DecodeFailure => {
  const context = errors[0]?.context ?? [];
  const steps = context.filter(({ actual }, at) => at > 0 && actual !== context[at - 1]?.actual);
  return {
    path: steps.map(({ key }) => key).join('/'),
    codec: context.at(-1)?.type.name ?? 'unknown',
  };
};

/** The failure in a few words, for people. */
export const describe = ({ path, codec }: DecodeFailure): string =>
  path === '' ? `it is not a ${codec}` : `${path} is not a ${codec}`;
