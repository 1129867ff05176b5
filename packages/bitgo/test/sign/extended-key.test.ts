import { describe, expect, test } from '@jest/globals';
import { left, right, some } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as fc from 'fast-check';
import { base58Check } from '../../src/sign/base58check.js';
import { readXprv, readXpub } from '../../src/sign/extended-key.js';
import { base58 } from '../fixture/base58.js';
import { key } from '../fixture/vectors.js';

describe('Base58Check', () => {
  test('is read as it was written, whatever zeros it begins with', () => {
    fc.assert(
      fc.property(fc.nat({ max: 4 }), fc.uint8Array({ minLength: 1, maxLength: 74 }), (zeros, rest) => {
        const content = Buffer.concat([Buffer.alloc(zeros), rest]);
        const text = base58(content);
        expect(some(base58Check(text, content.length)).equals(content)).toBe(true);
        expect(base58Check(text, content.length + 1)).toEqual(O.none);
        expect(base58Check(`1${text}`, content.length)).toEqual(O.none);
        expect(base58Check(`1${text}`, content.length + 1)).toEqual(O.none);
      }),
    );
  });

  test('is refused with any one character changed', () => {
    for (let at = 0; at < key.xpub.length; at += 1) {
      const other = key.xpub.charAt(at) === 'z' ? 'y' : 'z';
      expect(base58Check(key.xpub.slice(0, at) + other + key.xpub.slice(at + 1), 78)).toEqual(O.none);
    }
  });

  test.each(['', '0', 'O', 'I', 'l', ' ', `${key.xpub} `, `${key.xpub}\n`, '1'.repeat(129), '1'.repeat(82)])(
    'is not %p',
    (text) => expect(base58Check(text, 78)).toEqual(O.none),
  );
});

describe('a root key', () => {
  const content = some(base58Check(key.xprv, 78));
  const changed = (at: number, to: number): string => {
    const bytes = Buffer.from(content);
    bytes[at] = to;
    return base58(bytes);
  };

  test('gives the known private and public key, and one chain code', () => {
    const [prv, pub] = [right(readXprv(key.xprv)), right(readXpub(key.xpub))];
    expect(prv.key.toString('hex')).toBe(key.privateKeyHex);
    expect(pub.key.toString('hex')).toBe(key.publicKeyHex);
    expect(prv.chainCode.equals(pub.chainCode)).toBe(true);
  });

  test.each([4, 5, 8, 9, 12])('has a zero as its byte %i, for it was derived from none', (at) => {
    expect(left(readXprv(changed(at, 1))).why).toBe('NotRoot');
  });

  test('is of the kind that it says', () => {
    expect(left(readXprv(key.xpub)).why).toBe('WrongKind');
    expect(left(readXpub(key.xprv)).why).toBe('WrongKind');
    expect(left(readXprv(changed(45, 1))).why).toBe('WrongKind');
    expect(left(readXprv(changed(0, 1))).why).toBe('WrongKind');
    expect(E.isLeft(readXprv('xprv'))).toBe(true);
  });
});
