import { type Checked, bad, good } from './checked.js';

/** Checks an unknown value and gives it a type; `at` names the place for the sentence of a refusal. */
export type Reader<A> = (value: unknown, at: string) => Checked<A>;

/** The type that a reader gives. */
type Read<R> = R extends Reader<infer A> ? A : never;

type Fields = Readonly<Record<string, Reader<unknown>>>;
type Entries = Readonly<Record<string, unknown>>;

const TEXT_MAX = 4096;

/** A string of at most 4096 characters. */
export const text: Reader<string> = (value, at) =>
  typeof value === 'string' && value.length <= TEXT_MAX ? good(value) : bad(`${at} must be a text`);

/** A string that matches a pattern; `what` ends the sentence "... must be". */
export const matching =
  (pattern: RegExp, what: string): Reader<string> =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? good(value) : bad(`${at} must be ${what}`);

/** True or false. */
export const flag: Reader<boolean> = (value, at) =>
  typeof value === 'boolean' ? good(value) : bad(`${at} must be true or false`);

/** A whole number within bounds, from a number or a bigint: times, counts and sizes, never an amount. */
export const whole =
  (least: number, most: number): Reader<number> =>
  (value, at) => {
    const number = typeof value === 'bigint' ? Number(value) : value;
    return typeof number === 'number' && Number.isSafeInteger(number) && number >= least && number <= most
      ? good(number)
      : bad(`${at} must be a whole number from ${least} to ${most}`);
  };

/** One of a closed list of words. */
export const oneOf =
  <const A extends string>(words: ReadonlyArray<A>): Reader<A> =>
  (value, at) => {
    const found = words.find((word) => word === value);
    return found === undefined ? bad(`${at} must be one of: ${words.join(', ')}`) : good(found);
  };

/** A list of at most `itemsMax` items. */
export const listOf =
  <A>(item: Reader<A>, itemsMax: number): Reader<ReadonlyArray<A>> =>
  (value, at) => {
    if (!Array.isArray(value) || value.length > itemsMax) {
      return bad(`${at} must be a list of at most ${itemsMax}`);
    }
    const items: A[] = [];
    for (const [index, held] of value.entries()) {
      const read = item(held, `${at}[${index}]`);
      if (!read.ok) return read;
      items.push(read.value);
    }
    return good(items);
  };

/** Is this an object that is not a list? */
export const isEntries = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The type that {@link record} gives. */
type RecordOf<R, O> = { readonly [K in keyof R]: Read<R[K]> } & { readonly [K in keyof O]?: Read<O[K]> };

/** An object with exactly these fields; a field that is not listed is refused by name. */
export const record =
  <R extends Fields, O extends Fields>(required: R, optional: O): Reader<RecordOf<R, O>> =>
  (value, at) => {
    if (!isEntries(value)) return bad(`${at} must be an object`);
    const fields: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const reader = Object.hasOwn(required, key) ? required[key] : ownField(optional, key);
      if (reader === undefined) return bad(`${at} has an unknown field: ${key.slice(0, 64)}`);
      const read = reader(value[key], `${at}.${key}`);
      if (!read.ok) return read;
      fields[key] = read.value;
    }
    if (hasEvery<R, O>(required, fields)) return good(fields);
    const missing = Object.keys(required).find((key) => !Object.hasOwn(fields, key));
    return bad(`${at} lacks the field ${missing}`);
  };

// Each field was put there by the reader that gives it its type, so none missing means that the type holds.
const hasEvery = <R extends Fields, O extends Fields>(
  required: R,
  fields: Entries,
): fields is RecordOf<R, O> => Object.keys(required).every((key) => Object.hasOwn(fields, key));

const ownField = (fields: Fields, key: string): Reader<unknown> | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

/** A reader whose value is turned into another. */
export const mapped =
  <A, B>(reader: Reader<A>, turn: (value: A) => B): Reader<B> =>
  (value, at) => {
    const read = reader(value, at);
    return read.ok ? good(turn(read.value)) : read;
  };
