import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import {
  payloadText,
  settlement,
  them,
  us,
  wireLock,
  wireOurs,
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

  test('of two affirmations none is taken for ours', () => {
    const told = settlement({ affirmations: [...both({}), wireOurs({ id: 'other' })] });
    expect(told.oddities.map(({ what }) => what)).toContain('the settlement has no affirmation of ours');
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
