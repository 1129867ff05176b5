import { isAnyObject, isJsonObject, isOrdinary, type JsonObject } from '@legwork/core';
import * as t from 'io-ts';

const depthMax = 16;
const exactDigitsMax = 15;

/**
 * Whether nothing in it is lost or confused when it is kept and compared: names, numbers and depth are all tame.
 *
 * A hot path in plain code, since every leg can have one.
 */
const isTame = (value: unknown, depth: number): boolean => {
  if (typeof value === 'string' || value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return isExact(value);
  if (depth >= depthMax) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isTame(item, depth + 1)) return false;
    return true;
  }
  return mayBeKept(value) && hasTameFields(value, depth + 1);
};

const hasTameFields = (object: JsonObject, depth: number): boolean => {
  for (const name of Object.keys(object)) if (!isTame(object[name], depth)) return false;
  return true;
};

const mayBeKept = (input: unknown): input is JsonObject => {
  if (!isAnyObject(input)) return false;
  const { __proto__: proto, constructor: maker, prototype } = input;
  return isOrdinary(proto, maker, prototype) || isJsonObject(input);
};

/** Two numbers of the text that differ must not have become the same number of this machine. */
const isExact = (value: number): boolean =>
  Number.isSafeInteger(value) ||
  (!Number.isInteger(value) && value.toString().replace(/e.*$|\D/g, '').length <= exactDigitsMax);

const isOpaque = (input: unknown): input is JsonObject => mayBeKept(input) && hasTameFields(input, 1);

/**
 * An object whose shape no document tells: it is kept and compared, never read.
 *
 * Refused: more than 16 levels, names that lead to a prototype, and numbers that may stand for more than one text, since
 * two different transfers must never look the same.
 */
export const OpaqueObject: t.Type<JsonObject> = new t.Type(
  'OpaqueObject',
  isOpaque,
  (input, context) => (isOpaque(input) ? t.success(input) : t.failure(input, context)),
  t.identity,
);
