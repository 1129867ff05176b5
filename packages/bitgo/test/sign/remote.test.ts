import { describe, expect, test } from '@jest/globals';
import type { HttpRequest, HttpResponse, Transport, TransportError } from '@legwork/http';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import { remoteSigner, signatureOf, type RemoteForm } from '../../src/index.js';
import { loadCurve } from '../../src/sign/curve.js';
import { makeSignature } from '../../src/sign/signature.js';
import { change } from '../fixture/change.js';
import { leaks } from '../fixture/canary.js';
import { carryingOut, expecting, utf8 } from '../fixture/purpose.js';
import { direct } from '../fixture/specimen.js';
import { key, signed } from '../fixture/vectors.js';

const known = Object.fromEntries(signed)['seedPayload']?.signature ?? '';
const curve = right(await loadCurve());
const token = 'canary-token-of-the-remote-signer';
const express: RemoteForm = { _tag: 'Express', walletId: '59cd72485007a239fb00282ed480da1f' };
const ok = (value: unknown): E.Either<TransportError, HttpResponse> =>
  E.right({ status: 200, headers: {}, body: JSON.stringify(value) });

const trial = async (
  answer: (request: HttpRequest) => E.Either<TransportError, HttpResponse>,
  form: RemoteForm = express,
  text: string = direct.text,
) => {
  const requests: Array<HttpRequest> = [];
  const transport: Transport = {
    call: (request) => async () => {
      requests.push(request);
      return answer(request);
    },
  };
  const signer = right(
    remoteSigner({
      expecting: expecting(direct),
      publicKey: key.xpub,
      transport,
      form,
      headers: () => ({ authorization: `Bearer ${token}` }),
    }),
  );
  return { requests, signer, signed: await signer.sign(utf8(text), carryingOut)() };
};

const made = (text: string, by: Uint8Array): string =>
  Buffer.from(makeSignature(curve, utf8(text), by)).toString('hex');

const honest = ({ body }: HttpRequest): E.Either<TransportError, HttpResponse> => {
  const { payload } = JSON.parse(body);
  return ok({ payload, signature: made(payload, Buffer.from(key.privateKeyHex, 'hex')) });
};

describe('a remote signer', () => {
  test('is asked as BitGo Express wants it', async () => {
    const { requests, signed: bytes } = await trial(honest);
    expect(right(signatureOf(right(bytes)))).toBe(known);
    expect(requests).toMatchObject([
      {
        method: 'POST',
        path: '/api/v2/ofc/signPayload',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ walletId: '59cd72485007a239fb00282ed480da1f', payload: direct.text }),
        effect: 'Write',
      },
    ]);
  });

  test('of one’s own is asked at its path', async () => {
    const { requests, signed: bytes } = await trial(honest, {
      _tag: 'Generic',
      path: '/sign',
      keyId: 'ofc-1',
    });
    expect(right(signatureOf(right(bytes)))).toBe(known);
    expect(requests[0]?.path).toBe('/sign');
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ keyId: 'ofc-1', payload: direct.text });
  });

  test('S5: is not even asked about a payload that is not what was approved', async () => {
    const { requests, signed: bytes } = await trial(
      honest,
      express,
      change(direct.text, 'amounts.1.sendAmount', '2'),
    );
    expect(left(bytes).detail).toContain('not what was approved');
    expect(requests).toEqual([]);
  });

  test.each<readonly [string, E.Either<TransportError, HttpResponse>, string]>([
    [
      'another payload',
      ok({ payload: `${direct.text} `, signature: known }),
      'the remote signer answered for another payload',
    ],
    [
      'the payload as an object',
      ok({ payload: JSON.parse(direct.text), signature: known }),
      'the answer of the remote signer is not of the known form',
    ],
    [
      'a text in a text',
      ok({ payload: JSON.stringify(direct.text), signature: known }),
      'the remote signer answered for another payload',
    ],
    [
      'no signature',
      ok({ payload: direct.text }),
      'the answer of the remote signer is not of the known form',
    ],
    [
      'a signature of another key',
      ok({ payload: direct.text, signature: made(direct.text, Buffer.alloc(32, 1)) }),
      'the signature is not the one asked for: AnotherKey',
    ],
    [
      'a signature of another text',
      ok({
        payload: direct.text,
        signature: made('x', Buffer.from(key.privateKeyHex, 'hex')),
      }),
      'the signature is not the one asked for: AnotherKey',
    ],
    [
      'a signature in base64',
      ok({ payload: direct.text, signature: Buffer.from(known, 'hex').toString('base64') }),
      'the signature is not the one asked for: NotHex',
    ],
    [
      'no JSON',
      E.right({ status: 200, headers: {}, body: '<html>' }),
      'the answer of the remote signer is not of the known form',
    ],
    ['null', ok(null), 'the answer of the remote signer is not of the known form'],
    [
      'an error',
      E.right({ status: 400, headers: {}, body: token }),
      'the remote signer answered with status 400',
    ],
    [
      'silence',
      E.left({ _tag: 'ReplyLost', cause: 'Timeout', detail: token }),
      'the remote signer gave no answer: Timeout',
    ],
  ])('S3: is not believed when it answers with %s', async (_, answer, detail) => {
    const { signed: bytes, signer } = await trial(() => answer);
    expect(left(bytes)).toEqual({ _tag: 'SigningRefused', detail });
    expect(leaks([bytes, signer], [token])).toEqual([]);
  });

  test('needs the public key of the account', async () => {
    const transport: Transport = { call: () => async () => ok({}) };
    const terms = {
      expecting: expecting(direct),
      publicKey: 'x',
      transport,
      form: express,
      headers: () => ({}),
    };
    expect(left(remoteSigner(terms))).toEqual({ _tag: 'InvalidPublicKey' });
  });
});
