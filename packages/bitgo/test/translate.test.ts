import { describe, expect, test } from '@jest/globals';
import { right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { toSettlement, tradeV1 } from '../src/index.js';
import {
  sampleId,
  settlement,
  shown,
  terms,
  them,
  us,
  wireLock,
  wireOurs,
  wireSettlement,
  wireTheirs,
  wireTrade,
} from './fixture/wire-settlement.js';

const both = (ours: object, theirs: object = {}) => [wireOurs({ ...ours }), wireTheirs({ ...theirs })];

describe('a settlement that waits for us', () => {
  test('is told in the library’s words', () => {
    const told = settlement();
    expect(told).toMatchObject({
      id: sampleId,
      venue: 'bitgo',
      account: us,
      scope: 'direct',
      atomicity: 'Whole',
      finality: 'Open',
      trades: O.some(['trade-1']),
      createdAtMs: Date.parse('2026-11-01T10:00:00.000Z'),
      oddities: [],
    });
    const wePay = { payer: { role: 'Us', account: us }, receiver: { role: 'Counterparty', account: them } };
    expect(told.legs).toMatchObject([
      { id: `${them}/ofctbtc`, asset: O.some('BTC'), quantity: '0.01', actionableBy: [], status: 'Open' },
      {
        id: `${us}/ofctusd`,
        asset: O.some('USD'),
        quantity: '600.5',
        residual: O.some('600.5'),
        flow: O.some(wePay),
        actionableBy: ['Us'],
        transfers: [],
      },
    ]);
    expect(told.consents).toEqual([
      { by: { role: 'Counterparty', account: them }, status: 'Given', lapsesAtMs: expect.anything() },
      {
        by: { role: 'Us', account: us },
        status: 'Awaited',
        lapsesAtMs: O.some(Date.parse('2026-11-02T10:00:00.000Z')),
      },
    ]);
    expect(told.holds).toMatchObject([
      { of: { role: 'Us' }, asset: 'USD', quantity: '600.5', status: 'Active' },
      { of: { role: 'Counterparty' }, asset: 'BTC', quantity: '0.01', status: 'Active' },
    ]);
  });

  test('keeps every field that the venue sent, and is read from it again', () => {
    const told = settlement({ notation: { a: 1 } });
    expect(told.raw).toEqual(wireSettlement({ notation: { a: 1 } }));
    expect(toSettlement(terms)(right(tradeV1.settlement(told.raw)))).toEqual(told);
  });

  test('shows the same legs from its trades alone', () => {
    const without = settlement({ affirmations: both({ payload: null }, { payload: '' }) });
    expect(without.oddities).toEqual([]);
    expect(without.legs).toEqual(settlement().legs);
    expect(settlement({ trades: null }).legs).toEqual(settlement().legs);
    expect(settlement({ trades: null }).trades).toEqual(O.none);
  });

  test.each([
    ['no lock', { lock: null }],
    [
      'a lock without its account, and a date that is an object',
      { lock: wireLock({ accountId: null, createdAt: {} }) },
    ],
    ['a lock in the currency of the documented example', { lock: wireLock({ currency: 'USD' }) }],
    ['a requested lock', { lock: wireLock({ status: 'requested' }) }],
    ['no settlement of its own', { settlement: '' }],
    ['no end of its own', { expireAt: {} }],
  ])('bears %s', (_, ours) => {
    expect(settlement({ affirmations: both(ours) }).oddities).toEqual([]);
  });

  test.each([
    ['executed', 'the venue’s own client'],
    ['canceled', 'the venue’s own client'],
    ['settled', 'the page'],
  ])('bears a trade that is %s, a word of %s', (status) => {
    expect(settlement({ trades: [wireTrade({ status })] }).oddities).toEqual([]);
  });
});

describe('the words of the venue', () => {
  test.each([
    ['pending', 'Open'],
    ['settled', 'Final'],
    ['canceled', 'Dead'],
    ['rejected', 'Dead'],
    ['failed', 'Dead'],
    ['expired', 'Unrecognised'],
  ])('a settlement that is %s is %s', (status, finality) => {
    expect(settlement({ status }).finality).toBe(finality);
  });

  test.each([
    ['pending', 'Awaited'],
    ['affirmed', 'Given'],
    ['rejected', 'Refused'],
    ['failed', 'Refused'],
    ['canceled', 'Withdrawn'],
    ['overdue', 'Lapsed'],
    ['acknowledged', 'Unrecognised'],
  ])('an affirmation that is %s is a consent that is %s', (status, consent) => {
    expect(settlement({ affirmations: both({ status }) }).consents[1]?.status).toBe(consent);
  });

  test.each([
    ['requested', 'Requested'],
    ['active', 'Active'],
    ['settled', 'Settled'],
    ['released', 'Released'],
    ['failed', 'Failed'],
    ['frozen', 'Unrecognised'],
  ])('a lock that is %s is a hold that is %s', (status, hold) => {
    expect(settlement({ affirmations: both({ lock: wireLock({ status }) }) }).holds[0]?.status).toBe(hold);
  });

  test('a settled settlement has settled legs with nothing left', () => {
    const done = settlement({
      status: 'settled',
      affirmations: both({ status: 'affirmed', lock: wireLock({ status: 'settled' }) }, { lock: null }),
      finalizedAt: '2026-11-01T11:00:00.000Z',
      settledAt: '2026-11-01T11:00:00.000Z',
    });
    expect(done.oddities).toEqual([]);
    expect(done.legs.map(({ status, residual }) => [status, residual])).toEqual([
      ['Settled', O.some('0')],
      ['Settled', O.some('0')],
    ]);
  });
});

test('a reply that cannot be relied on is refused as a whole', () => {
  for (const changes of [
    { id: 'a/b' },
    { status: 7 },
    { affirmations: {} },
    { affirmations: [wireOurs({ payload: { version: '1.2.0' } })] },
    { affirmations: [wireOurs({ lock: wireLock({ amount: 60050 }) })] },
    { affirmations: [wireOurs({ lock: wireLock({ amount: '1e3' }) })] },
    { affirmations: Array.from({ length: 65 }, () => wireOurs()) },
    { trades: [wireTrade({ baseAmount: 1_000_000 })] },
    { trades: [wireTrade({ quoteAmount: '-1' })] },
    { trades: [wireTrade({ quoteReceiveAmount: '1.5' })] },
  ])
    expect(tradeV1.settlement(wireSettlement(changes))).toMatchObject({ _tag: 'Left' });
  expect(
    shown({ trades: [wireTrade({ baseReceiveAmount: '', baseReceiveCurrency: null })] }).trades,
  ).toMatchObject({
    value: [{ base: { receives: O.none } }],
  });
  expect(tradeV1.settlement(wireSettlement({ status: 7 }))).toEqual({
    _tag: 'Left',
    left: { path: 'status', codec: 'string' },
  });
});
