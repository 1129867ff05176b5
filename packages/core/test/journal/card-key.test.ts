import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { cardKey, instant, nameOf, within } from '../../src/journal/card-key.js';

/** Names of any code units at all, and such as look like parts of keys. */
const name = fc.oneof(
  fc.array(fc.nat(0xffff), { maxLength: 6 }).map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom('/', '%', '%2F', '%uD800', '\ud800', '\udc00', 'u', '0', 'a'), { maxLength: 6 })
    .map((parts) => parts.join('')),
);

const names = fc.array(name, { minLength: 1, maxLength: 3 });

describe('the key of a card', () => {
  test('is printable ASCII, and tells every list of names from every other one', () => {
    fc.assert(
      fc.property(names, names, (one, other) => {
        const [a, b] = [cardKey('kind', ...one), cardKey('kind', ...other)];
        expect(a).toMatch(/^[\x21-\x7e]+$/);
        expect(a === b).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  test('is made of every unit by itself, as the plain way goes', () => {
    const plain = (text: string): string =>
      Array.from(text, (letter) =>
        /\p{Surrogate}/u.test(letter)
          ? `%u${letter.charCodeAt(0).toString(16).toUpperCase()}`
          : encodeURIComponent(letter),
      ).join('');
    fc.assert(
      fc.property(fc.oneof(name, fc.string(), fc.string({ unit: 'grapheme' })), (one) => {
        expect(cardKey('kind', one)).toBe(`kind/${plain(one)}`);
      }),
    );
  });

  test('tells the names that it was made of', () => {
    fc.assert(
      fc.property(names, (all) => {
        expect(
          cardKey('kind', ...all)
            .split('/')
            .slice(1)
            .map(nameOf),
        ).toStrictEqual(all);
      }),
    );
  });

  test('is within the range of its first names, and in no other one', () => {
    fc.assert(
      fc.property(name, name, name, (owner, other, last) => {
        const key = cardKey('kind', owner, last);
        const { from, before } = within(cardKey('kind', other));
        expect(key >= from && key < before).toBe(owner === other);
      }),
    );
  });
});

test('an instant as text sorts like the number, also where it is odd', () => {
  const instants = [-5, 0, 0.9, 1, 9, 10, 99.5, 1_700_000_000_000, Number.MAX_SAFE_INTEGER];
  const texts = instants.map(instant);
  expect(texts).toStrictEqual(texts.toSorted());
  expect([...new Set(texts)]).toHaveLength(7);
});
