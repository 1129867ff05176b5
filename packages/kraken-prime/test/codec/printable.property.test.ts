import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { decodeFrom } from '../../src/codec/fast-type.js';
import { isPrintable } from '../../src/codec/printable.js';
import { Get } from '../../src/index.js';
import { batchJson, mutated } from '../fixture/arbitrary.js';

/** Every text in a parsed value, names included. */
const textsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]: [string, unknown]) => [name, ...textsIn(field)]);
};

const isPlainlyPrintable = (text: string): boolean => /^[\x21-\x7e]*$/.test(text);

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

describe('a text that looks printable', () => {
  test('stands for nothing but printable texts', () => {
    let printable = 0;
    const value = fc.oneof(fc.array(word, { maxLength: 4 }), fc.dictionary(word, fc.array(word)), word);
    fc.assert(
      fc.property(value, written, (json, write) => {
        const text = write(json);
        if (!isPrintable(text)) return;
        printable += 1;
        expect(textsIn(JSON.parse(text)).filter((one) => !isPlainlyPrintable(one))).toStrictEqual([]);
      }),
      { numRuns: 5_000 },
    );
    expect(printable).toBeGreaterThan(500);
  });

  test.each([' ', '\\\\', '\\n', '\\u0020', '\u007f', '\u0080', '\u00a0', 'é', 'ā', '😀', '\ud800'])(
    'does not have %j in it',
    (inside) => {
      expect(isPrintable('{"id":"ab"}')).toBe(true);
      expect(isPrintable(`{"id":"a${inside}b"}`)).toBe(false);
      expect(isPrintable(`{"a${inside}b":"id"}`)).toBe(false);
    },
  );
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
        expect(told(decodeFrom(Get.GetResult, json, text))).toEqual(told(Get.GetResult.decode(json)));
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
        return E.isRight(decodeFrom(Get.GetResult, JSON.parse(text), text));
      };
      expect(read('T-2')).toBe(true);
      expect(read(bad)).toBe(bad === 'a\\b');
    },
  );
});
