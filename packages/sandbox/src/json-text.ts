import { type Checked, bad, good } from './checked.js';

/** A JSON value whose numbers are exact: no JSON text ever becomes a floating-point number here. */
export type Json = null | boolean | string | bigint | ReadonlyArray<Json> | JsonObject;

/** A JSON object without a prototype. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** The bounds of a text that {@link parse} accepts. */
const LIMITS = { depth: 32, nodes: 100_000, numberChars: 24 } as const;

const SPACE = /[ \t\n\r]*/y;
const INTEGER = /-?(?:0|[1-9]\d*)(?![\d.eE])/y;
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const WORD = /true|false|null/y;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Where the parser stands. A failure is remembered once; every step after it falls through. */
interface Cursor {
  readonly text: string;
  at: number;
  nodes: number;
  failure: string | undefined;
}

/**
 * Parses strict JSON with whole numbers only. Refuses fractions, exponents, duplicate keys, trailing text and
 * anything over the limits, because a venue and its client must not read one text in two ways.
 */
export const parse = (text: string): Checked<Json> => {
  const cursor: Cursor = { text, at: 0, nodes: 0, failure: undefined };
  const value = readValue(cursor, 0);
  take(cursor, SPACE);
  if (cursor.failure === undefined && cursor.at !== text.length) fail(cursor, 'text follows the JSON value');
  return cursor.failure === undefined ? good(value) : bad(`${cursor.failure} (at character ${cursor.at})`);
};

/** Decodes bytes as UTF-8 and parses them; malformed UTF-8 and a byte order mark are refused. */
export const parseBytes = (bytes: Uint8Array): Checked<Json> => {
  try {
    return parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return bad('the body is not UTF-8');
  }
};

/** Writes JSON text; a bigint is written as a string, so that no reader rounds it. */
export const stringify = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) => (typeof held === 'bigint' ? held.toString() : held));

/** Is this JSON value an object? */
export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fail = (cursor: Cursor, why: string): null => {
  cursor.failure ??= why;
  return null;
};

const take = (cursor: Cursor, pattern: RegExp): string | undefined => {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
};

const takeChar = (cursor: Cursor, char: string): boolean => {
  take(cursor, SPACE);
  if (cursor.text[cursor.at] !== char) return false;
  cursor.at += 1;
  return true;
};

const readValue = (cursor: Cursor, depth: number): Json => {
  cursor.nodes += 1;
  if (depth > LIMITS.depth) return fail(cursor, 'the JSON is nested too deeply');
  if (cursor.nodes > LIMITS.nodes) return fail(cursor, 'the JSON has too many values');
  if (takeChar(cursor, '{')) return readObject(cursor, depth);
  if (takeChar(cursor, '[')) return readArray(cursor, depth);
  if (cursor.text[cursor.at] === '"') return readString(cursor);
  const word = take(cursor, WORD);
  if (word !== undefined) return word === 'null' ? null : word === 'true';
  const integer = take(cursor, INTEGER);
  if (integer === undefined) return fail(cursor, 'a JSON value with whole numbers was expected');
  return integer.length > LIMITS.numberChars ? fail(cursor, 'the number is too long') : BigInt(integer);
};

const readString = (cursor: Cursor): string => {
  const quoted = take(cursor, STRING);
  if (quoted === undefined) {
    fail(cursor, 'a JSON string was expected');
    return '';
  }
  const text: unknown = JSON.parse(quoted);
  if (typeof text !== 'string' || LONE_SURROGATE.test(text)) {
    fail(cursor, 'the string has a lone surrogate');
    return '';
  }
  return text;
};

const readArray = (cursor: Cursor, depth: number): Json => {
  const items: Json[] = [];
  if (takeChar(cursor, ']')) return items;
  do {
    items.push(readValue(cursor, depth + 1));
  } while (cursor.failure === undefined && takeChar(cursor, ','));
  return takeChar(cursor, ']') ? items : fail(cursor, 'a list must end with ]');
};

const readObject = (cursor: Cursor, depth: number): Json => {
  const members = new Map<string, Json>();
  if (!takeChar(cursor, '}')) {
    do {
      readMember(cursor, depth, members);
    } while (cursor.failure === undefined && takeChar(cursor, ','));
    if (!takeChar(cursor, '}')) return fail(cursor, 'an object must end with }');
  }
  return fromMembers(members);
};

const readMember = (cursor: Cursor, depth: number, members: Map<string, Json>): void => {
  take(cursor, SPACE);
  const key = readString(cursor);
  if (members.has(key)) fail(cursor, 'an object has the same key twice');
  if (!takeChar(cursor, ':')) fail(cursor, 'a key must be followed by :');
  members.set(key, readValue(cursor, depth + 1));
};

const fromMembers = (members: ReadonlyMap<string, Json>): JsonObject => {
  const object: Record<string, Json> = { __proto__: null };
  for (const [key, value] of members) object[key] = value;
  return object;
};
