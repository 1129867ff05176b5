import { describe, expect, test } from '@jest/globals';
import { type Instruction, Quantity, accountId } from '@legwork/core';
import { right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import { expectingOf } from '../src/index.js';
import { asset, quantity } from './fixture/desk.js';
import { affirm, create, ending, sampleTerms } from './fixture/trial.js';
import { terms, them, us } from './fixture/wire-settlement.js';
import { intentOf } from './fixture/world.js';

const expecting = expectingOf(terms);
const of = (instruction: Instruction.Instruction) => expecting(intentOf(instruction));
const ofTerms = (changed: ReadonlyArray<Instruction.Term>) => of({ ...affirm, terms: changed });
const [pay, receive] = sampleTerms();
const sample = sampleTerms();
const withTerm = (at: number, changes: Partial<Instruction.Term>) =>
  sample.map((term, index) => (index === at ? { ...term, ...changes } : term));
const stranger = { role: 'Counterparty', account: right(accountId('ffff')) } as const;

describe('what an intent lets a payload say', () => {
  test('is its terms, in the venue’s currencies and smallest units', () => {
    const expected = {
      version: '1.2.0',
      signer: us,
      form: 'Direct',
      entries: [
        {
          account: us,
          sendCurrency: 'ofctusd',
          sendSubtotal: 60_050n,
          feeMax: 50n,
          receiveCurrency: 'ofctbtc',
          receiveAmount: 1_000_000n,
        },
        {
          account: them,
          sendCurrency: 'ofctbtc',
          sendSubtotal: 1_000_000n,
          feeMax: 0n,
          receiveCurrency: 'ofctusd',
          receiveAmount: 60_050n,
        },
      ],
      spread: [],
    };
    expect(right(of(affirm))).toMatchObject(expected);
    expect(right(of(create))).toMatchObject(expected);
    expect(right(ofTerms(sample.toReversed()))).toMatchObject(expected);
  });

  test.each<readonly [string, ReadonlyArray<Instruction.Term>]>([
    ['nothing', []],
    ['only what we pay', sample.slice(0, 1)],
    ['three things', [...sample, ...sample.slice(0, 1)]],
    ['two things that we pay', [...sample.slice(0, 1), ...sample.slice(0, 1)]],
    ['two things that we receive', [...sample.slice(1), ...sample.slice(1)]],
    ['another payer', withTerm(1, { flow: { payer: stranger, receiver: { role: 'Us', account: us } } })],
    [
      'another receiver',
      withTerm(1, { flow: { payer: { role: 'Counterparty', account: them }, receiver: stranger } }),
    ],
    [
      'a payment to ourselves',
      withTerm(0, { flow: { payer: { role: 'Us', account: us }, receiver: { role: 'Us', account: us } } }),
    ],
    [
      'our role under another account',
      withTerm(0, { flow: { payer: { role: 'Us', account: stranger.account }, receiver: stranger } }),
    ],
    ['a fee on what they pay', withTerm(1, { feeMax: quantity('1') })],
    ['an asset outside the registry', withTerm(0, { asset: asset('DOGE') })],
    ['an amount with too many digits', withTerm(0, { quantity: quantity('600.505') })],
    ['a fee with too many digits', withTerm(0, { feeMax: quantity('0.505') })],
    [
      'what somebody else pays under our name',
      withTerm(0, {
        flow: {
          payer: { role: 'Us', account: stranger.account },
          receiver: { role: 'Counterparty', account: them },
        },
      }),
    ],
  ])('is not there for %s', (_, changed) => {
    expect(E.isLeft(ofTerms(changed))).toBe(true);
  });

  test('is not there for what nothing is signed for', () => {
    expect([pay, receive]).toHaveLength(2);
    expect(E.isLeft(of(ending('Reject')))).toBe(true);
    expect(E.isLeft(of(ending('Cancel')))).toBe(true);
  });

  test('of an agency is what each client pays and gets, and the rest is the spread', () => {
    const me = { role: 'Us', account: us } as const;
    const seller = { role: 'Counterparty', account: them } as const;
    const term = (
      payer: Instruction.Term['flow']['payer'],
      receiver: Instruction.Term['flow']['payer'],
      amount: string,
      name: string,
    ) => ({
      asset: asset(name),
      quantity: quantity(amount),
      flow: { payer, receiver },
      feeMax: Quantity.zero,
    });
    const agency = [
      term(seller, me, '0.00115087', 'BTC'),
      term(me, seller, '9419.66', 'USD'),
      term(stranger, me, '9427.77', 'USD'),
      term(me, stranger, '0.00115087', 'BTC'),
    ];
    const ofAgency = (changed: ReadonlyArray<Instruction.Term>) =>
      of({ ...create, scope: 'agency', terms: changed });
    expect(right(ofAgency(agency))).toMatchObject({
      form: 'Agency',
      signer: us,
      spread: [{ currency: 'ofctusd', amount: 811n }],
    });
    expect(
      right(ofAgency(agency)).entries.map(({ account, sendSubtotal, receiveAmount }) => [
        account,
        sendSubtotal,
        receiveAmount,
      ]),
    ).toEqual([
      [them, 115_087n, 941_966n],
      [stranger.account, 942_777n, 115_087n],
    ]);
    expect(E.isLeft(ofAgency(agency.slice(1)))).toBe(true);
    expect(E.isLeft(ofAgency(agency.map((one) => ({ ...one, feeMax: quantity('1') }))))).toBe(true);
    expect(E.isLeft(ofAgency([...agency.slice(0, 3), term(me, seller, '0.00115087', 'BTC')]))).toBe(true);
    expect(E.isLeft(ofAgency([...agency.slice(0, 3), term(me, stranger, '0.00115088', 'BTC')]))).toBe(true);
    expect(E.isLeft(ofAgency([...agency.slice(0, 3), term(me, stranger, '0.001150871', 'BTC')]))).toBe(true);
  });
});
