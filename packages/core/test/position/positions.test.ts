import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import * as Id from '../../src/noun/id.js';
import { type Break, compare } from '../../src/plan/break.js';
import * as Positions from '../../src/position/positions.js';
import type { Trade } from '../../src/position/trade.js';
import { right } from '../fixture/must.js';
import {
  account,
  amount,
  asset,
  cashLeg,
  leg,
  legId,
  party,
  settlement,
  tradeId,
  venue,
} from '../fixture/noun.js';
import { side, trade, trades } from './a-trade.js';
import { digits, plainNetting } from './plain-netting.js';

const here = { venue, account, scope: O.none };

const signed = ({ direction, quantity }: Positions.Position): bigint => {
  const integer = O.getOrElse(() => 0n)(Quantity.toInteger(quantity, digits));
  return direction === 'WePay' ? -integer : integer;
};

const plainKey = (one: Positions.Position): string =>
  `${one.venue} ${one.account} ${O.isSome(one.scope) ? `=${one.scope.value}` : ''} ${one.counterparty.role} ${one.counterparty.account} ${one.asset} ${one.purpose}`;

type Net = readonly [string, bigint | undefined, boolean, ReadonlyArray<string>];
const byKey = (nets: ReadonlyArray<Net>): ReadonlyArray<Net> => nets.toSorted(([a], [b]) => (a < b ? -1 : 1));

const nets = (book: ReadonlyArray<Trade>, of: typeof Positions.of = Positions.of): ReadonlyArray<Net> => {
  const positions = right(of(book));
  return byKey(
    positions.legs.map((one, at) => [
      plainKey(one),
      signed(one),
      one.direction === 'Flat',
      Positions.tradesOf(positions, at),
    ]),
  );
};
const plainNets = (book: ReadonlyArray<Trade>): ReadonlyArray<Net> =>
  byKey(
    [...plainNetting(book)].map(([key, { amount: net, trades: ids }]) => [
      key,
      net,
      net === 0n,
      ids.toSorted(),
    ]),
  );

describe('netting of trades (M8)', () => {
  test('agrees with plain big integers, position by position and trade by trade', () => {
    fc.assert(
      fc.property(trades(30), (book) => expect(nets(book)).toStrictEqual(plainNets(book))),
      { numRuns: 300 },
    );
  });

  test('the order of the trades decides nothing', () => {
    fc.assert(
      fc.property(trades(20), fc.infiniteStream(fc.nat()), (book, chances) => {
        const shuffled = book
          .map((one) => ({ one, by: chances.next().value ?? 0 }))
          .toSorted((a, b) => a.by - b.by)
          .map(({ one }) => one);
        const [positions, others] = [right(Positions.of(book)), right(Positions.of(shuffled))];
        expect(others.legs).toStrictEqual(positions.legs);
        for (const at of positions.legs.keys())
          expect(Positions.tradesOf(others, at)).toStrictEqual(Positions.tradesOf(positions, at));
        expect(Positions.expectation(others, here)).toStrictEqual(Positions.expectation(positions, here));
      }),
    );
  });

  test('what we pay, our counterparty receives: turned round, every net is the opposite', () => {
    const turned = (one: Trade): Trade => ({ ...one, gives: one.receives, receives: one.gives });
    fc.assert(
      fc.property(trades(20), (book) => {
        const principal = (all: ReadonlyArray<Trade>): ReadonlyArray<bigint> =>
          right(Positions.of(all))
            .legs.filter(({ purpose }) => purpose === 'Principal')
            .map(signed);
        expect(principal(book.map(turned))).toStrictEqual(principal(book).map((net) => -net));
      }),
    );
  });

  test.each<[string, Partial<Positions.Position>]>([
    ['drops the fee', { quantity: amount('60000') }],
    ['turns the sign at nothing', { direction: 'WePay', quantity: amount('0') }],
  ])('the oracle would catch a netting that %s', (_, wrong) => {
    const book = [
      trade('T1', { receives: side('USD', '60000', [{ _tag: 'Added', quantity: amount('2') }]) }),
      trade('T2', { gives: side('ETH', '1'), receives: side('EUR', '3') }),
      trade('T3', { gives: side('EUR', '3'), receives: side('ETH', '1') }),
    ];
    expect(nets(book)).toStrictEqual(plainNets(book));
    const planted: typeof Positions.of = (all) => {
      const made = right(Positions.of(all));
      const legs = made.legs.map((one) =>
        (wrong.direction === undefined ? one.asset === 'USD' : one.direction === 'Flat')
          ? { ...one, ...wrong }
          : one,
      );
      return { _tag: 'Right', right: { ...made, legs } };
    };
    expect(nets(book, planted)).not.toStrictEqual(plainNets(book));
  });

  test('any size: a hundred digits before the point and as many after it', () => {
    const huge = O.getOrElse(() => Quantity.zero)(Quantity.fromInteger(10n ** 200n + 1n, 100));
    const book = ['T1', 'T2'].map((id) => trade(id, { gives: { ...side('BTC', '1'), quantity: huge } }));
    const [bitcoin] = right(Positions.of([...book, trade('T3')])).legs;
    expect(bitcoin?.quantity).toBe(`2${'0'.repeat(99)}1.5${'0'.repeat(98)}2`);
  });
});

describe('what is kept of trades', () => {
  test('trades that come to nothing stay as a flat position, with their trades, and no leg is expected', () => {
    const positions = right(
      Positions.of([trade('T1'), trade('T2', { gives: side('USD', '60001'), receives: side('BTC', '1.5') })]),
    );
    expect(positions.legs.map((one) => [one.asset, one.direction, one.quantity])).toStrictEqual([
      ['BTC', 'Flat', '0'],
      ['USD', 'WePay', '1'],
    ]);
    expect(positions.legs[0]).toMatchObject({ paid: '1.5', received: '1.5' });
    expect(Positions.tradesOf(positions, 0)).toStrictEqual(['T1', 'T2']);
    const expected = Positions.expectation(positions, here);
    expect(expected.legs.map((one) => one.asset)).toStrictEqual(['USD']);
    expect(expected.trades).toStrictEqual(O.some(['T1', 'T2']));
  });

  test('fees: on top, taken off, and as a leg of their own', () => {
    const positions = right(
      Positions.of([
        trade('T1', {
          gives: side('BTC', '1.5', [{ _tag: 'Added', quantity: amount('0.001') }]),
          receives: side('USD', '60000', [
            { _tag: 'Deducted', quantity: amount('12.5') },
            {
              _tag: 'OwnLeg',
              asset: asset('USD'),
              quantity: amount('3'),
              direction: 'WePay',
              with: party('Agent'),
            },
          ]),
        }),
      ]),
    );
    expect(Positions.expectation(positions, here).legs).toStrictEqual([
      {
        asset: asset('USD'),
        payer: 'Us',
        payerAccount: account,
        receiver: 'Agent',
        receiverAccount: party('Agent').account,
        quantity: amount('3'),
        purpose: 'Fee',
      },
      {
        asset: asset('BTC'),
        payer: 'Us',
        payerAccount: account,
        receiver: 'Venue',
        receiverAccount: party('Venue').account,
        quantity: amount('1.501'),
        purpose: 'Principal',
        withoutFees: amount('1.5'),
      },
      {
        asset: asset('USD'),
        payer: 'Venue',
        payerAccount: party('Venue').account,
        receiver: 'Us',
        receiverAccount: account,
        quantity: amount('59987.5'),
        purpose: 'Principal',
        withoutFees: amount('60000'),
      },
    ]);
  });

  test('another scope, account or venue is another settlement', () => {
    const positions = right(Positions.of([trade('T1'), trade('T2', { scope: O.some('spot') }), trade('T3')]));
    expect(positions.legs).toHaveLength(4);
    expect(Positions.expectation(positions, { ...here, scope: O.some('spot') })).toMatchObject({
      trades: O.some(['T2']),
      legs: [{ quantity: '1.5' }, { quantity: '60000' }],
    });
    const elsewhere = [
      { ...here, scope: O.some('') },
      { ...here, account: party('Agent').account },
      { ...here, venue: right(Id.venueId('other')) },
    ];
    for (const place of elsewhere)
      expect(Positions.expectation(positions, place)).toMatchObject({ legs: [], trades: O.some([]) });
  });

  test('one account that acts in two roles is two counterparties', () => {
    const agent = { counterparty: { ...party('Venue'), role: 'Agent' as const } };
    const positions = right(Positions.of([trade('T1'), trade('T2', agent)]));
    expect(positions.legs.map((one) => [one.counterparty.role, one.quantity])).toStrictEqual([
      ['Agent', '1.5'],
      ['Agent', '60000'],
      ['Venue', '1.5'],
      ['Venue', '60000'],
    ]);
  });

  test('the same counterparty, met from two accounts of ours', () => {
    const other = { account: right(Id.accountId('acme-2')) };
    const positions = right(Positions.of([trade('T1'), trade('T2', other), trade('T3')]));
    expect(Positions.expectation(positions, { ...here, ...other })).toMatchObject({
      trades: O.some(['T2']),
      legs: [{ quantity: '1.5' }, { quantity: '60000' }],
    });
    expect(Positions.expectation(positions, here).legs.map((one) => one.quantity)).toStrictEqual([
      '3',
      '120000',
    ]);
  });
});

describe('positions against the legs of the venue, before acting (M7)', () => {
  const expected = Positions.expectation(
    right(Positions.of([trade('T1'), trade('T2', { gives: side('USD', '1'), receives: side('ETH', '2') })])),
    here,
  );
  const eth = leg({
    id: legId('L3'),
    asset: O.some(asset('ETH')),
    flow: cashLeg().flow,
    quantity: amount('2'),
  });
  const usd = cashLeg({ quantity: amount('59999') });

  test('they agree', () => {
    expect(compare(settlement({ legs: [eth, leg(), usd] }), expected)).toStrictEqual([]);
  });

  test.each<[string, ReturnType<typeof settlement>, ReadonlyArray<readonly [Break['_tag'], string]>]>([
    ['gross for net', settlement({ legs: [leg(), cashLeg(), eth] }), [['QuantityDisagrees', 'L2']]],
    [
      'another account of the same role',
      settlement({
        legs: [
          leg({
            flow: O.some({
              payer: party('Us'),
              receiver: { ...party('Venue'), account: party('Agent').account },
            }),
          }),
          usd,
          eth,
        ],
      }),
      [['PartyDisagrees', 'L1']],
    ],
    [
      'a trade too few',
      settlement({ legs: [leg(), usd, eth], trades: O.some([tradeId('T1')]) }),
      [['TradesDisagree', 'S1']],
    ],
  ])('%s', (_, shown, breaks) => {
    expect(compare(shown, expected).map((one) => [one._tag, one.at])).toStrictEqual(breaks);
  });

  test('a trade that is missing or extra is named', () => {
    const shown = settlement({ legs: [leg(), usd, eth], trades: O.some(['T1', 'T9'].map(tradeId)) });
    expect(compare(shown, expected)[0]?.what).toBe(
      '1 expected trades are not in the settlement (T2), and 1 are in it that were not expected (T9)',
    );
  });
});

describe('the four legs of an agent', () => {
  const [seller, buyer] = [
    party('Counterparty'),
    { ...party('Counterparty'), account: party('Agent').account },
  ];
  const us = party('Us');
  const together = { knownAs: O.some(tradeId('T1')) };
  const positions = right(
    Positions.of([
      trade('T1-seller', {
        ...together,
        counterparty: seller,
        gives: side('USD', '9419.66'),
        receives: side('BTC', '0.1'),
      }),
      trade('T1-buyer', {
        ...together,
        counterparty: buyer,
        gives: side('BTC', '0.1'),
        receives: side('USD', '9427.77'),
      }),
    ]),
  );
  const expected = Positions.expectation(positions, here);
  const legs = [
    leg({ id: legId('A'), flow: O.some({ payer: seller, receiver: us }), quantity: amount('0.1') }),
    leg({ id: legId('B'), flow: O.some({ payer: us, receiver: buyer }), quantity: amount('0.1') }),
    cashLeg({ id: legId('C'), flow: O.some({ payer: buyer, receiver: us }), quantity: amount('9427.77') }),
    cashLeg({ id: legId('D'), flow: O.some({ payer: us, receiver: seller }), quantity: amount('9419.66') }),
  ];
  const found = (shown: typeof legs): ReadonlyArray<readonly [Break['_tag'], string]> =>
    compare(settlement({ legs: shown, trades: O.some([tradeId('T1')]) }), expected).map((one) => [
      one._tag,
      one.at,
    ]);

  test('are expected, each with its own client, in any order', () => {
    expect(found(legs)).toStrictEqual([]);
    expect(found(legs.toReversed())).toStrictEqual([]);
  });

  test('the spread on the wrong side, a client for another, a direction, a leg that is gone', () => {
    const but = (id: string, changes: Partial<(typeof legs)[number]>): typeof legs =>
      legs.map((one) => (one.id === id ? { ...one, ...changes } : one));
    expect(found(but('D', { quantity: amount('9427.77') }))).toStrictEqual([['QuantityDisagrees', 'D']]);
    expect(found(but('D', { flow: O.some({ payer: us, receiver: buyer }) }))).toStrictEqual([
      ['PartyDisagrees', 'D'],
    ]);
    expect(found(but('A', { flow: O.some({ payer: us, receiver: seller }) }))).toStrictEqual([
      ['DirectionDisagrees', 'A'],
    ]);
    expect(found(legs.filter(({ id }) => id !== 'B'))).toStrictEqual([['LegMissing', 'BTC']]);
  });
});

describe('fees against the legs of the venue', () => {
  const expected = Positions.expectation(
    right(
      Positions.of([
        trade('T1', {
          gives: side('BTC', '1.5', [
            { _tag: 'Added', quantity: amount('0.01') },
            {
              _tag: 'OwnLeg',
              asset: asset('USD'),
              quantity: amount('7'),
              direction: 'WeReceive',
              with: party('Venue'),
            },
          ]),
        }),
      ]),
    ),
    here,
  );
  const fee = cashLeg({ id: legId('F'), quantity: amount('7') });
  const bitcoin = leg({ quantity: amount('1.51') });
  const found = (legs: ReadonlyArray<typeof fee>): ReadonlyArray<readonly [Break['_tag'], string]> =>
    compare(settlement({ legs, trades: O.some([tradeId('T1')]) }), expected).map((one) => [one._tag, one.at]);

  test('a fee as its own leg beside the principal of the same asset and parties', () => {
    expect(found([fee, bitcoin, cashLeg()])).toStrictEqual([]);
    expect(found([cashLeg(), fee, bitcoin])).toStrictEqual([]);
  });

  test('a fee that is another, that is not there, that was left off', () => {
    expect(found([{ ...fee, quantity: amount('8') }, bitcoin, cashLeg()])).toStrictEqual([
      ['FeeDisagrees', 'F'],
    ]);
    expect(found([bitcoin, cashLeg()])).toStrictEqual([['FeeDisagrees', 'USD']]);
    expect(found([fee, leg(), cashLeg()])).toStrictEqual([['FeeDisagrees', 'L1']]);
    expect(found([fee, leg({ quantity: amount('1.505') }), cashLeg()])).toStrictEqual([
      ['QuantityDisagrees', 'L1'],
    ]);
  });
});
