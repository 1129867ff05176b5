import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { isInvalidNonce, isLockout, isSureRejection, isTooMany, parseError } from '../src/error.js';

describe('an error string', () => {
  test.each([
    ['EGeneral:Invalid arguments', 'egeneral:invalid arguments', 'EGeneral:Invalid arguments'],
    [
      'EGeneral: Invalid arguments:ordertype',
      'egeneral:invalid arguments',
      'EGeneral:Invalid arguments:ordertype',
    ],
    [' egeneral', '', undefined],
    ['EService: Throttled: 1700000000', 'eservice:throttled', 'EService:Throttled:1700000000'],
    ['EAPI : Invalid   NONCE', 'eapi:invalid nonce', 'EAPI:Invalid NONCE'],
    ['', '', undefined],
    ['EGeneral', '', undefined],
    ['XGeneral:Invalid arguments', '', undefined],
  ])('%p is looked up as %p and shown as %p', (text, key, shown) => {
    const error = parseError(text);
    expect(error.key).toBe(key);
    expect(error.code).toEqual(O.fromNullable(shown));
  });

  test('shows no long word, for it could be a key or a piece of the request', () => {
    const secret = 'dGVzdC1hcGkta2V5LW9mLW5vYm9keQ';
    expect(parseError(`EGeneral:Invalid arguments:${secret}`).code).toEqual(
      O.some('EGeneral:Invalid arguments'),
    );
    expect(parseError(`EAPI:${secret}`).code).toEqual(O.none);
    expect(parseError(`EAPI:Invalid key:a\nb`).code).toEqual(O.some('EAPI:Invalid key:a b'));
    expect(parseError(`EAPI:Invalid key:\u0000`).code).toEqual(O.some('EAPI:Invalid key'));
    expect(parseError(`EAPI:${'word '.repeat(40)}`).code).toEqual(O.none);
  });

  test.each([
    'EAPI:Invalid key',
    'EAPI:Invalid signature',
    'EAPI:Bad request',
    'EAPI:Feature disabled',
    'EGeneral:Permission denied',
    'EGeneral:Invalid arguments:batch_id',
    'EGeneral:Unknown method',
    'EAuth:Account temporary disabled',
    'EAuth:Account unconfirmed',
    'EAuth:Failed',
    'EAccount:Invalid permissions',
    'ESession:Invalid session',
    'EQuery:Unknown asset',
    'EFunding:Unknown asset',
  ])('%s is a sure rejection', (text) => expect(isSureRejection(parseError(text))).toBe(true));

  test.each([
    'EAPI:Invalid nonce',
    'EAPI:Rate limit exceeded',
    'EService:Throttled:1',
    'EGeneral:Too many requests',
    'EGeneral:Temporary lockout',
    'EAuth:Rate limit exceeded',
    'EAuth:Too many requests',
    'EService:Unavailable',
    'EService:Busy',
    'EService:Timeout',
    'EService:Deadline elapsed',
    'EGeneral:Internal error',
    'EGeneral:Internal error:42',
    'EDatabase:Internal error',
    'EOrder:Insufficient funds',
    'ETrade:Locked',
    'WGeneral:Invalid arguments',
    'EGeneral:Invalid argumentsx',
    'XAPI:Invalid key',
    '',
  ])('%s proves nothing about a write', (text) => expect(isSureRejection(parseError(text))).toBe(false));

  test('tells what concerns the key', () => {
    expect(isInvalidNonce(parseError('EAPI:Invalid nonce'))).toBe(true);
    expect(isLockout(parseError('EGeneral:Temporary lockout'))).toBe(true);
    expect(isTooMany(parseError('EService: Throttled: 1'))).toBe(true);
    expect(isTooMany(parseError('EAPI:Invalid key'))).toBe(false);
  });
});
