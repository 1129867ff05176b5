import * as t from 'io-ts';

/** A list with a limit; a longer one is refused as a whole. */
export const listOf = <A>(codec: t.Type<A>, itemsMax: number): t.Type<ReadonlyArray<A>> => {
  const list = t.readonlyArray(codec, `${codec.name} list`);
  return new t.Type(
    list.name,
    (input): input is ReadonlyArray<A> => list.is(input) && input.length <= itemsMax,
    (input, context) =>
      Array.isArray(input) && input.length > itemsMax
        ? t.failure(input, context)
        : list.validate(input, context),
    t.identity,
  );
};

/** The same in one look, for items that are asked in one look. */
export const isListOf = <A>(
  input: unknown,
  is: (item: unknown) => item is A,
  itemsMax: number,
): input is ReadonlyArray<A> => {
  if (!Array.isArray(input) || input.length > itemsMax) return false;
  for (const item of input) if (!is(item)) return false;
  return true;
};
