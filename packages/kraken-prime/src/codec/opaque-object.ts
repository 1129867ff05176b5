import * as t from 'io-ts';
import { type JsonObject, isJsonObject } from './json-object.js';

const depthMax = 16;
const exactDigitsMax = 15;

/** Whether nothing in it is lost or confused when it is kept and compared: names, numbers and depth are all tame. */
const isTame = (value: unknown, depth: number): boolean => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return isExact(value);
  if (depth >= depthMax) return false;
  if (Array.isArray(value)) return value.every((item) => isTame(item, depth + 1));
  return isJsonObject(value) && Object.values(value).every((item) => isTame(item, depth + 1));
};

/** Two numbers of the text that differ must not have become the same number of this machine. */
const isExact = (value: number): boolean =>
  Number.isSafeInteger(value) ||
  (!Number.isInteger(value) && value.toString().replace(/e.*$|\D/g, '').length <= exactDigitsMax);

const isOpaque = (input: unknown): input is JsonObject => isJsonObject(input) && isTame(input, 0);

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
