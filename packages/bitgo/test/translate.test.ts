import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { toSettlement, tradeV1 } from '../src/index.js';
import { right } from './fixture/must.js';
import {
  payloadText,
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

/** The amounts of the sample payload with ours changed, so that it stays balanced or does not. */
const amounts = (ours: object, theirs: object = {}) => {
  const [other, own] = JSON.parse(payloadText()).amounts;
  return payloadText({
    amounts: [
      { ...other, ...theirs },
      { ...own, ...ours },
    ],
  });
};

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

describe('what is unknown or contradicts itself', () => {
  const settled = { status: 'settled', affirmations: both({ status: 'affirmed' }) };

  test.each<readonly [string, Readonly<Record<string, unknown>>, string]>([
    ['an unknown status', { status: 'expired' }, 'the status of the settlement is a word'],
    ['an unknown type', { type: 'disbursement' }, 'the type of the settlement is a word'],
    ['no type', { type: null }, 'the type of the settlement is a word'],
    [
      'an unknown affirmation',
      { affirmations: both({ status: 'acknowledged' }) },
      'the status of an affirmation is',
    ],
    [
      'an unknown lock',
      { affirmations: both({ lock: wireLock({ status: 'frozen' }) }) },
      'the status of a lock is',
    ],
    ['an unknown trade', { trades: [wireTrade({ status: 'busted' })] }, 'the status of a trade is'],
    ['no requester', { requesterAccountId: '' }, 'no affirmation of its requester'],
    ['an unrelated requester', { requesterAccountId: 'ffff' }, 'no affirmation of its requester'],
    ['no affirmation of ours', { affirmations: [wireTheirs()] }, 'no affirmation of ours'],
    ['an affirmation of nobody', { affirmations: both({}, { partyAccountId: null }) }, 'does not say whose'],
    [
      'two of ours',
      { affirmations: [...both({}), wireOurs({ id: 'other' })] },
      'an account has two affirmations',
    ],
    ['another settlement’s', { affirmations: both({ settlement: 'another' }) }, 'names another settlement'],
    [
      'another’s lock',
      { affirmations: both({ lock: wireLock({ accountId: them }) }) },
      'names another account',
    ],
    ['settled, not affirmed', { ...settled, affirmations: both({}) }, 'not everybody has affirmed'],
    [
      'settled, and released',
      { ...settled, affirmations: both({ status: 'affirmed', lock: wireLock({ status: 'released' }) }) },
      'a lock of it came to nothing',
    ],
    [
      'rejected, and a lock settled',
      { status: 'rejected', affirmations: both({ lock: wireLock({ status: 'settled' }) }) },
      'ended without settling, and a lock',
    ],
    ['pending, and overdue', { affirmations: both({ status: 'overdue' }) }, 'an affirmation of it is over'],
    [
      'pending, and released',
      { affirmations: both({ lock: wireLock({ status: 'released' }) }) },
      'a lock of it is over',
    ],
    ['pending, and finalized', { finalizedAt: '2026-11-01T10:00:00Z' }, 'pending, and has an end'],
    [
      'two ends',
      { ...settled, finalizedAt: '2026-11-01T10:00:00Z', settledAt: '2026-11-01T10:00:01Z' },
      'two different times',
    ],
    ['no trades at all', { trades: [] }, 'consists of no trades'],
    ['one trade twice', { trades: [wireTrade(), wireTrade()] }, 'a trade stands in the settlement twice'],
    ['a trade of another amount', { trades: [wireTrade({ baseAmount: '1000001' })] }, 'the trades disagree'],
    [
      'a trade of another currency',
      { trades: [wireTrade({ baseCurrency: 'ofcteth' })] },
      'the trades disagree',
    ],
    [
      'a trade the other way round',
      { trades: [wireTrade({ baseAccountId: us, quoteAccountId: them })] },
      'the trades disagree',
    ],
    ['a trade with a stranger', { trades: [wireTrade({ baseAccountId: 'ffff' })] }, 'the trades disagree'],
    [
      'a payload of no grammar',
      { affirmations: both({ payload: payloadText({ extra: '1' }) }) },
      'is not understood',
    ],
    [
      'a payload for another signer',
      { affirmations: both({ payload: payloadText({ accountId: them }) }) },
      'another signer',
    ],
    [
      'a payload that does not balance',
      { affirmations: both({ payload: amounts({ receiveAmount: '999999' }) }) },
      'sends other amounts than are received',
    ],
    [
      'a payload that sends more than the trades',
      {
        affirmations: both({
          payload: amounts({ sendSubtotal: '60051', sendAmount: '60051' }, { receiveAmount: '60051' }),
        }),
      },
      'the trades disagree',
    ],
    [
      'a lock of another amount',
      { affirmations: both({ lock: wireLock({ amount: '60051' }) }) },
      'holds another amount',
    ],
    [
      'a lock of less than they send',
      {
        affirmations: both(
          {},
          { lock: wireLock({ accountId: them, amount: '999999', currency: 'ofctbtc' }) },
        ),
      },
      'holds another amount',
    ],
    [
      'a lock of another currency',
      { affirmations: both({ lock: wireLock({ currency: 'ofctbtc' }) }) },
      'in another currency',
    ],
    [
      'a lock of an unknown currency',
      { affirmations: both({ lock: wireLock({ currency: 'XXX' }) }) },
      'not in the registry',
    ],
    [
      'neither payload nor trades',
      { trades: null, affirmations: both({ payload: null }) },
      'does not show what we would pay',
    ],
  ])('%s is an oddity', (_, changes, sentence) => {
    const told = settlement(changes);
    expect(told.oddities.map(({ what }) => what).join('; ')).toContain(sentence);
    expect(told.legs.flatMap(({ actionableBy }) => actionableBy)).toEqual([]);
  });

  test('a currency outside the registry is shown in its smallest unit, and is nothing to act on', () => {
    const odd = settlement({
      trades: [wireTrade({ baseCurrency: 'ofctdoge' })],
      affirmations: both({ payload: null }),
    });
    expect(odd.legs[0]).toMatchObject({ asset: O.none, venueAsset: 'ofctdoge', quantity: '1000000' });
    expect(odd.oddities.map(({ what }) => what)).toContain(
      'a currency is not in the registry, so its amount is shown in its smallest unit',
    );
  });

  test('gross trades and a net payload agree', () => {
    const trades = [
      wireTrade({ baseAmount: '1500000', quoteAmount: '90075' }),
      wireTrade({
        baseAccountId: us,
        quoteAccountId: them,
        baseAmount: '500000',
        quoteAmount: '30025',
        externalId: 'trade-2',
      }),
    ];
    expect(settlement({ trades })).toMatchObject({ oddities: [], trades: O.some(['trade-1', 'trade-2']) });
  });

  test('trades without a name of ours are not told', () => {
    expect(settlement({ trades: [wireTrade({ externalId: null })] })).toMatchObject({
      trades: O.none,
      oddities: [],
    });
    expect(settlement({ trades: [wireTrade({ externalId: 'with a space' })] }).trades).toEqual(O.none);
  });

  test('the lock of theirs may hold fees that we are not told of', () => {
    const lock = wireLock({ accountId: them, amount: '1005000', currency: 'ofctbtc' });
    expect(settlement({ affirmations: both({}, { lock }) }).oddities).toEqual([]);
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
