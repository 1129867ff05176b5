import { describe, expect, test } from '@jest/globals';
import { Break, Positions, Quantity, type Trade } from '@legwork/core';
import { SCENARIOS } from '@legwork/sandbox';
import { defined, left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { tradesBehind } from '../src/index.js';
import { configWith } from './fixture/config.js';
import { settlement } from './fixture/noun.js';
import { tradeId } from './fixture/wire-batch.js';
import { confirmedBatch, inWorld } from './fixture/world.js';

type Fields = Readonly<Record<string, unknown>>;

/** A record of the `Trade` stream: we buy 0.5 BTC for 30,000 USD and are charged 15 USD; with some fields changed. */
const record = (changes: Fields = {}): Fields => ({
  Timestamp: '2026-11-20T10:00:00.000000Z',
  TransactTime: '2026-11-20T10:00:00.000000Z',
  OrderID: '5d0f3a1e-0000-4000-8000-000000000001',
  TradeID: tradeId(1),
  Symbol: 'BTC-USD',
  Side: 'Buy',
  Currency: 'BTC',
  Quantity: '0.50000000',
  AmountCurrency: 'USD',
  Amount: '30000.00000000',
  FeeCurrency: 'USD',
  Fee: '15.00',
  TradeStatus: 'Confirmed',
  ...changes,
});

const sale = record({ TradeID: tradeId(2), Side: 'Sell', Quantity: '2', Amount: '121000', Fee: '60' });
const read = tradesBehind(configWith());
const readOne = (changes: Fields): Trade.Trade =>
  defined(right(read(settlement(), [record(changes), sale]))[0]);
const refusals = (...records: ReadonlyArray<unknown>): ReadonlyArray<ReadonlyArray<string>> =>
  left(read(settlement(), records)).refusals.map((one) => [one.trade, one._tag, one.at]);

describe('the trades behind a batch', () => {
  test('are trades of ours with Kraken, in the scope of the batch', () => {
    const [bought, sold] = right(read(settlement(), [record(), sale]));
    expect(bought).toEqual({
      id: tradeId(1),
      venue: 'kraken-prime',
      account: 'desk-1',
      scope: O.some('currency'),
      counterparty: { role: 'Venue', account: 'kraken' },
      gives: { asset: 'USD', quantity: '30000', fees: [{ _tag: 'Added', quantity: '15' }] },
      receives: { asset: 'BTC', quantity: '0.5', fees: [] },
      knownAs: O.none,
    });
    expect(sold).toMatchObject({
      gives: { asset: 'BTC', quantity: '2', fees: [] },
      receives: { asset: 'USD', quantity: '121000', fees: [{ _tag: 'Deducted', quantity: '60' }] },
    });
  });

  test('net to what the batch has to show: a fee costs us on either side', () => {
    const { legs } = right(Positions.of(right(read(settlement(), [record(), sale]))));
    expect(legs.map((leg) => [leg.asset, leg.direction, leg.quantity, leg.withoutFees.quantity])).toEqual([
      ['BTC', 'WePay', '1.5', '1.5'],
      ['USD', 'WeReceive', '90925', '91000'],
    ]);
  });

  test.each([
    [{ Side: 'Buy' }, '30000', '0.5 less 0.001'],
    [{ Side: 'Sell' }, '0.5 and 0.001', '30000'],
  ])('take a fee of the other currency from that one: %j', (side, gives, receives) => {
    const trade = readOne({ ...side, FeeCurrency: 'BTC', Fee: '0.001' });
    const text = ({ quantity, fees }: Trade.Side): string =>
      [quantity, ...fees.map((fee) => `${fee._tag === 'Added' ? 'and' : 'less'} ${fee.quantity}`)].join(' ');
    expect([text(trade.gives), text(trade.receives)]).toEqual([gives, receives]);
  });

  test.each([
    { Fee: '0' },
    { Fee: '0.00000000' },
    { Fee: null, FeeCurrency: null },
    { Fee: '0', FeeCurrency: 'XYZ' },
  ])('have no fee where nothing is charged: %j', (fee) => {
    const { gives, receives } = readOne(fee);
    expect([gives.fees, receives.fees]).toEqual([[], []]);
  });

  test('leave out what is of another batch, whatever it says', () => {
    const other = record({ TradeID: tradeId(9), TradeStatus: 'Pending' });
    expect(right(read(settlement(), [other, record(), sale])).map(({ id }) => id)).toEqual([
      tradeId(1),
      tradeId(2),
    ]);
  });

  const first = tradeId(1);
  test.each<[string, Fields, string, string]>([
    ['is pending', { TradeStatus: 'Pending' }, 'NotATrade', 'TradeStatus'],
    ['was cancelled', { TradeStatus: 'Canceled' }, 'NotATrade', 'TradeStatus'],
    ['has an unknown status', { TradeStatus: 'confirmed' }, 'NotATrade', 'TradeStatus'],
    ['has no status', { TradeStatus: null }, 'NotATrade', 'TradeStatus'],
    ['has an unknown side', { Side: 'buy' }, 'NotATrade', 'Side'],
    ['counts in the second currency', { Symbol: 'USD-BTC' }, 'NotATrade', 'Symbol'],
    ['is of another kind of security', { Symbol: 'BTC-USD-PERP' }, 'NotATrade', 'Symbol'],
    ['names no symbol', { Symbol: null }, 'NotATrade', 'Symbol'],
    ['names one currency', { AmountCurrency: null }, 'NotATrade', 'Currency'],
    ['is of an unknown asset', { Currency: 'XBT', Symbol: 'XBT-USD' }, 'AssetUnknown', 'receives.asset'],
    ['is of one asset', { Currency: 'USD', Symbol: 'USD-USD' }, 'SameAsset', 'receives.asset'],
    ['has a number for a quantity', { Quantity: 0.5 }, 'NotATrade', 'receives.quantity'],
    ['has more digits than the asset', { Quantity: '0.123456789' }, 'TooManyDigits', 'receives.quantity'],
    ['is of nothing', { Amount: '0.00' }, 'NotPositive', 'gives.quantity'],
    ['is of less than nothing', { Amount: '-1' }, 'NotPositive', 'gives.quantity'],
    ['has a number for a fee', { Fee: 15 }, 'NotATrade', 'Fee'],
    ['pays us a fee', { Fee: '-15' }, 'NotPositive', 'gives.fees[0].quantity'],
    ['has a fee in a third currency', { FeeCurrency: 'ETH' }, 'NotATrade', 'FeeCurrency'],
    ['has a fee in no currency', { FeeCurrency: null }, 'NotATrade', 'FeeCurrency'],
    ['has a fee that leaves nothing', { Side: 'Sell', Fee: '30000' }, 'FeeExceedsSide', 'receives.fees'],
  ])('are refused together when one %s', (_, changes, tag, at) => {
    expect(refusals(record(changes), sale)).toEqual([[first, tag, at]]);
  });

  test('are refused when one has no record, two records, or a record without a name', () => {
    expect(refusals(record())).toEqual([[tradeId(2), 'NotATrade', '']]);
    expect(refusals(record(), sale, sale)).toEqual([[tradeId(2), 'TradeTwice', 'id']]);
    expect(refusals(record(), sale, { ...sale, Amount: '100' })).toEqual([
      [tradeId(2), 'TradesContradict', 'id'],
    ]);
    expect(refusals(record(), sale, { ...sale, TradeID: 7 }, 'a trade', null)).toEqual([
      ['record 3', 'NotATrade', 'TradeID'],
      ['record 4', 'NotATrade', 'TradeID'],
      ['record 5', 'NotATrade', 'TradeID'],
    ]);
  });

  test('cannot be told of a reading that does not show them', () => {
    const bare = settlement({ trade_ids: null });
    expect(left(read(bare, [record(), sale])).refusals).toMatchObject([{ trade: bare.id, at: 'trades' }]);
  });

  test('of the sandbox, netted, agree with every leg of the batch that it made of them', () =>
    inWorld(async (world) => {
      const batch = defined((await confirmedBatch(world)).settlements[0]);
      const records = SCENARIOS.default.trades.map((trade) =>
        record({
          TradeID: trade.id,
          Symbol: `${trade.base.asset}-${trade.quote.asset}`,
          Side: trade.side === 'buy' ? 'Buy' : 'Sell',
          Currency: trade.base.asset,
          Quantity: trade.base.amount,
          AmountCurrency: trade.quote.asset,
          Amount: trade.quote.amount,
          Fee: trade.fee?.amount ?? '0',
          FeeCurrency: trade.fee?.asset ?? null,
        }),
      );
      const trades = right(read(batch, records));
      expect(trades.length).toBeGreaterThan(3);
      const place = { venue: batch.venue, account: batch.account, scope: O.some(batch.scope) };
      const expected = (some: ReadonlyArray<Trade.Trade>) =>
        Positions.expectation(right(Positions.of(some)), place);
      expect(Break.compare(batch, expected(trades))).toEqual([]);
      const [one] = trades;
      const bent = trades.map((trade) =>
        trade === one
          ? {
              ...trade,
              gives: {
                ...trade.gives,
                quantity: Quantity.add(trade.gives.quantity, right(Quantity.parse('0.0001'))),
              },
            }
          : trade,
      );
      expect(Break.compare(batch, expected(bent)).map(({ _tag }) => _tag)).toEqual(['QuantityDisagrees']);
    }));
});
