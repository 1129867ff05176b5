import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { isSigned, magicHash, sign } from '../../src/bitgo/key/bitcoin-message.js';
import { ORDER, fromBytes, invert, modulo, toBytes } from '../../src/bitgo/key/secp256k1.js';
import * as Key from '../../src/bitgo/key/signing-key.js';
import { KEY, VECTORS } from './signature-vectors.js';

const STRICT = { lowS: true, recoveryId: true };
const LOOSE = { lowS: false, recoveryId: false };

/** Reads base 58 with plain arithmetic, to learn the chain code of the vectors' key. */
const fromBase58 = (text: string): Buffer => {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let value = 0n;
  for (const char of text) value = value * 58n + BigInt(alphabet.indexOf(char));
  return Buffer.from(value.toString(16).padStart(164, '0'), 'hex');
};

const chainCode = fromBase58(KEY.xprv).subarray(13, 45);
const key = Key.fromParts(BigInt(`0x${KEY.privateKeyHex}`), chainCode);
const vector = (name: string) => VECTORS.find((held) => held[0] === name) ?? VECTORS[0];
const [, message = '', , signature = ''] = vector('seedPayload') ?? [];
const part = (from: number, to: number): string => signature.slice(from, to);
const s = fromBytes(Buffer.from(part(66, 130), 'hex'));

describe('keys', () => {
  it('are written as BIP 32 has it', () => {
    expect([key.xprv, key.xpub]).toEqual([KEY.xprv, KEY.xpub]);
    expect(key.spki.subarray(-33).toString('hex')).toBe(KEY.publicKeyHex);
  });

  it('come from a seed as in the first test vector of BIP 32', () => {
    const made = Key.fromSeed(Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'));
    expect(made.xprv).toBe(
      'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi',
    );
    expect(made.xpub).toBe(
      'xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8',
    );
  });
});

describe('a signature', () => {
  it.each(VECTORS)(
    'of the vector %s is made and taken as others make and take it',
    (_name, text, hash, hex) => {
      expect(magicHash(text).toString('hex')).toBe(hash);
      expect(sign(text, key)).toBe(hex);
      expect(isSigned(text, hex, key, STRICT)).toBe(true);
      expect(isSigned(`${text} `, hex, key, LOOSE)).toBe(false);
    },
  );

  it('stands over the exact text: spacing and order of keys count', () => {
    const parsed: unknown = JSON.parse(message);
    expect(isSigned(JSON.stringify(parsed, null, 1), signature, key, LOOSE)).toBe(false);
    const reversed = Object.fromEntries(Object.entries(JSON.parse(message)).toReversed());
    expect(isSigned(JSON.stringify(reversed), signature, key, LOOSE)).toBe(false);
  });

  it('has a twin with a high s, which is refused unless a switch says otherwise', () => {
    const otherHeader = part(0, 2) === '1f' ? '20' : '1f';
    const twin = otherHeader + part(2, 66) + toBytes(ORDER - s).toString('hex');
    expect(isSigned(message, twin, key, STRICT)).toBe(false);
    expect(isSigned(message, twin, key, { ...STRICT, lowS: false })).toBe(true);
  });

  it('names the recovery id that leads to its key', () => {
    for (const header of ['1f', '20', '21', '22']) {
      const other = header + part(2, 130);
      expect(isSigned(message, other, key, STRICT)).toBe(header === part(0, 2));
      expect(isSigned(message, other, key, { ...STRICT, recoveryId: false })).toBe(true);
    }
  });

  it.each([
    ['a header below the compressed ones', `1e${part(2, 130)}`],
    ['a header above', `23${part(2, 130)}`],
    ['r of zero', part(0, 2) + '0'.repeat(64) + part(66, 130)],
    ['s of zero', part(0, 66) + '0'.repeat(64)],
    ['r at the order', part(0, 2) + toBytes(ORDER).toString('hex') + part(66, 130)],
    ['s at the order', part(0, 66) + toBytes(ORDER).toString('hex')],
    ['a byte too few', part(0, 128)],
    ['a byte too many', `${signature}00`],
    ['base64', Buffer.from(signature, 'hex').toString('base64')],
    ['nothing', ''],
  ])('is refused with %s', (_why, hex) => {
    expect(isSigned(message, hex, key, LOOSE)).toBe(false);
  });

  it('is taken in capitals too', () => {
    expect(isSigned(message, signature.toUpperCase(), key, STRICT)).toBe(true);
  });

  it('of another key does not stand', () => {
    const other = Key.fromSeed(Buffer.alloc(16, 7));
    expect(isSigned(message, sign(message, other), key, LOOSE)).toBe(false);
  });

  it('stands for any text and key, whatever the length', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 600 }),
        fc.uint8Array({ minLength: 16 }),
        (text, seed) => {
          const made = Key.fromSeed(seed);
          expect(isSigned(text, sign(text, made), made, STRICT)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('the arithmetic of the group', () => {
  it('inverts', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: ORDER - 1n }), (value) => {
        expect(modulo(invert(value) * value)).toBe(1n);
      }),
    );
    expect(invert(1n)).toBe(1n);
    expect(modulo(-1n)).toBe(ORDER - 1n);
  });
});
