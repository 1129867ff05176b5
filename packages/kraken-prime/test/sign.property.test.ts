import { describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import type { Signer } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import * as fc from 'fast-check';
import { Get, Settle, apiSigner, signedMessage } from '../src/index.js';
import { authenticate } from '../src/call.js';
import { isApiSigner } from '../src/sign.js';
import { configWith, publishedSecret } from './fixture/config.js';

const reading = { _tag: 'Reading' } as const;

/** The plain version: what the guide shows, with `createHash` and `createHmac`. */
const plain = (key: Uint8Array, path: string, nonce: bigint, body: string): string => {
  const digest = createHash('sha256').update(`${nonce}${body}`).digest();
  return createHmac('sha512', key).update(path, 'latin1').update(digest).digest('base64');
};

const call = fc.record({
  path: fc.oneof(fc.constantFrom(Get.path, Settle.path), fc.string({ maxLength: 60 })),
  nonce: fc.bigInt(1n, 2n ** 63n - 1n),
  body: fc.string({ unit: 'grapheme', maxLength: 400 }),
});
const key = fc.uint8Array({ minLength: 16, maxLength: 128 });

describe('a header that is written in one piece', () => {
  test('is what createHmac makes, and what the bytes of `sign` are, call after call of one signer', async () => {
    await fc.assert(
      fc.asyncProperty(key, fc.array(call, { minLength: 1, maxLength: 4 }), async (bytes, calls) => {
        const signer = right(apiSigner(Buffer.from(bytes).toString('base64')));
        const headers = calls.map(({ path, nonce, body }) => right(signer.header(path, nonce, body)));
        const signed = await Promise.all(
          calls.map(({ path, nonce, body }) => signer.sign(signedMessage(path, nonce, body), reading)()),
        );
        expect(headers).toStrictEqual(calls.map((one) => plain(bytes, one.path, one.nonce, one.body)));
        expect(signed.map((one) => Buffer.from(right(one)).toString('base64'))).toStrictEqual(headers);
      }),
      { numRuns: 500 },
    );
  });

  test.each([4_064, 4_065])(
    'of a path of %d characters is refused exactly where `sign` refuses',
    async (length) => {
      const signer = right(apiSigner(publishedSecret));
      const path = `/${'p'.repeat(length - 1)}`;
      const header = signer.header(path, 1n, '');
      const signed = await signer.sign(signedMessage(path, 1n, ''), reading)();
      expect(header._tag).toBe(length <= 4_064 ? 'Right' : 'Left');
      expect(signed._tag).toBe(header._tag);
    },
  );
});

describe('the headers of a call', () => {
  const made = right(apiSigner(publishedSecret));
  const headersBy = (signer: Signer) =>
    authenticate(configWith({ signer }), Get.path, 7n, '{"nonce":7}', reading)();

  test('are the same from the signer of this process and from any other that signs the same', async () => {
    const asked: Array<string> = [];
    const wrapping: Signer = {
      ...made,
      sign: (message, purpose) => {
        asked.push(purpose._tag);
        return made.sign(message, purpose);
      },
    };
    const headers = right(await headersBy(made));
    expect(right(await headersBy(wrapping))).toStrictEqual(headers);
    expect(asked).toStrictEqual(['Reading']);
    expect([made, wrapping].map(isApiSigner)).toStrictEqual([true, false]);
    expect(headers['API-Sign']).toBe(
      plain(Buffer.from(publishedSecret, 'base64'), Get.path, 7n, '{"nonce":7}'),
    );
  });

  test('are not made where whoever wraps the signer refuses', async () => {
    const refusing: Signer = {
      ...made,
      sign: () => async () => ({ _tag: 'Left', left: { _tag: 'SigningRefused', detail: 'not today' } }),
    };
    expect(left(await headersBy(refusing))).toBe('the signer did not sign: not today');
    expect(Object.isFrozen(made)).toBe(true);
  });
});
