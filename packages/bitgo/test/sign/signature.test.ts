import { describe, expect, test } from '@jest/globals';
import { left, right } from '@legwork/testkit';
import { secp256k1 as noble } from '@noble/curves/secp256k1.js';
import bitcoin from 'bitcoinjs-message';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { messageHash, readSignature, signatureOf, verifySignature } from '../../src/index.js';
import { loadCurve } from '../../src/sign/curve.js';
import { makeSignature } from '../../src/sign/signature.js';
import { key, signed, vectors } from '../fixture/vectors.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const privateKey = Uint8Array.from(Buffer.from(key.privateKeyHex, 'hex'));
const point = Uint8Array.from(Buffer.from(key.publicKeyHex, 'hex'));
const curve = right(await loadCurve());
const verify = verifySignature(point);
const why = async (message: string, signature: string): Promise<string> =>
  left(await verify(utf8(message), signature)()).why;

const order = BigInt('0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141');
const scalar = (value: bigint): string => value.toString(16).padStart(64, '0');
const { text, signature } = signed.find(([name]) => name === 'seedPayload')?.[1] ?? {
  text: '',
  signature: '',
};
const [header, r, s] = [signature.slice(0, 2), signature.slice(2, 66), signature.slice(66)];

describe('a signature', () => {
  test.each(signed)('is the known one, byte for byte: %s', async (_, vector) => {
    expect(hex(messageHash(utf8(vector.text)))).toBe(vector.magicHash);
    expect(hex(makeSignature(curve, utf8(vector.text), privateKey))).toBe(vector.signature);
    expect(right(await verify(utf8(vector.text), vector.signature)())).toBe(vector.signature);
  });

  test('of the documentation’s example is of the known form, and of the key that it recovers to', async () => {
    const { payload, signature: example, magicHash, recoveredPublicKey } = vectors.seedExample;
    expect(hex(messageHash(utf8(payload)))).toBe(magicHash);
    expect(left(await verify(utf8(payload), example)()).why).toBe('AnotherKey');
    const recovered = Uint8Array.from(Buffer.from(recoveredPublicKey, 'hex'));
    expect(E.isRight(await verifySignature(recovered)(utf8(payload), example)())).toBe(true);
  });

  test.each(vectors.bitgoFixtureSignatures.map((one) => [one.payload.slice(0, 40), one] as const))(
    'of the venue’s own fixtures recovers to the known key: %s',
    async (_, { payload, signature: fixture, recoveredPub }) => {
      const recovered = Uint8Array.from(Buffer.from(recoveredPub, 'hex'));
      expect(E.isRight(await verifySignature(recovered)(utf8(payload), fixture)())).toBe(true);
    },
  );

  test.each([0, 1, 252, 253, 254, 4_067, 4_068, 4_069, 65_535, 65_536, 70_000])(
    'of a message of %p bytes is what two other libraries make of it',
    (length) => {
      const message = Buffer.alloc(length, 'a');
      const ours = hex(makeSignature(curve, message, privateKey));
      expect(hex(messageHash(message))).toBe(bitcoin.magicHash(message).toString('hex'));
      expect(ours).toBe(bitcoin.sign(message, Buffer.from(privateKey), true).toString('hex'));
      expect(ours).toBe(nobleSignature(message));
    },
  );

  test('says nothing of the messages before it: what is hashed in the same room is the same alone', () => {
    const lengths = [4_000, 3, 600, 252, 253, 5_000, 0, 4_068];
    const hashes = lengths.map((length) => messageHash(Buffer.alloc(length, length & 0xff)));
    const alone = lengths.map((length) => bitcoin.magicHash(Buffer.alloc(length, length & 0xff)));
    expect(hashes.map(hex)).toEqual(alone.map(hex));
  });

  test('of any message is verified by others, and theirs by us', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (message) => {
        const bytes = Buffer.from(makeSignature(curve, message, privateKey));
        expect(bitcoin.verify(Buffer.from(message), key.p2pkhAddress, bytes)).toBe(true);
        expect(noble.verify(bytes.subarray(1), messageHash(message), point, { prehash: false })).toBe(true);
        expect(E.isRight(await verify(message, nobleSignature(message))())).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  const nobleSignature = (message: Uint8Array): string => {
    const made = noble.sign(messageHash(message), privateKey, { prehash: false, format: 'recovered' });
    return hex(Uint8Array.of(31 + (made[0] ?? 0), ...made.subarray(1)));
  };
});

describe('what is not the signature of this text by this key', () => {
  test.each([
    ['nothing', '', 'NotHex'],
    ['64 bytes', signature.slice(2), 'NotHex'],
    ['66 bytes', `${signature}00`, 'NotHex'],
    ['capitals', signature.toUpperCase(), 'NotHex'],
    ['a prefix', `0x${signature.slice(2)}`, 'NotHex'],
    ['base64', Buffer.from(signature, 'hex').toString('base64'), 'NotHex'],
    ['DER', hex(noble.Signature.fromHex(signature.slice(2)).toBytes('der')), 'NotHex'],
    ['the header of an uncompressed key', `1c${r}${s}`, 'WrongHeader'],
    ['the header of a segwit key', `27${r}${s}`, 'WrongHeader'],
    ['header 0', `00${r}${s}`, 'WrongHeader'],
    ['the other recovery id', `${header === '1f' ? '20' : '1f'}${r}${s}`, 'AnotherKey'],
    ['a recovery id beyond the order', `21${r}${s}`, 'AnotherKey'],
    ['the high twin', `${header === '1f' ? '20' : '1f'}${r}${scalar(order - BigInt(`0x${s}`))}`, 'HighS'],
    ['the high twin under the old header', `${header}${r}${scalar(order - BigInt(`0x${s}`))}`, 'HighS'],
    ['s just above one half', `${header}${r}${scalar(order / 2n + 1n)}`, 'HighS'],
    ['s of one half', `${header}${r}${scalar(order / 2n)}`, 'AnotherKey'],
    ['r of zero', `${header}${scalar(0n)}${s}`, 'OutOfRange'],
    ['s of zero', `${header}${r}${scalar(0n)}`, 'OutOfRange'],
    ['both of zero', `${header}${scalar(0n)}${scalar(0n)}`, 'OutOfRange'],
    ['r of the order', `${header}${scalar(order)}${s}`, 'OutOfRange'],
    ['s of the order', `${header}${r}${scalar(order)}`, 'OutOfRange'],
    ['r beyond the order', `${header}${'f'.repeat(64)}${s}`, 'OutOfRange'],
    ['r and s of one', `${header}${scalar(1n)}${scalar(1n)}`, 'AnotherKey'],
    ['r that is no point', `${header}${scalar(5n)}${s}`, 'AnotherKey'],
    [
      'r and s swapped',
      `${header}${s}${scalar(BigInt(`0x${r}`) > order / 2n ? order - BigInt(`0x${r}`) : BigInt(`0x${r}`))}`,
      'AnotherKey',
    ],
  ])('is refused: %s', async (_, wrong, reason) => expect(await why(text, wrong)).toBe(reason));

  test('is refused with any bit flipped', async () => {
    const bytes = Buffer.from(signature, 'hex');
    const flips: Array<string> = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      flips.push(hex(flipped));
    }
    const verdicts = await Promise.all(flips.map((flip) => verify(utf8(text), flip)()));
    expect(verdicts.filter(E.isRight)).toEqual([]);
    expect(verdicts).toHaveLength(520);
  });

  test('is refused for the same JSON written in another way', async () => {
    const value = JSON.parse(text);
    expect(await why(JSON.stringify(value, null, 1), signature)).toBe('AnotherKey');
    const reversed = Object.fromEntries(Object.entries(value).toReversed());
    expect(await why(JSON.stringify(reversed), signature)).toBe('AnotherKey');
  });

  test('is refused when the hash was hashed again, which is the default of one library', async () => {
    const again = noble.sign(messageHash(utf8(text)), privateKey, { format: 'recovered' });
    expect(await why(text, hex(Uint8Array.of(31 + (again[0] ?? 0), ...again.subarray(1))))).toBe(
      'AnotherKey',
    );
  });

  test('is refused under what is no key', async () => {
    const noKeys = [
      new Uint8Array(0),
      new Uint8Array(33),
      Uint8Array.from(Buffer.from(`02${'ff'.repeat(32)}`, 'hex')),
      new Uint8Array(65),
    ];
    const verdicts = await Promise.all(
      noKeys.map((noKey) => verifySignature(noKey)(utf8(text), signature)()),
    );
    expect(verdicts.map((verdict) => left(verdict).why)).toEqual(noKeys.map(() => 'NotAKey'));
  });

  test('is refused as bytes that are not 65', () => {
    expect(left(signatureOf(new Uint8Array(64))).why).toBe('NotHex');
    expect(right(signatureOf(Buffer.from(signature, 'hex')))).toBe(right(readSignature(signature)));
  });
});
