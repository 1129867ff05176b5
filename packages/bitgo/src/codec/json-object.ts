import * as t from 'io-ts';

/** An object of a parsed JSON text, none of whose fields has been looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether it is an object that may be kept: names that lead to a prototype are refused (failure catalogue T5). */
export const isJsonObject = (input: unknown): input is JsonObject =>
  typeof input === 'object' &&
  input !== null &&
  !Array.isArray(input) &&
  !['__proto__', 'constructor', 'prototype'].some((name) => Object.hasOwn(input, name));

const isObject = (input: unknown): input is object => isJsonObject(input);

/** An object that may be kept; every codec of an object begins with it. */
export const JsonObject: t.Type<object> = new t.Type(
  'JsonObject',
  isObject,
  (input, context) => (isObject(input) ? t.success(input) : t.failure(input, context)),
  t.identity,
);
