import { describe, expect, test } from '@jest/globals';
import { decodeFrom } from '@legwork/core';
import { isPrintable } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { Get } from '../../src/index.js';
import { batchJson, mutated } from '../fixture/arbitrary.js';

/** A character of an id, or one that no id has: spaces, controls, the end of ASCII, Latin-1, and ones of two units. */
const character = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('a', 'Z', '0', '-', '~', '!', '"') },
  fc.constantFrom(' ', '\\', '\n', '\u0000', '\u007f', '\u0080', '\u00a0', 'é', 'ā', '｡', '😀', '\ud800'),
);
const word = fc.string({ unit: character, maxLength: 6 });

/** As it is, or with what JSON allows but `JSON.stringify` does not write: escapes of what needs none, and white space between fields. */
const written = fc
  .tuple(fc.constantFrom('', '', '\n', '\t', ' '), fc.boolean())
  .map(([between, escaped]) => (json: unknown): string => {
    const text = JSON.stringify(json, null, between);
    return escaped ? text.replaceAll('~', '\\u007e').replaceAll('Z', '\\u0020') : text;
  });

describe('what is decoded by its text', () => {
  const told = (decoded: ReturnType<typeof Get.GetResult.decode>): unknown =>
    E.isRight(decoded)
      ? decoded.right
      : decoded.left.map(({ context }) => context.map(({ key, type }) => `${key}:${type.name}`).join('/'));

  test('is what is decoded without it, and fails at the same places', () => {
    let printable = 0;
    const ids = fc.array(
      fc.oneof(fc.uuid(), word, fc.string({ unit: fc.constant('x'), minLength: 127, maxLength: 130 })),
    );
    const holder = fc.record({
      batch: mutated(batchJson),
      ids,
      withIds: fc.boolean(),
      bare: fc.boolean(),
    });
    fc.assert(
      fc.property(holder, written, ({ batch, ids: tradeIds, withIds, bare }, write) => {
        const isObject = typeof batch === 'object' && batch !== null;
        const whole = write({ batch: withIds && isObject ? { ...batch, trade_ids: tradeIds } : batch });
        // Bare: without what no id has, which leaves a JSON text.
        const text = bare ? whole.replaceAll(/\\.|[^\x21-\x7e]/g, '') : whole;
        if (isPrintable(text)) printable += 1;
        const json: unknown = JSON.parse(text);
        expect(told(decodeFrom(Get.GetResult, json, isPrintable(text)))).toEqual(
          told(Get.GetResult.decode(json)),
        );
      }),
      { numRuns: 4_000 },
    );
    expect(printable).toBeGreaterThan(400);
  });

  test.each(['a b', 'a\\b', 'a\u007f', 'aé', '', 'x'.repeat(129)])(
    'has no trade %j, however it is written',
    (bad) => {
      const batch = {
        id: 'B_1',
        attributes: {
          status: 'settled',
          confirmed: true,
          created_at: 1,
          trade_count: 2,
          asset_kind: 'currency',
        },
        legs: [],
      };
      const read = (trade: string): boolean => {
        const text = JSON.stringify({ batch: { ...batch, trade_ids: ['T-1', trade] } });
        return E.isRight(decodeFrom(Get.GetResult, JSON.parse(text), isPrintable(text)));
      };
      expect(read('T-2')).toBe(true);
      expect(read(bad)).toBe(bad === 'a\\b');
    },
  );
});
