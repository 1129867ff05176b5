import { describe, expect, test } from '@jest/globals';
import { left, right } from '@legwork/testkit';
import { secondOpinion } from '../../src/sign/second-opinion.js';
import { parsePayload } from '../../src/index.js';
import { change } from '../fixture/change.js';
import { agency, direct, large, specimens } from '../fixture/specimen.js';

const { text, expected } = direct;
const hold = '"nonceHold":"zq/aCtZC4XOlDyRGFdlsww=="';
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const manyFees = Array.from({ length: 17 }, () => ({ feeType: 'SETTLEMENT_FEE', feeAmount: '0' }));

/** The text, and why it is refused. */
const outside: ReadonlyArray<readonly [string, string, string]> = [
  ['', 'payload', 'Unfinished'],
  ['null', 'payload', 'NotText'],
  ['{}', 'version', 'KeyMissing'],
  ['[]', 'payload', 'WrongShape'],
  ['""', 'payload', 'WrongShape'],
  [`\uFEFF${text}`, 'payload', 'NotText'],
  [` ${text}`, 'payload', 'Whitespace'],
  [`${text}\n`, 'payload', 'TrailingText'],
  [`${text}${text}`, 'payload', 'TrailingText'],
  [text.slice(0, -1), 'payload', 'Unfinished'],
  [text.replace(',', ', '), 'payload', 'Whitespace'],
  [text.replace(':', ': '), 'version', 'Whitespace'],
  [text.replace(',', ';'), 'payload', 'NotJson'],
  [text.replace('}]', '},]'), 'amounts[2]', 'NotText'],
  [text.replace('ofctusd', 'ofct usd'), 'amounts[0].sendCurrency', 'Whitespace'],
  [text.replace('zq/a', String.raw`zq\/a`), 'nonceHold', 'Escaped'],
  [text.replace('"version"', String.raw`"\u0076ersion"`), 'payload', 'Escaped'],
  [text.replace(hold, `${hold},${String.raw`"\u006eonceHold":"x"`}`), 'payload', 'Escaped'],
  [text.replace('59cd', '59c\ud800'), 'accountId', 'NotPrintable'],
  [text.replace('59cd', '59\u0441d'), 'accountId', 'NotPrintable'],
  [text.replace('59cd', '59\u0000d'), 'accountId', 'NotPrintable'],
  [text.replace(hold, `${hold},${hold}`), 'nonceHold', 'KeyRepeated'],
  [text.replace(hold, `${hold},"noncehold":"x"`), 'noncehold', 'KeyRepeated'],
  [text.replace(hold, `${hold},"__proto__":"x"`), 'payload', 'KeyForbidden'],
  [text.replace(hold, `${hold},"constructor":"x"`), 'payload', 'KeyForbidden'],
  [text.replace(hold, `${hold},"prototype":{}`), 'payload', 'KeyForbidden'],
  [text.replace(hold, `${hold},"a-b":"x"`), 'payload', 'KeyUnknown'],
  [change(text, 'walletId', 'x'), 'walletId', 'KeyUnknown'],
  [change(text, 'amounts.0.note', 'x'), 'amounts[0].note', 'KeyUnknown'],
  [change(text, 'amounts.1.sendCurrency', undefined), 'amounts[1].sendCurrency', 'KeyMissing'],
  [change(text, 'amounts', 'x'), 'amounts', 'WrongShape'],
  [change(text, 'amounts.0', 'x'), 'amounts[0]', 'WrongShape'],
  [change(text, 'accountId', []), 'accountId', 'WrongShape'],
  [change(text, 'amounts.0.fees', '0'), 'amounts[0].fees', 'WrongShape'],
  [change(text, 'amounts.0.fees', manyFees), 'amounts[0].fees', 'TooMany'],
  [change(text, 'amounts.0.sendFee', '1'), 'amounts[0].sendFee', 'ExtraNotZero'],
  [change(text, 'amounts.0.sendFee', '00'), 'amounts[0].sendFee', 'ExtraNotZero'],
  [change(text, 'amounts.0.sendFee', 0), 'amounts[0].sendFee', 'NotText'],
  [
    change(text, 'amounts.0.fees', [{ feeType: 'TIP', feeAmount: '0' }]),
    'amounts[0].fees[0].feeType',
    'UnknownFeeType',
  ],
  [change(text, 'version', '1.2.1'), 'version', 'UnknownVersion'],
  [change(text, 'accountId', 'a.b'), 'accountId', 'NotAnAccount'],
  [change(text, 'accountId', 'a'.repeat(65)), 'accountId', 'NotAnAccount'],
  [change(text, 'amounts.0.sendCurrency', 'USD'), 'amounts[0].sendCurrency', 'NotACurrency'],
  [change(text, 'nonceHold', deep(4)), 'nonceHold', 'NotANonce'],
  [text.replace(/"amounts":\[.*\]/, `"amounts":${deep(5)}`), 'amounts[0][0][0][0]', 'TooDeep'],
  [text.replace(/"amounts":\[.*\]/, `"amounts":${deep(30_000)}`), 'amounts[0][0][0][0]', 'TooDeep'],
  [change(text, 'accountId', 'a'.repeat(65_536)), 'payload', 'TooLong'],
  [
    JSON.stringify(Object.fromEntries(Array.from({ length: 17 }, (_, at) => [`k${at}`, 'x']))),
    'payload',
    'TooMany',
  ],
  [
    change(
      text,
      'amounts',
      Array.from({ length: 65 }, () => ({})),
    ),
    'amounts',
    'TooMany',
  ],
];

const notAmounts = [
  '',
  '-1',
  '+1',
  '01',
  '00',
  '1.0',
  '1e3',
  '0x1',
  '1_0',
  'NaN',
  'Infinity',
  '9'.repeat(61),
];
const notNonces = [
  '',
  'AAAAAAAAAAAAAAAAAAAAAA',
  'AAAAAAAAAAAAAAAAAAAAAA=',
  'AAAAAAAAAAAAAAAAAAAAAB==',
  'AAAAAAAAAAAAAAAAAAAAAAA=',
  'AAAAAAAAAAAAAAAAAAAAAAAA',
  'zq_aCtZC4XOlDyRGFdlsww==',
  'zq/aCtZC4XOlDyRGFdlsww==zq/aCtZC4XOlDyRGFdlsww==',
];

describe('a payload outside the grammar', () => {
  test.each(outside.map(([refused, field, why], at) => [at, field, why, refused] as const))(
    'case %i is refused at %s: %s',
    (_, field, why, refused) => {
      expect(left(parsePayload(refused))).toEqual({ _tag: 'PayloadRefused', field, why });
      expect(left(secondOpinion(refused, expected))._tag).toBe('SecondOpinionRefused');
    },
  );

  test.each(notAmounts)('has an amount like %p', (amount) => {
    for (const name of ['sendAmount', 'sendSubtotal', 'receiveAmount'])
      expect(left(parsePayload(change(text, `amounts.1.${name}`, amount)))).toEqual({
        _tag: 'PayloadRefused',
        field: `amounts[1].${name}`,
        why: 'NotAnAmount',
      });
  });

  test.each([1, 1_000_000, 1e21, null, true])('has %p, which is no text, for an amount', (amount) => {
    expect(left(parsePayload(change(text, 'amounts.0.sendAmount', amount))).why).toBe('NotText');
  });

  test.each(notNonces)('has a nonce like %p', (nonce) => {
    expect(left(parsePayload(change(text, 'nonceSettle', nonce)))).toEqual({
      _tag: 'PayloadRefused',
      field: 'nonceSettle',
      why: 'NotANonce',
    });
    expect(left(secondOpinion(change(text, 'nonceSettle', nonce), expected)).what).toContain('nonces');
  });

  test('is never repeated in a refusal', () => {
    for (const [refused] of outside) {
      const canary = refused.replaceAll('59cd72485007a239fb00282ed480da1f', 'canarycanarycanary');
      expect(JSON.stringify(parsePayload(`${canary} `))).not.toContain('canarycanary');
    }
  });

  test('of the greatest size is refused in time that grows with its length only', () => {
    const longest = change(text, 'nonceHold', 'x'.repeat(65_536 - text.length));
    const before = performance.now();
    for (let run = 0; run < 20; run += 1) left(parsePayload(longest));
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('a payload', () => {
  test.each(specimens.map((one) => [one.name, one.text] as const))('of the venue is read: %s', (_, valid) => {
    expect(right(parsePayload(valid)).version).toBe('1.2.0');
  });

  test('is read to the last digit, at any size', () => {
    const [entry] = right(parsePayload(large.text)).entries;
    expect(entry).toMatchObject({
      sendSubtotal: 123_456_789_012_345_678_901_234_567_890n,
      sendAmount: 123_456_789_012_345_678_901_234_567_893n,
      fees: [{ feeAmount: 1n }, { feeAmount: 2n }],
    });
    const sixty = BigInt('9'.repeat(60));
    const huge = right(parsePayload(change(text, 'amounts.0.sendAmount', `${sixty}`)));
    expect(huge.entries[0]?.sendAmount).toBe(sixty);
  });

  test('may have a sendFee of zero, which then is nowhere in what it says', () => {
    expect(agency.text).toContain('"sendFee":"0"');
    expect(JSON.stringify(Object.keys(right(parsePayload(agency.text)).entries[0] ?? {}))).not.toContain(
      'sendFee',
    );
  });

  test('may have 64 entries and 16 fees', () => {
    const entry = { ...JSON.parse(text).amounts[0], fees: manyFees.slice(1) };
    const most = change(
      text,
      'amounts',
      Array.from({ length: 64 }, () => entry),
    );
    expect(right(parsePayload(most)).entries).toHaveLength(64);
  });
});
