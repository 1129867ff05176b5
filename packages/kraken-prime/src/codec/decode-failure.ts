import type * as t from 'io-ts';

/** Where a reply is not what it should be: a path of field names and positions, and a codec. Never a value. */
export interface DecodeFailure {
  readonly path: string;
  readonly codec: string;
}

/**
 * The first thing that is wrong. A step into a part of an intersection or a union is no field and is left out: it is known
 * by looking at the same value as the step before.
 */
export const decodeFailure = (errors: t.Errors): DecodeFailure => {
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
