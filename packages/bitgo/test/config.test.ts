import { describe, expect, test } from '@jest/globals';
import { accountId } from '@legwork/core';
import { systemClock, systemRandom } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { inspect } from 'node:util';
import { left, right } from '@legwork/testkit';
import {
  type BitgoOptions,
  type ConnectOptions,
  bearerAuth,
  bitgoConfig,
  connectBitgo,
} from '../src/index.js';
import { asset, quantity, units } from './fixture/desk.js';
import { us } from './fixture/wire-settlement.js';

const token = 'v2x-canary-token-0123456789';
const signer = { sign: () => TE.left({ _tag: 'SigningRefused', detail: 'no' } as const) };
const options: BitgoOptions = {
  account: us,
  enterprise: '59cd7248d0a1fa4c2a4c3c4f6a8a8a11',
  auth: right(bearerAuth(token)),
  signer,
  units,
};

describe('a configuration', () => {
  test('has these defaults', () => {
    expect(right(bitgoConfig(options))).toMatchObject({
      account: right(accountId(us)),
      lane: `bitgo/${us}`,
      quietMs: 90_000,
      feeMax: new Map(),
      affirmWith: 'given',
      expiryMarginMs: 60_000,
      createNeverAppliesAfterMs: O.none,
    });
  });

  test('shows no token', () => {
    const config = right(bitgoConfig(options));
    expect(inspect(config, { depth: Infinity, showHidden: true }) + JSON.stringify(config)).not.toContain(
      'canary',
    );
  });

  test.each<readonly [keyof BitgoOptions, unknown]>([
    ['account', ''],
    ['account', 'a/b'],
    ['account', 7],
    ['enterprise', '../other'],
    ['enterprise', undefined],
    ['auth', {}],
    ['signer', undefined],
    ['units', new Map()],
    ['quietMs', -1],
    ['quietMs', 0.5],
    ['quietMs', 86_400_001],
    ['feeMax', {}],
    ['feeMax', new Map([[asset('USD'), '1.50']])],
    ['feeMax', new Map([[asset('USD'), 1]])],
    ['affirmWith', 'mine'],
    ['expiryMarginMs', Number.NaN],
    ['createNeverAppliesAfterMs', -1],
    ['createNeverAppliesAfterMs', 2_592_000_001],
  ])('is refused for its %s: %j', (field, value) => {
    const changed = { ...options, [field]: value };
    expect(left(bitgoConfig(changed))).toMatchObject({ _tag: 'ConfigRefused', field });
  });

  test('may say what a person knows', () => {
    const known = { feeMax: new Map([[asset('USD'), quantity('1.5')]]), createNeverAppliesAfterMs: 600_000 };
    expect(right(bitgoConfig({ ...options, ...known }))).toMatchObject({
      createNeverAppliesAfterMs: O.some(600_000),
    });
  });
});

describe('an account that cannot be connected', () => {
  const floor = { reserve: () => TE.left({ _tag: 'NonceFloorFailed', detail: 'no' } as const) };
  const connecting: ConnectOptions = {
    account: us,
    enterprise: 'e1',
    units,
    accessToken: token,
    tokenKind: 'bearer',
    signer: () => TE.right(signer),
  };

  test.each<readonly [string, Partial<ConnectOptions>, string]>([
    ['a token of no known form', { accessToken: 'x' }, 'InvalidToken'],
    ['a token that is for no HMAC', { tokenKind: 'hmac-3' }, 'InvalidToken'],
    ['a token that is for no HMAC, version 2', { tokenKind: 'hmac-2' }, 'InvalidToken'],
    ['an account of no known form', { account: 'a b' }, 'ConfigRefused'],
    ['a margin that is none', { expiryMarginMs: -1 }, 'ConfigRefused'],
    [
      'a signer that is none',
      { signer: () => TE.left({ _tag: 'KeyRefused', why: 'NotAKey' } as const) },
      'KeyRefused',
    ],
    ['another host', { transport: { baseUrl: 'https://example.com', allowedHosts: [] } }, 'ConfigRefused'],
    ['no rate', { rate: { max: 0, perSecond: 0 } }, 'ConfigRefused'],
  ])('says why: %s', async (_, changes, tag) => {
    const connect = connectBitgo({ clock: systemClock, floor, random: systemRandom });
    const refused = left(await connect({ ...connecting, ...changes })());
    expect(refused._tag).toBe(tag);
    expect(JSON.stringify(refused)).not.toContain('canary');
  });

  test('is the exception: these options are fine, and nothing was sent', async () => {
    const account = await connectBitgo({ clock: systemClock, floor, random: systemRandom })(connecting)();
    expect(E.isRight(account)).toBe(true);
  });
});
