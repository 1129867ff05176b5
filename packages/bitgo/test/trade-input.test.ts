import { describe, expect, test } from '@jest/globals';
import { Break, Positions, type Settlement, type Trade } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { toSettlement, tradesBehind } from '../src/index.js';
import { settlement, shown, terms, them, us, wireTrade } from './fixture/wire-settlement.js';

type Fields = Readonly<Record<string, unknown>>;

const client = '5e20faa843795147000da79b8a01f758';
const read = tradesBehind(terms);
const behind = (trade: Fields, changes: Fields = {}) =>
  read(settlement({ trades: [wireTrade(trade)], ...changes }));
const refusals = (trade: Fields, changes: Fields = {}): ReadonlyArray<ReadonlyArray<string>> =>
  left(behind(trade, changes)).refusals.map((one) => [one.trade, one._tag, one.at]);
const brief = ({ id, counterparty, gives, receives }: Trade.Trade): ReadonlyArray<string> => [
  id,
  `${counterparty.role} ${counterparty.account}`,
  `${gives.quantity} ${gives.asset}`,
  `${receives.quantity} ${receives.asset}`,
];

/** The same trade with an agent between its sides, who keeps half a dollar. */
const passed = { baseReceiveCurrency: 'ofctusd', baseReceiveAmount: '60000' };
const agency = (agent: string): Fields => ({ type: 'agency', requesterAccountId: agent });

describe('the trades behind a settlement', () => {
  test('are trades of ours with the other side, in the scope of the settlement', () => {
    expect(right(behind({}))).toEqual([
      {
        id: 'trade-1',
        venue: 'bitgo',
        account: us,
        scope: O.some('direct'),
        counterparty: { role: 'Counterparty', account: them },
        gives: { asset: 'USD', quantity: '600.5', fees: [] },
        receives: { asset: 'BTC', quantity: '0.01', fees: [] },
        knownAs: O.some('trade-1'),
      },
    ]);
  });

  test('are the same when we are the base, or when what is received is said too', () => {
    const turned = {
      baseAccountId: us,
      quoteAccountId: them,
      baseCurrency: 'ofctusd',
      baseAmount: '60050',
      quoteCurrency: 'ofctbtc',
      quoteAmount: '1000000',
    };
    const said = { quoteReceiveCurrency: 'ofctbtc', quoteReceiveAmount: '1000000' };
    expect(right(behind(turned))).toEqual(right(behind({})));
    expect(right(behind(said))).toEqual(right(behind({})));
  });

  test.each(['pending', 'affirmed', 'settled', 'executed'])('count when they are %s', (status) => {
    expect(right(behind({ status }))).toHaveLength(1);
  });

  test('are with the agent where one stands between, and what we receive is what it passes on', () => {
    const base = { baseAccountId: us, quoteAccountId: them };
    expect(right(behind({ ...base, ...passed }, agency(client))).map(brief)).toEqual([
      ['trade-1', `Agent ${client}`, '0.01 BTC', '600 USD'],
    ]);
    expect(right(behind({}, agency(client))).map(brief)).toEqual([
      ['trade-1', `Agent ${client}`, '600.5 USD', '0.01 BTC'],
    ]);
  });

  test('are two where we are the agent: one with each client, under the name that they share', () => {
    const trades = right(behind({ baseAccountId: client, quoteAccountId: them, ...passed }, agency(us)));
    expect(trades.map(brief)).toEqual([
      ['trade-1/base', `Counterparty ${client}`, '600 USD', '0.01 BTC'],
      ['trade-1/quote', `Counterparty ${them}`, '0.01 BTC', '600.5 USD'],
    ]);
    expect(trades.map(({ knownAs }) => knownAs)).toEqual([O.some('trade-1'), O.some('trade-1')]);
  });

  test.each<[string, Fields, string, string, string]>([
    ['was rejected', { status: 'rejected' }, 'trade-1', 'NotATrade', 'status'],
    ['is overdue', { status: 'overdue' }, 'trade-1', 'NotATrade', 'status'],
    ['came to nothing', { status: 'failed' }, 'trade-1', 'NotATrade', 'status'],
    ['was cancelled', { status: 'canceled' }, 'trade-1', 'NotATrade', 'status'],
    ['has an unknown status', { status: 'booked' }, 'trade-1', 'NotATrade', 'status'],
    ['has no name of ours', { externalId: '' }, 'record 1', 'NotATrade', 'externalId'],
    ['has a name that is none', { externalId: 'trade 1' }, 'record 1', 'NotATrade', 'id'],
    ['is of other accounts', { quoteAccountId: client }, 'trade-1', 'NotATrade', ''],
    ['is ours on both sides', { baseAccountId: us }, 'trade-1', 'NotATrade', ''],
    ['is of an unknown currency', { baseCurrency: 'ofctdoge' }, 'trade-1', 'AssetUnknown', 'receives.asset'],
    ['is of one currency', { baseCurrency: 'ofctusd' }, 'trade-1', 'SameAsset', 'receives.asset'],
    ['is of nothing', { baseAmount: '0' }, 'trade-1', 'NotPositive', 'receives.quantity'],
    [
      'lets us receive less than is sent, with nobody between',
      { quoteReceiveCurrency: 'ofctbtc', quoteReceiveAmount: '999999' },
      'trade-1',
      'NotATrade',
      'receives',
    ],
    [
      'lets us receive something else, with nobody between',
      { quoteReceiveCurrency: 'ofcteth', quoteReceiveAmount: '1000000' },
      'trade-1',
      'NotATrade',
      'receives',
    ],
  ])('are refused together when one %s', (_, changes, trade, tag, at) => {
    expect(refusals(changes)).toEqual([[trade, tag, at]]);
    const beside = read(settlement({ trades: [wireTrade({ externalId: 'trade-2' }), wireTrade(changes)] }));
    expect(beside._tag).toBe('Left');
  });

  test('are refused of a settlement of an unknown type, without an agent, or that shows none', () => {
    expect(refusals({}, { type: 'pool' })).toEqual([['trade-1', 'NotATrade', 'type']]);
    expect(refusals({}, { type: 'agency', requesterAccountId: '' })).toEqual([
      ['trade-1', 'NotATrade', 'requester'],
    ]);
    const { trades: _, ...bare } = settlement({ trades: null });
    expect(left(read({ ...bare, trades: O.none })).refusals).toMatchObject([{ at: 'trades' }]);
    expect(left(read({ ...settlement(), raw: { id: 7 } })).refusals).toMatchObject([{ at: '' }]);
  });

  test('are refused when one name stands for two', () => {
    const both = read(settlement({ trades: [wireTrade(), wireTrade({ baseAmount: '1' })] }));
    expect(left(both).refusals).toMatchObject([{ trade: 'trade-1', _tag: 'TradesContradict' }]);
  });

  test('netted, agree with the legs of the payload, and disagree with those of another', () => {
    const one = settlement();
    const compare = (seen: Settlement.Settlement) =>
      Break.compare(seen, Positions.expectation(right(Positions.of(right(read(one)))), placeOf(one)));
    expect(compare(one)).toEqual([]);
    const other = toSettlement(terms)({
      ...shown(),
      affirmations: [],
      trades: shown({ trades: [wireTrade({ quoteAmount: '60051' })] }).trades,
    });
    expect(compare(other).map(({ _tag }) => _tag)).toContain('QuantityDisagrees');
  });
});

const placeOf = ({ venue, account, scope }: Settlement.Settlement) => ({
  venue,
  account,
  scope: O.some(scope),
});
