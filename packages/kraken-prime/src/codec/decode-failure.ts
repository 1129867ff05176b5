import type * as t from 'io-ts';

/** Where a reply is not what it should be: a path of field names and positions, and a codec. Never a value. */
export interface DecodeFailure {
  readonly path: string;
  readonly codec: string;
}

/** The first thing that is wrong. Steps into the parts of an intersection or a union are no fields and are left out. */
export const decodeFailure = (errors: t.Errors): DecodeFailure => {
  const context = errors[0]?.context ?? [];
  const steps = context.filter(({ key }, at) => key !== '' && !isComposite(context[at - 1]?.type));
  return {
    path: steps.map(({ key }) => key).join('/'),
    codec: context.at(-1)?.type.name ?? 'unknown',
  };
};

const isComposite = (type: object | undefined): boolean =>
  type !== undefined && '_tag' in type && (type._tag === 'IntersectionType' || type._tag === 'UnionType');

/** The failure in a few words, for people. */
export const describe = ({ path, codec }: DecodeFailure): string =>
  path === '' ? `it is not a ${codec}` : `${path} is not a ${codec}`;
