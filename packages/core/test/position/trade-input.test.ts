import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { agree } from '../../src/amount/unit-registry.js';
import * as Positions from '../../src/position/positions.js';
import { parse, parseAll, parseTranslated } from '../../src/position/trade-input.js';
import type { TradeRefused } from '../../src/position/trade.js';
import { right } from '../fixture/must.js';
import { account, amount, asset, party, tradeId, venue } from '../fixture/noun.js';
import { side, trade } from './a-trade.js';

const list = [
  { asset: asset('BTC'), venueName: 'XBT', decimals: 8 },
  { asset: asset('USD'), venueName: 'ZUSD', decimals: 2 },
];
const units = new Map([[venue, right(agree(list, list))]]);

const gives = { asset: 'BTC', quantity: '1.5' };
const receives = { asset: 'USD', quantity: '60000.00' };
const record = {
  id: 'T1',
  venue: 'paper',
  account: 'acme',
  counterparty: { role: 'Venue', account: 'venue-account' },
  gives,
  receives,
};
const own = {
  _tag: 'OwnLeg',
  asset: 'USD',
  quantity: '3',
  direction: 'WePay',
  with: { role: 'Agent', account: 'agent-account' },
};
const withFee = (fee: unknown): unknown => ({ ...record, gives: { ...gives, fees: [fee] } });

describe('trades of untrusted input', () => {
  test('a plain one, and one with everything', () => {
    expect(parse(units)(record)).toStrictEqual(E.right(trade('T1')));
    const full = {
      ...record,
      scope: 'spot',
      knownAs: 'V1',
      gives: { ...gives, fees: [{ _tag: 'Added', quantity: '0.001' }] },
      receives: { ...receives, fees: [{ _tag: 'Deducted', quantity: '2.5' }, own] },
    };
    expect(parse(units)(full)).toStrictEqual(
      E.right(
        trade('T1', {
          scope: O.some('spot'),
          knownAs: O.some(tradeId('V1')),
          gives: side('BTC', '1.5', [{ _tag: 'Added', quantity: amount('0.001') }]),
          receives: side('USD', '60000', [
            { _tag: 'Deducted', quantity: amount('2.5') },
            {
              _tag: 'OwnLeg',
              asset: asset('USD'),
              quantity: amount('3'),
              direction: 'WePay',
              with: party('Agent'),
            },
          ]),
        }),
      ),
    );
  });

  test.each<[string, unknown, TradeRefused['_tag'], string, string?]>([
    ['nothing', null, 'NotATrade', '', 'record 1'],
    ['a list', [record], 'NotATrade', '', 'record 1'],
    ['no id', { ...record, id: undefined }, 'NotATrade', 'id', 'record 1'],
    ['an id with a space', { ...record, id: 'T 1' }, 'NotATrade', 'id', 'record 1'],
    ['a field that is not known', { ...record, fees: [] }, 'NotATrade', ''],
    ['a misspelt field of a side', { ...record, gives: { ...gives, fee: [] } }, 'NotATrade', 'gives'],
    ['a venue without units', { ...record, venue: 'other' }, 'VenueUnknown', 'venue'],
    ['no account', { ...record, account: 7 }, 'NotATrade', 'account'],
    ['a scope that is not text', { ...record, scope: 7 }, 'NotATrade', 'scope'],
    ['a scope without an end', { ...record, scope: 'x'.repeat(129) }, 'NotATrade', 'scope'],
    ['another id that is none', { ...record, knownAs: '' }, 'NotATrade', 'knownAs'],
    [
      'a role that is none',
      { ...record, counterparty: { role: 'Bank', account: 'b' } },
      'NotATrade',
      'counterparty.role',
    ],
    [
      'a party without account',
      { ...record, counterparty: { role: 'Venue' } },
      'NotATrade',
      'counterparty.account',
    ],
    ['no side', { ...record, receives: undefined }, 'NotATrade', 'receives'],
    ['an unknown asset', { ...record, gives: { ...gives, asset: 'DOGE' } }, 'AssetUnknown', 'gives.asset'],
    [
      "the venue's name for an asset",
      { ...record, gives: { ...gives, asset: 'XBT' } },
      'AssetUnknown',
      'gives.asset',
    ],
    [
      'an asset called like a method',
      { ...record, gives: { ...gives, asset: 'constructor' } },
      'AssetUnknown',
      'gives.asset',
    ],
    ['a JS number', { ...record, gives: { ...gives, quantity: 1.5 } }, 'NotATrade', 'gives.quantity'],
    ['an exponent', { ...record, gives: { ...gives, quantity: '1e3' } }, 'NotATrade', 'gives.quantity'],
    ['nothing of it', { ...record, gives: { ...gives, quantity: '0.000' } }, 'NotPositive', 'gives.quantity'],
    [
      'less than nothing',
      { ...record, receives: { ...receives, quantity: '-1' } },
      'NotPositive',
      'receives.quantity',
    ],
    [
      'cents of a cent',
      { ...record, receives: { ...receives, quantity: '1.001' } },
      'TooManyDigits',
      'receives.quantity',
    ],
    [
      'ourselves by role',
      { ...record, counterparty: { role: 'Us', account: 'x' } },
      'SelfTrade',
      'counterparty',
    ],
    [
      'ourselves by account',
      { ...record, counterparty: { role: 'Venue', account: 'acme' } },
      'SelfTrade',
      'counterparty',
    ],
    ['one asset', { ...record, receives: gives }, 'SameAsset', 'receives.asset'],
    ['fees that are no list', { ...record, gives: { ...gives, fees: {} } }, 'NotATrade', 'gives.fees'],
    ['a fee of no kind', withFee({ quantity: '1' }), 'NotATrade', 'gives.fees[0]._tag'],
    [
      'a fee of another unit',
      withFee({ _tag: 'Added', quantity: '0.000000001' }),
      'TooManyDigits',
      'gives.fees[0].quantity',
    ],
    [
      'a fee in an asset of its own, in the leg',
      withFee({ _tag: 'Added', quantity: '1', asset: 'USD' }),
      'NotATrade',
      'gives.fees[0]',
    ],
    [
      'a fee of nothing',
      withFee({ _tag: 'Deducted', quantity: '0' }),
      'NotPositive',
      'gives.fees[0].quantity',
    ],
    [
      'a fee that leaves nothing',
      withFee({ _tag: 'Deducted', quantity: '1.5' }),
      'FeeExceedsSide',
      'gives.fees',
    ],
    [
      'a fee to ourselves',
      withFee({ ...own, with: { role: 'Agent', account: 'acme' } }),
      'SelfTrade',
      'gives.fees[0].with',
    ],
    ['a fee in an unknown asset', withFee({ ...own, asset: 'DOGE' }), 'AssetUnknown', 'gives.fees[0].asset'],
    ['a fee of no direction', withFee({ ...own, direction: 'Out' }), 'NotATrade', 'gives.fees[0].direction'],
    ['a fee with a field too many', withFee({ ...own, memo: 'x' }), 'NotATrade', 'gives.fees[0]'],
  ])('%s', (_, input, tag, at, name = 'T1') => {
    expect(parse(units)(input)).toMatchObject(E.left({ _tag: tag, at, trade: name }));
  });

  test('no error repeats a value', () => {
    const secret = parse(units)({ ...record, gives: { ...gives, quantity: '99887766x' } });
    expect(JSON.stringify(secret)).not.toContain('99887766');
  });

  test('every wrong record is named, and every id that is there twice', () => {
    const inputs = [
      record,
      { ...record, gives: { ...gives, asset: 'DOGE' }, id: 'T2' },
      17,
      { ...record },
      { ...record, receives: { ...receives, quantity: '60001' } },
      { ...record, id: 'T3' },
    ];
    const read = parseAll(units)(inputs);
    expect(E.isLeft(read) && read.left.refusals.map((one) => [one._tag, one.trade])).toStrictEqual([
      ['AssetUnknown', 'T2'],
      ['NotATrade', 'record 3'],
      ['TradeTwice', 'T1'],
      ['TradesContradict', 'T1'],
    ]);
    expect(parseAll(units)([record, { ...record, id: 'T3' }])).toMatchObject({ _tag: 'Right' });
  });

  test('a million wrong records are named up to a hundred', () => {
    const read = parseAll(units)(Array.from({ length: 1000 }, () => 17));
    expect(E.isLeft(read) && read.left.refusals.length).toBe(100);
    const twice = parseAll(units)(Array.from({ length: 1000 }, () => record));
    expect(E.isLeft(twice) && twice.left.refusals.length).toBe(100);
  });
});

describe('netting refuses what the input would refuse, whoever made the trade', () => {
  test.each<[string, Parameters<typeof Positions.of>[0], TradeRefused['_tag']]>([
    ['the same trade again', [trade('T1'), trade('T1')], 'TradeTwice'],
    [
      'another trade of the same id',
      [trade('T1'), trade('T1', { gives: side('BTC', '1.6') })],
      'TradesContradict',
    ],
    ['another scope of the same id', [trade('T1'), trade('T1', { scope: O.some('x') })], 'TradesContradict'],
    [
      'another fee of the same id',
      [trade('T1'), trade('T1', { gives: side('BTC', '1.5', [{ _tag: 'Added', quantity: amount('1') }]) })],
      'TradesContradict',
    ],
    ['ourselves', [trade('T1', { counterparty: { role: 'Venue', account } })], 'SelfTrade'],
    ['nothing', [trade('T1', { receives: side('USD', '0') })], 'NotPositive'],
    ['one asset', [trade('T1', { receives: side('BTC', '1') })], 'SameAsset'],
  ])('%s', (_, trades, tag) => {
    expect(Positions.of(trades)).toMatchObject(
      E.left({ _tag: 'TradesRefused', refusals: [{ _tag: tag, trade: 'T1' }] }),
    );
  });
});

describe('records that were translated', () => {
  const fault = { _tag: 'NotATrade', at: 'Side', what: 'Buy or Sell is expected' } as const;
  const good = { trade: 'V1', inputs: E.right([record, { ...record, id: 'T2' }]) };

  test('one can be several trades of ours, or none', () => {
    expect(parseTranslated(units)([good, { trade: 'V2', inputs: E.right([]) }])).toStrictEqual(
      E.right([trade('T1'), trade('T2')]),
    );
  });

  test('each that is wrong is named: in its own words, or in ours', () => {
    const wrong = {
      trade: 'V3',
      inputs: E.right([{ ...record, id: 'T3', gives: { ...gives, quantity: '0' } }]),
    };
    const read = parseTranslated(units)([{ trade: 'V2', inputs: E.left(fault) }, good, wrong, good]);
    const named = E.isLeft(read) ? read.left.refusals.map((one) => [one.trade, one._tag, one.at]) : [];
    expect(named).toStrictEqual([
      ['V2', 'NotATrade', 'Side'],
      ['T3', 'NotPositive', 'gives.quantity'],
      ['T1', 'TradeTwice', 'id'],
      ['T2', 'TradeTwice', 'id'],
    ]);
  });

  test('one wrong record refuses all, and no more than a hundred are named', () => {
    const bad = { trade: 'V2', inputs: E.left(fault) };
    expect(parseTranslated(units)([good, bad])._tag).toBe('Left');
    const read = parseTranslated(units)(Array.from({ length: 1000 }, () => bad));
    expect(E.isLeft(read) && read.left.refusals.length).toBe(100);
  });
});
