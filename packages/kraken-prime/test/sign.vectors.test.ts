import { describe, expect, test } from '@jest/globals';
import { createHash, createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { Create, Get, List, Settle, apiSigner, signedMessage } from '../src/index.js';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { settlementId, legId } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import { publishedSecret } from './fixture/config.js';

const nonce = 1616492376594n;
const batch = right(settlementId('B_Y7T2LPVX'));
const btc = right(legId('BTC'));

const signature = async (path: string, at: bigint, body: string): Promise<string> => {
  const bytes = await right(apiSigner(publishedSecret)).sign(signedMessage(path, at, body), {
    _tag: 'Reading',
  })();
  return Buffer.from(right(bytes)).toString('base64');
};

/** The plain version: what the guide shows, with `createHash` and `createHmac`. */
const plain = (secret: string, path: string, at: bigint, body: string): string => {
  const digest = createHash('sha256').update(`${at}${body}`).digest();
  const key = Buffer.from(secret, 'base64');
  return createHmac('sha512', key).update(path, 'latin1').update(digest).digest('base64');
};

describe('a signature', () => {
  test.each([
    [
      'the official form example',
      '/0/private/AddOrder',
      nonce,
      'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
      '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
    ],
    [
      'the official JSON example',
      '/0/private/GetCustodyTask?id=TGWOJ4JQPOTZT2',
      nonce,
      '{"nonce":1616492376594}',
      '2rM09q8HG7LvjivBitQUybwZ/DSeO8+i0U/at/wclH2Jma6gMaE/0Nw9dyLR+ykMd5eWCngSL4K58i6uJzXDCw==',
    ],
    [
      'a creation without a kind',
      Create.path,
      nonce,
      '{"nonce":1616492376594}',
      'mPuwZEAIlLz8MSjJtcGdG12KZcSyOlT47SVnWYF5EjsExRwIN/6jK/Qyd2rewJwVORDGYbawLC7chrPlUtnP5w==',
    ],
    [
      'a creation',
      Create.path,
      nonce,
      Create.body(nonce, 'currency'),
      'RaXP8UJXsbILlXwJBlAPOLCzwawOXLpBn3dGNIcPKgTvCD71ilxdciQZSClMvun0mMABMD66CdP4NxUlBQaNUg==',
    ],
    [
      'a settling',
      Settle.path,
      nonce,
      Settle.body(nonce, batch, btc),
      'js7FidlSk7OrJK/rCJc/Lb/e8x2dtjdiWPLNEg3WrRSVgX34YS+bJ08WpeYbEakIQZyimk3MEfwXid4ibZdODA==',
    ],
    [
      'a question for one batch',
      Get.path,
      nonce,
      Get.body(nonce, batch),
      'wFyv+KMgIbP7sv0x3hGyTgyzIE3d81KRi1mCgk0JjlGdt/jR4wdd/Nu2edjV2LK5OPrV4Ufrdb5rB64OJApGzw==',
    ],
    [
      'a question for many',
      List.path,
      nonce,
      '{"nonce":1616492376594,"statuses":["unsettled","partially_settled"],"from":1700000000000,"until":1700100000000,"limit":20,"offset":0}',
      '6DVxyNY5OE5Q/4Glu0atLD33+NpxhXXF0mfoJ2b29JKj2K3G8NcrdpbPClJqevJbcCwwbIEt906uYTJpRhMwAw==',
    ],
    [
      'a nonce beyond 2^53',
      Settle.path,
      1616492376594123456n,
      Settle.body(1616492376594123456n, batch, btc),
      'veMJXHDeqIVcaz5gjjzfuj1/OZTI6zP7Gonf83wUT6WAkBYugzUT1i06qNv15k8tkaD4x+D3phejOg4NLOgMmA==',
    ],
  ])('is the known one for %s', async (_, path, at, body, expected) => {
    expect(await signature(path, at, body)).toBe(expected);
  });

  test('is what createHmac makes, for any secret, path and body', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 16, maxLength: 128 }),
        fc.bigInt(1n, 2n ** 63n - 1n),
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        async (key, at, body) => {
          const secret = Buffer.from(key).toString('base64');
          const bytes = await right(apiSigner(secret)).sign(signedMessage(Get.path, at, body), {
            _tag: 'Reading',
          })();
          expect(Buffer.from(right(bytes)).toString('base64')).toBe(plain(secret, Get.path, at, body));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('leaves nothing of one message in the next', async () => {
    const signer = right(apiSigner(publishedSecret));
    const long = signer.sign(new Uint8Array(3_000).fill(7), { _tag: 'Reading' });
    const short = signer.sign(signedMessage(Get.path, nonce, '{}'), { _tag: 'Reading' });
    const first = right(await short());
    right(await long());
    expect(right(await short())).toEqual(first);
  });

  test('is refused for a message that no call has', async () => {
    const signed = await right(apiSigner(publishedSecret)).sign(new Uint8Array(5_000), { _tag: 'Reading' })();
    expect(left(signed)._tag).toBe('SigningRefused');
  });
});

describe('a secret', () => {
  test.each([
    '',
    'abc',
    'not base64 at all!',
    '6xq8p1mvk9r3n7swt2l5cj4eaydhzbf',
    `${publishedSecret}\n`,
    'AAAA',
    'AB==',
  ])('is not %p, and is not repeated', (text) =>
    expect(apiSigner(text)).toEqual(
      E.left({
        _tag: 'InvalidSecret',
        what: 'the secret must be base64 of 16 to 128 bytes, as the venue shows it',
      }),
    ),
  );

  test('does not show, however the signer is printed', () => {
    const signer = right(apiSigner(publishedSecret));
    const shown = inspect(signer, { depth: Infinity, showHidden: true }) + JSON.stringify(signer);
    for (let at = 0; at + 8 <= publishedSecret.length; at += 1)
      expect(shown).not.toContain(publishedSecret.slice(at, at + 8));
  });
});

describe('a body', () => {
  test('has exactly the documented fields', () => {
    expect(Settle.body(7n, batch, btc)).toBe('{"nonce":7,"batch_id":"B_Y7T2LPVX","asset":"BTC"}');
    expect(Create.body(7n, 'tokenized_equity')).toBe('{"nonce":7,"asset_kind":"tokenized_equity"}');
    const all = { statuses: [], fromMs: O.none, untilMs: O.none, limit: 50 };
    expect(List.body(7n, all)).toBe('{"nonce":7,"limit":50}');
    expect(List.body(7n, { ...all, statuses: ['settled'], fromMs: O.some(1), untilMs: O.some(2) })).toBe(
      '{"nonce":7,"statuses":["settled"],"from":1,"until":2,"limit":50}',
    );
  });

  test('says a nonce beyond 2^53 to the last digit', () => {
    expect(Get.body(9007199254740993n, batch)).toContain('9007199254740993,');
  });

  test('is one JSON text whatever printable characters an id has', () => {
    const odd = right(settlementId('"\\<>'));
    expect(JSON.parse(Get.body(1n, odd))).toEqual({ nonce: 1, batch_id: '"\\<>' });
  });
});
