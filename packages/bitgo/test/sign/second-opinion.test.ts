import { describe, expect, test } from '@jest/globals';
import { accountId } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import type { ExpectedEntry, ExpectedPayload } from '../../src/index.js';
import { secondOpinion } from '../../src/sign/second-opinion.js';
import { agency, direct, entry, expectation, withFees } from '../fixture/specimen.js';

/** The payload that says exactly this, whatever it is. */
const written = ({ version, signer, entries }: ExpectedPayload): string =>
  JSON.stringify({
    version,
    accountId: signer,
    amounts: entries.map((one) => ({
      accountId: one.account,
      sendCurrency: one.sendCurrency,
      sendSubtotal: `${one.sendSubtotal}`,
      sendAmount: `${one.sendSubtotal}`,
      receiveCurrency: one.receiveCurrency,
      receiveAmount: `${one.receiveAmount}`,
    })),
    nonceHold: 'zq/aCtZC4XOlDyRGFdlsww==',
    nonceSettle: 'FnG6xbzehNn0o/0Qt3UeUg==',
  });

const pair = (ours: bigint, theirs: bigint, at: number = 0): ReadonlyArray<ExpectedEntry> => [
  entry('us', [ours, `ofca${at}`], [theirs, `ofcb${at}`]),
  entry('them', [theirs, `ofcb${at}`], [ours, `ofca${at}`]),
];
const pairs = (count: number): ExpectedPayload =>
  expectation('us', Array.from({ length: count }, (_, at) => pair(1n, 2n, at)).flat());
const between = (
  first: Partial<ExpectedEntry>,
  second: Partial<ExpectedEntry> = {},
  changes: Partial<ExpectedPayload> = {},
): ExpectedPayload =>
  expectation(
    'us',
    [
      { ...entry('us', [5n, 'ofca'], [7n, 'ofcb']), ...first },
      { ...entry('them', [7n, 'ofcb'], [5n, 'ofca']), ...second },
    ],
    changes,
  );

const ten60 = 10n ** 60n;

describe('S5: the second opinion, asked alone', () => {
  test.each([
    ['two entries', between({})],
    ['64 entries', pairs(32)],
    ['amounts of 60 digits', expectation('us', pair(ten60 - 1n, ten60 - 1n))],
    ['an agency', agency.expected],
  ])('is yes to %s', (_, expected) => {
    expect(secondOpinion(written(expected), expected)).toEqual(E.right(undefined));
  });

  const absurd: ReadonlyArray<readonly [string, ExpectedPayload]> = [
    ['no entry', expectation('us', [])],
    ['66 entries', pairs(33)],
    ['one entry', expectation('us', pair(5n, 7n).slice(1))],
    ['one entry twice', expectation('us', [...pair(5n, 7n), ...pair(5n, 7n)])],
    [
      'three accounts',
      expectation('us', [
        ...pair(5n, 7n),
        entry('us', [1n, 'ofcc'], [1n, 'ofcd']),
        entry('x', [1n, 'ofcd'], [1n, 'ofcc']),
      ]),
    ],
    ['amounts of 61 digits', expectation('us', pair(ten60, 7n))],
    ['amounts of 61 digits to receive', expectation('us', pair(7n, ten60))],
    ['an amount of zero', expectation('us', pair(0n, 7n))],
    ['an amount below zero', expectation('us', pair(-5n, -7n))],
    ['one currency both ways', between({ receiveCurrency: 'ofca' }, { sendCurrency: 'ofca' })],
    ['more received than sent', between({}, { receiveAmount: 6n })],
    ['a limit of fees below zero', between({ feeMax: -1n })],
    ['another version', { ...between({}), version: JSON.parse('"1.3.0"') }],
    ['a spread of a direct settlement', between({}, {}, { spread: [{ currency: 'ofca', amount: 0n }] })],
    ['a direct settlement of others', { ...between({}), signer: right(accountId('x')) }],
    ['an agent in an entry', between({}, {}, { form: 'Agency' })],
    ['an agency without its spread', { ...agency.expected, spread: [] }],
    [
      'a spread below zero',
      {
        ...agency.expected,
        spread: [
          { currency: 'ofctusd', amount: 812n },
          { currency: 'ofctusd', amount: -1n },
        ],
      },
    ],
    [
      'a spread in what nobody sends',
      {
        ...agency.expected,
        spread: [...agency.expected.spread, { currency: 'ofcx', amount: 1n }],
      },
    ],
  ];

  test.each(absurd)('is no to %s, though the text says what is expected', (_, expected) => {
    expect(left(secondOpinion(written(expected), expected))._tag).toBe('SecondOpinionRefused');
  });

  test.each([
    ['1', true],
    ['0', true],
    ['01', false],
    ['00', false],
    ['+1', false],
    ['-1', false],
    ['1.0', false],
    ['', false],
    ['9'.repeat(61), false],
  ])('says of a fee of %p: %p', (fee, isFine) => {
    const payload = JSON.parse(withFees.text);
    const [first, ...others] = payload.amounts;
    const expected = withFees.expected;
    const gross = BigInt(first.sendSubtotal) + BigInt(Number(fee));
    const fees = [{ feeType: 'SETTLEMENT_FEE', feeAmount: fee }];
    const text = JSON.stringify({
      ...payload,
      amounts: [{ ...first, sendAmount: `${gross}`, fees }, ...others],
    });
    expect(E.isRight(secondOpinion(text, expected))).toBe(isFine);
  });

  test.each(['fees', 'sendFee', 'accountId'])('is no where %s is null', (name) => {
    const payload = JSON.parse(direct.text);
    const amounts = payload.amounts.map((item: object) => ({ ...item, [name]: null }));
    expect(E.isLeft(secondOpinion(JSON.stringify({ ...payload, amounts }), direct.expected))).toBe(true);
  });
});
