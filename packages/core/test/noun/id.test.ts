import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as Id from '../../src/noun/id.js';

const kinds = [
  ['VenueId', Id.venueId],
  ['AccountId', Id.accountId],
  ['AssetId', Id.assetId],
  ['SettlementId', Id.settlementId],
  ['LegId', Id.legId],
  ['TransferId', Id.transferId],
  ['TradeId', Id.tradeId],
  ['MandateId', Id.mandateId],
  ['IntentId', Id.intentId],
] as const;

describe.each(kinds)('%s (A8)', (kind, parse) => {
  test.each(['a', 'B-1_2/3', '~!@#$%^&*()', 'x'.repeat(128)])('%s is kept as it is', (text) => {
    expect(parse(text)).toStrictEqual(E.right(text));
  });

  test.each([
    '',
    ' ',
    'a b',
    'a\n',
    '\na',
    'a\u0000',
    'a\u007f',
    'café',
    '\u00a0',
    '\uff41',
    'x'.repeat(129),
  ])('%j is refused', (text) => {
    expect(parse(text)).toStrictEqual(E.left({ _tag: 'InvalidId', kind }));
  });

  test('exactly printable ASCII without spaces, 1 to 128 of it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary-ascii', maxLength: 140 }),
    );
    fc.assert(
      fc.property(text, (one) => {
        const fine =
          one.length >= 1 && one.length <= 128 && Array.from(one).every((c) => c > ' ' && c < '\u007f');
        const parsed: E.Either<unknown, string> = parse(one);
        expect(E.isRight(parsed)).toBe(fine);
      }),
    );
  });
});

describe('many ids at once', () => {
  const one = fc.oneof(
    fc.uuid(),
    fc.string({ unit: 'binary-ascii', maxLength: 140 }),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
    fc.string({ minLength: 126, maxLength: 130 }),
    fc.constantFrom<unknown>(undefined, null, 1, ['a'], {}),
  );
  const plain = (items: ReadonlyArray<unknown>): boolean =>
    items.every((item) => typeof item === 'string' && /^[\x21-\x7e]{1,128}$/.test(item));

  test('are ids when every one of them is', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 4 }), (items) => {
        expect(Id.areIdTexts(items)).toBe(plain(items));
        // Of printable items, the lengths alone tell.
        const printable = items.filter((item) => typeof item !== 'string' || /^[\x21-\x7e]*$/.test(item));
        expect(Id.haveIdLengths(printable)).toBe(plain(printable));
        for (const item of items) expect(typeof item === 'string' && Id.isIdText(item)).toBe(plain([item]));
      }),
      { numRuns: 3_000 },
    );
  });

  test('and are not for one bad one among thousands, wherever it stands', () => {
    const good = Array.from({ length: 3_000 }, (_, at) => `trade-${at}-${'x'.repeat(at % 110)}`);
    expect(Id.areIdTexts(good)).toBe(true);
    fc.assert(
      fc.property(fc.nat({ max: good.length }), one, (at, item) => {
        const items: ReadonlyArray<unknown> = [...good.slice(0, at), item, ...good.slice(at)];
        expect(Id.areIdTexts(items)).toBe(plain([item]));
      }),
      { numRuns: 300 },
    );
  });
});
