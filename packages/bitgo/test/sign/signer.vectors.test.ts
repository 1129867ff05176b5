import { describe, expect, test } from '@jest/globals';
import type { Signer } from '@legwork/core';
import { left, right, some } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import {
  keychainSigner,
  localSigner,
  makerCheckerSigner,
  signatureOf,
  signingBytes,
  verifyPayload,
} from '../../src/index.js';
import { base58Check } from '../../src/sign/base58check.js';
import { change } from '../fixture/change.js';
import { leaks } from '../fixture/canary.js';
import { base58 } from '../fixture/base58.js';
import { carryingOut, expecting, intent, utf8 } from '../fixture/purpose.js';
import { agency, direct, specimens } from '../fixture/specimen.js';
import { key, signed } from '../fixture/vectors.js';

const known = Object.fromEntries(signed)['seedPayload']?.signature;
const terms = { expecting: expecting(direct), publicKey: key.xpub };
const secrets = [key.privateKeyHex, key.xprv];
const signer = right(await localSigner(key.xprv, terms)());
const sign = async (by: Signer, text: string) => by.sign(utf8(text), carryingOut)();
const detail = async (by: Signer, text: string): Promise<string> => left(await sign(by, text)).detail;

describe('a local signer', () => {
  test.each([
    ['an xprv', key.xprv, key.xpub],
    ['an xprv and the compressed public key', key.xprv, key.publicKeyHex],
    ['a raw key', key.privateKeyHex, key.xpub],
  ])('signs with %s what was verified: the known signature', async (_, secret, publicKey) => {
    const verified = right(verifyPayload({ expected: direct.expected, seen: () => false })(direct.text));
    const local = right(await localSigner(secret, { ...terms, publicKey })());
    const bytes = right(await local.sign(signingBytes(verified), carryingOut)());
    expect(right(signatureOf(bytes))).toBe(known);
  });

  test.each(specimens.map((one) => [one.name, one] as const))(
    'signs every kind of payload: %s',
    async (_, one) => {
      const local = right(await localSigner(key.xprv, { ...terms, expecting: expecting(one) })());
      expect(right(await sign(local, one.text))).toHaveLength(65);
    },
  );

  test.each([
    ['a gross amount', change(direct.text, 'amounts.1.sendAmount', '1000001')],
    ['an account', change(direct.text, 'amounts.0.accountId', 'x')],
    ['a space', direct.text.replace(',', ', ')],
    ['characters beyond ASCII', `${direct.text}é`],
    ['everything', 'hello'],
  ])('S5: refuses by code of its own a payload that differs from the intent in %s', async (_, text) =>
    expect(await detail(signer, text)).toMatch(/^the payload is not what was approved: /),
  );

  test('S5: refuses bytes that are not the text they look like', async () => {
    const overlong = Buffer.concat([utf8(direct.text.slice(0, -1)), Uint8Array.of(0xc1, 0xbd)]);
    expect(left(await signer.sign(overlong, carryingOut)())._tag).toBe('SigningRefused');
    const high = Uint8Array.from(utf8(direct.text), (byte) => byte | 0x80);
    expect(left(await signer.sign(high, carryingOut)())._tag).toBe('SigningRefused');
  });

  test('signs for no read, and for no intent that has no payload', async () => {
    expect(left(await signer.sign(utf8(direct.text), { _tag: 'Reading' })()).detail).toBe(
      'only payloads of intents are signed',
    );
    const none = {
      ...terms,
      expecting: () => E.left({ _tag: 'NotExpected', detail: 'a rejection' } as const),
    };
    const local = right(await localSigner(key.xprv, none)());
    expect(await detail(local, direct.text)).toBe('the intent has no payload: a rejection');
  });

  test.each([
    ['', 'NotAKey'],
    ['0'.repeat(64), 'NotAKey'],
    ['f'.repeat(64), 'NotAKey'],
    [key.privateKeyHex.toUpperCase(), 'NotAKey'],
    [key.xpub, 'NotAKey'],
    [key.xprv.slice(0, -1), 'NotAKey'],
    [`${key.xprv.slice(0, -1)}S`, 'NotAKey'],
    [`1${key.xprv}`, 'NotAKey'],
    [`${'0'.repeat(63)}1`, 'AnotherKey'],
    // Vectors of BIP 32: a derived key, and another root key.
    [
      'xprv9uHRZZhk6KAJC1avXpDAp4MDc3sQKNxDiPvvkX8Br5ngLNv1TxvUxt4cV1rGL5hj6KCesnDYUhd7oWgT11eZG7XnxHrnYeSvkzY7d2bhkJ7',
      'NotRoot',
    ],
    [
      'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi',
      'AnotherKey',
    ],
  ])('is not made of %p: %s', async (secret, why) =>
    expect(await localSigner(secret, terms)()).toEqual(E.left({ _tag: 'KeyRefused', why })),
  );

  test.each(['', 'xpub', key.xprv, '04'.repeat(33), key.publicKeyHex.toUpperCase()])(
    'is not made for the public key %p',
    async (publicKey) =>
      expect(left(await localSigner(key.xprv, { ...terms, publicKey })()).why).toBe('InvalidPublicKey'),
  );
});

describe('S3: no signature leaves that the declared key did not make', () => {
  test('also when only the chain code of the declared key is another', async () => {
    const content = some(base58Check(key.xpub, 78));
    const altered = Buffer.from(content);
    altered[20] = (altered[20] ?? 0) ^ 1;
    expect(base58(content)).toBe(key.xpub);
    const declared = { ...terms, publicKey: base58(altered) };
    expect(left(await localSigner(key.xprv, declared)()).why).toBe('AnotherKey');
    expect(E.isRight(await localSigner(key.privateKeyHex, declared)())).toBe(true);
  });
});

describe('a maker and a checker', () => {
  const asking = (answer: E.Either<string, void>, asked: Array<string>): Signer =>
    makerCheckerSigner({
      expecting: expecting(direct),
      maker: signer,
      checker: (one) => {
        asked.push(`${one.intent.id} ${one.projection.entries.length}`);
        return TE.fromEither(E.mapLeft((what: string) => ({ _tag: 'Denied', what }) as const)(answer));
      },
    });

  test('sign when the checker says yes, who is told the intent and what the payload means', async () => {
    const asked: Array<string> = [];
    const bytes = right(await sign(asking(E.right(undefined), asked), direct.text));
    expect(right(signatureOf(bytes))).toBe(known);
    expect(asked).toEqual([`${intent.id} 2`]);
  });

  test('do not sign when the checker says no', async () => {
    expect(await detail(asking(E.left('too late today'), []), direct.text)).toBe(
      'the checker said no: too late today',
    );
  });

  test('do not sign when the checker fails', async () => {
    const failing = makerCheckerSigner({
      expecting: expecting(direct),
      maker: signer,
      checker: () => () => Promise.reject(new Error('down')),
    });
    expect(await detail(failing, direct.text)).toBe('the checker failed');
  });

  test('do not ask about a payload that is not what was approved', async () => {
    const asked: Array<string> = [];
    await detail(asking(E.right(undefined), asked), agency.text);
    expect(asked).toEqual([]);
  });
});

describe('S7: the key shows nowhere', () => {
  test('in no signer and no refusal, however printed', async () => {
    const passphrase = 'canary passphrase of a test';
    const attempts: ReadonlyArray<unknown> = [
      signer,
      signer.sign,
      signer.sign(utf8(direct.text), carryingOut),
      await sign(signer, 'hello'),
      await localSigner(`${key.xprv}x`, terms)(),
      await localSigner(key.privateKeyHex, { ...terms, publicKey: 'x' })(),
      await keychainSigner({ envelope: '{}', passphrase }, terms)(),
      makerCheckerSigner({ expecting: terms.expecting, checker: () => TE.right(undefined), maker: signer }),
    ];
    for (const attempt of attempts) expect(leaks(attempt, [...secrets, passphrase])).toEqual([]);
  });

  test('and the search finds one that does', () => {
    expect(leaks({ key: Buffer.from(key.privateKeyHex, 'hex') }, secrets)).not.toEqual([]);
    expect(leaks({ deep: [[{ key: key.xprv.slice(20, 40) }]] }, secrets)).not.toEqual([]);
  });
});
