import * as t from 'io-ts';

/** An object of a parsed JSON text, none of whose fields has been looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Whether it is an object of a parsed JSON text that may be kept.
 *
 * `JSON.parse` makes an own field of `__proto__`, which changes the prototype of whatever the object is copied into; such
 * names, and the two that lead to a prototype, are no part of any known reply and are refused (failure catalogue T5).
 */
export const isJsonObject = (input: unknown): input is JsonObject =>
  typeof input === 'object' &&
  input !== null &&
  !Array.isArray(input) &&
  !Object.hasOwn(input, '__proto__') &&
  !Object.hasOwn(input, 'constructor') &&
  !Object.hasOwn(input, 'prototype');

/** An object that nothing is known of, not even that it may be kept. */
export type AnyObject = Readonly<Record<string, unknown>>;

/** Whether it is an object of any kind, an array included: what a hot path begins with. */
export const isAnyObject = (input: unknown): input is AnyObject =>
  typeof input === 'object' && input !== null;

/**
 * Whether the three names lead where they do from every object of a text that has none of them itself: then it may be kept,
 * and `isJsonObject` need not be asked.
 *
 * The names are read where the object is, in the reader of its shape: an engine remembers a few shapes for each place in the
 * code, and to ask for an own name takes ten times as long.
 */
export const isOrdinary = (proto: unknown, maker: unknown, prototype: unknown): boolean =>
  proto === Object.prototype && maker === Object && prototype === undefined;

const isObject = (input: unknown): input is object => isJsonObject(input);

/** An object that may be kept; see `isJsonObject`. The plain codecs begin with it. */
export const JsonObject: t.Type<object> = new t.Type(
  'JsonObject',
  isObject,
  (input, context) => (isObject(input) ? t.success(input) : t.failure(input, context)),
  t.identity,
);
