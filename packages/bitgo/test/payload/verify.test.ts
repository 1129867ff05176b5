import { describe, expect, test } from '@jest/globals';
import { defined, left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type ExpectedPayload,
  type PayloadNonce,
  type VerifiedPayload,
  describe as lines,
  parsePayload,
  verifyPayload,
} from '../../src/index.js';
import { secondOpinion } from '../../src/sign/second-opinion.js';
import { change } from '../fixture/change.js';
import { agency, direct, entry, expectation, specimens, withFees } from '../fixture/specimen.js';

const verify = (text: string, expected: ExpectedPayload): E.Either<unknown, VerifiedPayload> =>
  verifyPayload({ expected, seen: () => false })(text);

const refusal = (text: string, expected: ExpectedPayload): string => {
  expect(E.isLeft(secondOpinion(text, expected))).toBe(true);
  const { field, why } = left(verifyPayload({ expected, seen: () => false })(text));
  return `${field} ${why}`;
};

describe('a payload that says what was approved', () => {
  test.each(specimens.map((one) => [one.name, one] as const))(
    'is verified, twice: %s',
    (_, { text, expected }) => {
      expect(right(verify(text, expected)).text).toBe(text);
      expect(E.isRight(secondOpinion(text, expected))).toBe(true);
    },
  );

  test('is verified with its keys and entries in any order, and each text stays its own', () => {
    const { version, accountId, amounts, nonceHold, nonceSettle } = JSON.parse(direct.text);
    const turned = JSON.stringify({
      nonceSettle,
      amounts: amounts.toReversed(),
      nonceHold,
      accountId,
      version,
    });
    const verified = right(verify(turned, direct.expected));
    expect(verified.text).toBe(turned);
    expect(verified.projection).toEqual(right(verify(direct.text, direct.expected)).projection);
  });

  test('is verified although its gross amount has 22 digits, where the venue’s own client gave up', () => {
    const net = 10n ** 21n;
    const expected = expectation('us', [
      entry('us', [net, 'ofcteth'], [1n, 'ofctusd'], 5n),
      entry('them', [1n, 'ofctusd'], [net, 'ofcteth']),
    ]);
    const text = JSON.stringify({
      version: '1.2.0',
      accountId: 'us',
      amounts: [
        {
          accountId: 'us',
          sendCurrency: 'ofcteth',
          sendSubtotal: `${net}`,
          sendAmount: `${net + 5n}`,
          receiveCurrency: 'ofctusd',
          receiveAmount: '1',
          fees: [{ feeType: 'SETTLEMENT_FEE', feeAmount: '5' }],
        },
        {
          accountId: 'them',
          sendCurrency: 'ofctusd',
          sendSubtotal: '1',
          sendAmount: '1',
          receiveCurrency: 'ofcteth',
          receiveAmount: `${net}`,
        },
      ],
      nonceHold: 'bfrE8itPwYZB+ofDhblE6g==',
      nonceSettle: 'EymF2LXnRzn8acbcCFwgUA==',
    });
    expect(right(verify(text, expected)).projection.entries[1]?.sendAmount).toBe(net + 5n);
  });

  test('is told to people line by line', () => {
    expect(lines(right(verify(withFees.text, withFees.expected)).projection)).toEqual([
      'counterparty_account_id sends 90000 ofctusd and receives 100000000 ofctbtc',
      'walletId sends 100000000 ofctbtc, pays 500000 in fees and receives 90000 ofctusd',
    ]);
  });
});

describe('a payload that says something else', () => {
  const fees = { sendAmount: '1000001', fees: [{ feeType: 'SETTLEMENT_FEE', feeAmount: '1' }] };
  const first = JSON.parse(direct.text).amounts[0];

  test.each([
    ['another signer', change(direct.text, 'accountId', first.accountId), 'accountId Differs'],
    ['another account', change(direct.text, 'amounts.0.accountId', 'x'), 'amounts[0] EntryUnexpected'],
    ['production money', direct.text.replaceAll('ofct', 'ofc'), 'amounts[0] EntryUnexpected'],
    [
      'the parties turned round',
      direct.text
        .replace(/5e20\w+/, 'x')
        .replace(/"59cd\w+","sendS/, `"${first.accountId}","sendS`)
        .replace('"x"', '"59cd72485007a239fb00282ed480da1f"'),
      'amounts[0] EntryUnexpected',
    ],
    [
      'a higher net amount',
      change(direct.text, 'amounts.1.sendSubtotal', '1000001'),
      'amounts[1].sendSubtotal Differs',
    ],
    [
      'less for us',
      change(direct.text, 'amounts.1.receiveAmount', '999999'),
      'amounts[1].receiveAmount Differs',
    ],
    [
      'a higher gross amount, which the venue’s own client let pass',
      change(direct.text, 'amounts.1.sendAmount', '1000001'),
      'amounts[1].sendAmount GrossDiffers',
    ],
    ['an entry less', change(direct.text, 'amounts', [first]), 'amounts EntryMissing'],
    ['an entry twice', change(direct.text, 'amounts', [first, first]), 'amounts[1] EntryRepeated'],
    ['no entry', change(direct.text, 'amounts', []), 'amounts EntryMissing'],
    [
      'a fee of ours that nobody allowed',
      change(direct.text, 'amounts.1', { ...JSON.parse(direct.text).amounts[1], ...fees }),
      'amounts[1].fees FeeAboveMax',
    ],
    [
      'a fee of somebody else',
      change(direct.text, 'amounts.0', { ...first, ...fees }),
      'amounts[0].fees FeeNotOurs',
    ],
    [
      'a fee of nothing of somebody else',
      change(direct.text, 'amounts.0.fees', [{ feeType: 'SETTLEMENT_FEE', feeAmount: '0' }]),
      'amounts[0].fees FeeNotOurs',
    ],
    [
      'one nonce for both',
      change(direct.text, 'nonceSettle', 'zq/aCtZC4XOlDyRGFdlsww=='),
      'nonceSettle NoncesEqual',
    ],
  ])('is refused: %s', (_, text, why) => expect(refusal(text, direct.expected)).toBe(why));

  test('is refused when the fee is one unit above the limit, and verified at it', () => {
    const limit = (feeMax: bigint): ExpectedPayload => ({
      ...withFees.expected,
      entries: withFees.expected.entries.map((one) =>
        one.account === withFees.expected.signer ? { ...one, feeMax } : one,
      ),
    });
    expect(E.isRight(verify(withFees.text, limit(500_000n)))).toBe(true);
    expect(refusal(withFees.text, limit(499_999n))).toBe('amounts[0].fees FeeAboveMax');
  });

  test('is refused when the gross amount leaves the fee out', () => {
    const net = change(withFees.text, 'amounts.0.sendAmount', '100000000');
    expect(refusal(net, withFees.expected)).toBe('amounts[0].sendAmount GrossDiffers');
    const requested = change(withFees.text, 'amounts.0.sendSubtotal', '100000010');
    expect(refusal(requested, withFees.expected)).toBe('amounts[0].sendSubtotal Differs');
  });
});

describe('M8: what is sent is what is received', () => {
  test('also when an intent says otherwise', () => {
    const entries = direct.expected.entries.map((one, at) =>
      at === 0 ? { ...one, sendSubtotal: 999_999n } : one,
    );
    const text = change(
      change(direct.text, 'amounts.0.sendSubtotal', '999999'),
      'amounts.0.sendAmount',
      '999999',
    );
    expect(refusal(text, { ...direct.expected, entries })).toBe('amounts NotConserved');
  });

  test.each([[[]], [[{ currency: 'ofctusd', amount: 810n }]], [[{ currency: 'ofctbtc', amount: 811n }]]])(
    'but for the spread that an agent declared, and not for %p',
    (spread) => expect(refusal(agency.text, { ...agency.expected, spread })).toBe('amounts NotConserved'),
  );
});

describe('S4: a nonce is used once', () => {
  const { nonceHold, nonceSettle } = right(parsePayload(direct.text));
  const seenIs = (one: PayloadNonce) =>
    left(verifyPayload({ expected: direct.expected, seen: (nonce) => nonce === one })(direct.text));

  test('so one that was seen is refused in either place', () => {
    expect(seenIs(nonceHold)).toMatchObject({ field: 'nonceHold', why: 'NonceSeen' });
    expect(seenIs(nonceSettle)).toMatchObject({ field: 'nonceSettle', why: 'NonceSeen' });
  });

  test('and where the nonces are known, they must be those, in their places', () => {
    const pinned = (hold: PayloadNonce, settle: PayloadNonce): ExpectedPayload => ({
      ...direct.expected,
      nonces: O.some({ hold, settle }),
    });
    expect(E.isRight(verify(direct.text, pinned(nonceHold, nonceSettle)))).toBe(true);
    expect(refusal(direct.text, pinned(nonceSettle, nonceHold))).toBe('nonceHold Differs');
    expect(refusal(direct.text, pinned(nonceHold, nonceHold))).toBe('nonceSettle Differs');
  });
});

describe('an expectation that cannot be that of a settlement is not worked with', () => {
  const [them, us] = [defined(direct.expected.entries[0]), defined(direct.expected.entries[1])];
  const { expected } = direct;

  test.each<readonly [string, ExpectedPayload]>([
    ['no entry', { ...expected, entries: [] }],
    ['one party', { ...expected, entries: [us] }],
    ['three parties', { ...expected, entries: [us, them, entry('third', [1n, 'ofctusd'], [1n, 'ofctbtc'])] }],
    ['a direct one without us', { ...expected, signer: agency.expected.signer }],
    ['an agency with us in it', { ...expected, form: 'Agency' }],
    ['a spread in a direct one', { ...expected, spread: [{ currency: 'ofctusd', amount: 0n }] }],
    ['a negative spread', { ...agency.expected, spread: [{ currency: 'ofctusd', amount: -1n }] }],
    [
      'the same currency both ways',
      { ...expected, entries: [them, { ...us, sendCurrency: us.receiveCurrency }] },
    ],
    ['nothing sent', { ...expected, entries: [them, { ...us, sendSubtotal: 0n }] }],
    ['nothing received', { ...expected, entries: [them, { ...us, receiveAmount: 0n }] }],
    ['fees of somebody else', { ...expected, entries: [{ ...them, feeMax: 1n }, us] }],
    ['a negative limit of fees', { ...expected, entries: [them, { ...us, feeMax: -1n }] }],
  ])('%s', (_, unfit) => {
    expect(left(verifyPayload({ expected: unfit, seen: () => false })(direct.text)).why).toBe(
      'ExpectationUnfit',
    );
  });

  test('the same entry twice', () => {
    const twice = { ...expected, entries: [them, us, us] };
    expect(refusal(direct.text, twice)).toBe('amounts ExpectationUnfit');
  });
});

test('only what was verified is a verified payload, by its type', () => {
  const { text, projection } = right(verify(direct.text, direct.expected));
  // @ts-expect-error A plain text is not a verified one.
  const forged: VerifiedPayload = { text: direct.text, projection };
  expect(forged.text).toBe(text);
});
