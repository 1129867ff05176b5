import { isJsonObject } from '@legwork/core';
import { createHash } from 'node:crypto';

const lengthMax = 1_024;

const write = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${write(field)}`).join(',')}}`;
};

/**
 * A text in which equal means equal: JSON with its names in order, or its digest where that is long.
 *
 * For what `OpaqueObject` let through: it bounds the depth and the numbers.
 */
export const canonical = (value: unknown): string => {
  const text = write(value);
  return text.length <= lengthMax ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`;
};
