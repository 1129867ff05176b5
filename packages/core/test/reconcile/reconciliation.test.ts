import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { agree } from '../../src/amount/unit-registry.js';
import { sentence } from '../../src/reconcile/discrepancy.js';
import * as Id from '../../src/noun/id.js';
import type { ExpectedLine } from '../../src/reconcile/expected-line.js';
import type { Observed } from '../../src/reconcile/observed.js';
import type { Options } from '../../src/reconcile/options.js';
import { isClean } from '../../src/reconcile/reconciliation.js';
import { right } from '../fixture/must.js';
import { amount, asset, inward, leg, legId, outward, party, transferId, venue } from '../fixture/noun.js';
import { brief, cash, got, line, paid, receipted, run, shown, transfer, usd } from './a-line.js';

const other = (text: string): Id.SettlementId => right(Id.settlementId(text));
const due = { dueAtMs: O.some(500) };
const bothDue = [line(due), cash(due)];
const showing = (showsTransfers: boolean) => ({
  venue,
  account: party('Us').account,
  capabilities: { showsTransfers },
});
const asOf = (ms: number) => ({ asOfMs: O.some(ms) });
const open = { finality: 'Open' } as const;
const unnamed = [line({ leg: O.none }), cash({ leg: O.none })];

describe('what has happened as it should', () => {
  const cases: ReadonlyArray<
    [string, ReadonlyArray<Observed>, Partial<Options>?, ReadonlyArray<ExpectedLine>?]
  > = [
    ['once', [shown([paid(), got()])]],
    ['legs in any order', [shown([got(), paid()])]],
    ['lines that do not name their leg', [shown([got(), paid()])], {}, unnamed],
    ['with an answer to our instruction', [receipted(), shown([paid(), got()])]],
    ['over time', [shown([leg(), got()], 1, open), shown([paid(), got()], 2)]],
    ['in two transfers', [shown([paid({ transfers: [transfer('X1', '1'), transfer('X3', '0.5')] }), got()])]],
    [
      'in two transfers of which the venue shows the latest only',
      [
        shown([paid({ status: 'PartlySettled', transfers: [transfer('X1', '1')] }), got()], 1, open),
        shown([paid({ transfers: [transfer('X3', '0.5')] }), got()], 2),
      ],
    ],
    [
      'a failed transfer beside the good one',
      [shown([paid({ transfers: [transfer('X0', '1.5', 'Failed'), transfer('X1', '1.5')] }), got()])],
    ],
    [
      'a transfer that does not say how much',
      [shown([paid({ transfers: [{ ...transfer('X1', '1'), quantity: O.none }] }), got()])],
    ],
    [
      'a venue that says that it shows no transfers',
      [shown([paid({ transfers: [] }), got({ transfers: [] })])],
      { venues: [showing(false)] },
    ],
    ['in time', [shown([paid(), got()], 499)], asOf(1000), bothDue],
    [
      'a cent less, and cents were named',
      [shown([paid(), got({ quantity: amount('59999.99'), transfers: [transfer('X2', '59999.99')] })])],
      usd('0.01'),
    ],
    [
      'another settlement that is dead',
      [shown([paid(), got()]), shown([leg()], 1, { id: other('S2'), finality: 'Dead' })],
    ],
    ['our payments only', [shown([paid(), got()])], { covers: 'WhatWePay' }, [line()]],
    [
      'a transfer that was there before the plan',
      [shown([paid({ transfers: [transfer('X0', '1'), transfer('X1', '0.5')] }), got()])],
      {},
      [line({ quantity: amount('0.5'), earlier: [transferId('X0')] }), cash()],
    ],
  ];
  test.each(
    cases.map(
      ([name, observed, options = {}, lines = [line(), cash()]]) =>
        [name, { observed, options, lines }] as const,
    ),
  )('%s', (_, { observed, options, lines }) => {
    const made = run(observed, options, lines);
    expect(brief(made)).toStrictEqual([]);
    expect(made.waiting).toStrictEqual([]);
    expect(isClean(made)).toBe(true);
  });

  test('the result is data: what matched, and the sums of each asset', () => {
    const made = run([shown([paid(), got()])]);
    expect(made.matched).toStrictEqual([
      { line: line(), quantity: '1.5' },
      { line: cash(), quantity: '60000' },
    ]);
    const none = { waiting: '0', short: '0', extra: '0', forgivenShort: '0', forgivenExtra: '0' };
    expect(made.totals).toStrictEqual([
      { asset: 'BTC', expected: '1.5', observed: '1.5', matched: '1.5', ...none },
      { asset: 'USD', expected: '60000', observed: '60000', matched: '60000', ...none },
    ]);
  });

  test('what is not due yet waits, is no break, and is not clean', () => {
    for (const observed of [[], [shown([leg(), got({ status: 'Open', transfers: [] })], 1, open)]]) {
      const made = run(observed, asOf(499), bothDue);
      expect(brief(made)).toStrictEqual([]);
      expect(made.waiting.map((one) => one.quantity)).toStrictEqual(['1.5', '60000']);
      expect(isClean(made)).toBe(false);
    }
    const partly = paid({ status: 'PartlySettled', transfers: [transfer('X1', '1')] });
    const made = run([shown([partly, got()], 1, open)], asOf(499), bothDue);
    expect([made.matched, made.waiting].map((all) => all.map((one) => one.quantity))).toStrictEqual([
      ['1', '60000'],
      ['0.5'],
    ]);
  });
});

describe('a tolerance', () => {
  test('is for what has come to rest: what may still come is waited for', () => {
    const most = got({ status: 'PartlySettled', transfers: [transfer('X2', '59999.99')] });
    const observed = [shown([paid(), most], 1, open)];
    const early = run(observed, { ...usd('1'), ...asOf(499) }, bothDue);
    expect(early.waiting.map((one) => one.quantity)).toStrictEqual(['0.01']);
    expect(isClean(early)).toBe(false);
    const late = run(observed, { ...usd('1'), ...asOf(500) }, bothDue);
    expect(brief(late)).toStrictEqual([]);
    expect(late.totals[1]).toMatchObject({ matched: '59999.99', forgivenShort: '0.01', short: '0' });
  });
});

describe('every break', () => {
  const less = got({ quantity: amount('59999.99'), transfers: [transfer('X2', '59999.99')] });
  type Broken = [
    string,
    ReadonlyArray<Observed>,
    ReadonlyArray<ReadonlyArray<string>>,
    Partial<Options>?,
    ReadonlyArray<ExpectedLine>?,
  ];
  const cases: ReadonlyArray<Broken> = [
    ['a cent less', [shown([paid(), less])], [['AmountDiffers', 'S1 L2', '0.01 USD', '']]],
    [
      'a cent less than a tolerance',
      [shown([paid(), less])],
      [['AmountDiffers', 'S1 L2', '0.01 USD', '']],
      usd('0.009'),
    ],
    [
      'a tolerance that is named twice is the smaller',
      [shown([paid(), less])],
      [['AmountDiffers', 'S1 L2', '0.01 USD', '']],
      { tolerances: [...usd('1').tolerances, ...usd('0.001').tolerances] },
    ],
    [
      'a tolerance of balances is none of amounts',
      [shown([paid(), less])],
      [['AmountDiffers', 'S1 L2', '0.01 USD', '']],
      usd('1', 'Balance'),
    ],
    [
      'a tolerance of one asset is none of another',
      [shown([paid({ transfers: [transfer('X1', '1.499')] }), got()])],
      [['AmountDiffers', 'S1 L1', '0.001 BTC', '']],
      usd('1'),
    ],
    [
      'more',
      [shown([paid({ transfers: [transfer('X1', '1.5'), transfer('X3', '1.5')] }), got()])],
      [['AmountDiffers', 'S1 L1', '', '1.5 BTC']],
    ],
    [
      'a transfer that does not say how much, beside one of before: the figures of the leg are of both',
      [
        shown([
          paid({ transfers: [transfer('X0', '1'), { ...transfer('X1', '1'), quantity: O.none }] }),
          got(),
        ]),
      ],
      [['StatusContradiction', 'S1 L1', '0.5 BTC', '']],
      {},
      [line({ quantity: amount('0.5'), earlier: [transferId('X0')] }), cash()],
    ],
    [
      'a line that names its leg is about no other, however alike',
      [shown([paid({ id: legId('L7') }), got()])],
      [
        ['Missing', 'S1 L1', '1.5 BTC', ''],
        ['Extra', 'S1 L7', '', '1.5 BTC'],
      ],
    ],
    [
      'settled for less, before it is due: no more will come',
      [shown([paid(), got({ transfers: [transfer('X2', '59999')] })])],
      [['AmountDiffers', 'S1 L2', '1 USD', '']],
      asOf(1),
      bothDue,
    ],
    [
      'the leg is of another quantity than what moved for it',
      [shown([paid({ quantity: amount('1.4') }), got()])],
      [['AmountDiffers', 'S1 L1', '', '']],
    ],
    [
      'the leg is of another quantity, and nothing moved yet',
      [shown([leg({ quantity: amount('1.4') }), got()], 1, open)],
      [['AmountDiffers', 'S1 L1', '1.5 BTC', '']],
      asOf(1),
      bothDue,
    ],
    [
      'nothing was seen',
      [],
      [
        ['Missing', 'S1 L1', '1.5 BTC', ''],
        ['Missing', 'S1 L2', '60000 USD', ''],
      ],
    ],
    [
      'a leg that the settlement does not have, due or not',
      [shown([paid()])],
      [['Missing', 'S1 L2', '60000 USD', '']],
      asOf(1),
      bothDue,
    ],
    [
      'it failed',
      [shown([leg({ transfers: [transfer('X1', '1.5', 'Failed')] }), got()], 1, { finality: 'Open' })],
      [['Missing', 'S1 L1', '1.5 BTC', '']],
    ],
    [
      'it is dead before it is due',
      [shown([leg(), got({ status: 'Open', transfers: [] })], 1, { finality: 'Dead' })],
      [
        ['Missing', 'S1 L1', '1.5 BTC', ''],
        ['Missing', 'S1 L2', '60000 USD', ''],
      ],
      asOf(1),
      bothDue,
    ],
    [
      'a leg nobody expected, settled',
      [shown([paid(), got()])],
      [['Extra', 'S1 L2', '', '60000 USD']],
      {},
      [line()],
    ],
    [
      'a leg nobody expected, open',
      [shown([paid(), got(), leg({ id: legId('L3') })])],
      [['Extra', 'S1 L3', '', '']],
    ],
    [
      'our own payment that nobody expected',
      [shown([paid(), got()])],
      [['Extra', 'S1 L1', '', '1.5 BTC']],
      { covers: 'WhatWePay' },
      [],
    ],
    [
      'an instruction that the venue took, of a settlement nobody knows',
      [shown([paid(), got()]), receipted({ settlement: other('S9') })],
      [['Extra', 'S9 M1/1', '', '']],
    ],
    [
      'not there when it was due',
      [shown([leg(), got()], 400, open)],
      [['Late', 'S1 L1', '1.5 BTC', '']],
      asOf(600),
      bothDue,
    ],
    [
      'there in part when it was due',
      [shown([paid({ status: 'PartlySettled', transfers: [transfer('X1', '1')] }), got()], 400, open)],
      [['Late', 'S1 L1', '0.5 BTC', '']],
      asOf(500),
      bothDue,
    ],
    [
      'there, and not when it was due',
      [shown([leg(), got()], 500, open), shown([paid(), got()], 900)],
      [['Late', 'S1 L1', '', '']],
      asOf(1000),
      bothDue,
    ],
    [
      'settled without its transfers',
      [shown([paid({ transfers: [] }), got()])],
      [['StatusContradiction', 'S1 L1', '1.5 BTC', '']],
    ],
    [
      'settled without its transfers, within a tolerance of the whole',
      [shown([paid(), got({ transfers: [] })])],
      [['StatusContradiction', 'S1 L2', '60000 USD', '']],
      usd('60000'),
    ],
    [
      'settled while its transfer is pending',
      [shown([paid({ transfers: [transfer('X1', '1.5', 'Pending')] }), got()])],
      [['StatusContradiction', 'S1 L1', '1.5 BTC', '']],
    ],
    [
      'settled by the answer alone',
      [receipted(), shown([paid({ transfers: [] }), got()])],
      [['StatusContradiction', 'S1 L1', '1.5 BTC', '']],
    ],
    [
      'a settlement that is final while its leg is open',
      [shown([leg(), got()])],
      [['StatusContradiction', 'S1 L1', '1.5 BTC', '']],
    ],
    [
      'settled in part, without a transfer',
      [shown([leg({ status: 'PartlySettled' }), got()], 1, open)],
      [['StatusContradiction', 'S1 L1', '1.5 BTC', '']],
    ],
    ...(
      [
        ['the venue says that it shows transfers', [showing(true)]],
        ['the venue says of itself both', [showing(false), showing(true)]],
        ['another venue shows none', [{ ...showing(false), venue: right(Id.venueId('other')) }]],
        ['another account shows none', [{ ...showing(false), account: right(Id.accountId('other')) }]],
      ] as const
    ).map(([name, venues]): Broken => [
      `settled without its transfers, and ${name}`,
      [shown([paid({ transfers: [] }), got()])],
      [['StatusContradiction', 'S1 L1', '1.5 BTC', '']],
      { venues },
    ]),
    [
      'transfers without their status',
      [shown([paid({ status: 'Open' }), got()], 1, open)],
      [['StatusContradiction', 'S1 L1', '', '']],
    ],
    [
      'all transfers, and settled in part',
      [shown([paid({ status: 'PartlySettled' }), got()], 1, open)],
      [['StatusContradiction', 'S1 L1', '', '']],
    ],
    [
      'a status that is not known',
      [shown([paid({ status: 'Unrecognised' }), got()], 1, open)],
      [['StatusContradiction', 'S1 L1', '', '']],
    ],
    [
      'transfers of a settlement that is dead',
      [shown([paid()], 1, { finality: 'Dead' })],
      [['StatusContradiction', 'S1 L1', '', '']],
      {},
      [line()],
    ],
    [
      'settled once and no longer',
      [shown([paid(), got()], 1), shown([paid({ status: 'InProgress' }), got()], 2, open)],
      [
        ['StatusContradiction', 'S1 L1', '', ''],
        ['StatusContradiction', 'S1 L1', '', ''],
      ],
    ],
    [
      'completed once and no longer',
      [shown([paid(), got()], 1), shown([paid({ transfers: [transfer('X1', '1.5', 'Failed')] }), got()], 2)],
      [
        ['StatusContradiction', 'S1 L1', '1.5 BTC', ''],
        ['StatusContradiction', 'S1 L1', '', ''],
      ],
    ],
    [
      'shown once and no longer',
      [shown([paid(), got()], 1), shown([paid()], 2)],
      [['StatusContradiction', 'S1 L2', '', '']],
    ],
    [
      'another asset',
      [shown([paid({ asset: O.some(asset('ETH')) }), got()])],
      [['UnitDiffers', 'S1 L1', '1.5 BTC', '1.5 ETH']],
    ],
    [
      'another asset, by what the leg says',
      [shown([paid({ asset: O.some(asset('ETH')) }), got()])],
      [['UnitDiffers', 'S1 L1', '1.5 BTC', '1.5 ETH']],
      {},
      unnamed,
    ],
    [
      'an asset that is not in the registry',
      [shown([paid({ asset: O.none }), got()])],
      [['UnitDiffers', 'S1 L1', '1.5 BTC', '']],
    ],
    [
      'another asset in the answer',
      [receipted({ asset: O.some(asset('ETH')) }), shown([paid(), got()])],
      [['UnitDiffers', 'S1 L1', '', '']],
    ],
    [
      'more in the answer',
      [receipted({ quantity: O.some(amount('1.6')) }), shown([paid(), got()])],
      [['AmountDiffers', 'S1 L1', '', '']],
    ],
    [
      'the other way round',
      [shown([paid({ flow: O.some(inward) }), got()])],
      [['DirectionDiffers', 'S1 L1', '1.5 BTC', '1.5 BTC']],
    ],
    [
      'the other way round, by what the leg says',
      [shown([paid({ flow: O.some(inward) }), got()])],
      [['DirectionDiffers', 'S1 L1', '1.5 BTC', '1.5 BTC']],
      {},
      unnamed,
    ],
    [
      'a direction that is not understood',
      [shown([paid({ flow: O.none }), got()])],
      [['DirectionDiffers', 'S1 L1', '1.5 BTC', '1.5 BTC']],
    ],
    [
      'to another account',
      [
        shown([
          paid({
            flow: O.some({ ...outward, receiver: { ...party('Venue'), account: party('Agent').account } }),
          }),
          got(),
        ]),
      ],
      [['DirectionDiffers', 'S1 L1', '1.5 BTC', '1.5 BTC']],
    ],
    [
      'one transfer for two legs counts for the first',
      [shown([paid(), got(), paid({ id: legId('L3') })])],
      [
        ['DuplicateReference', 'S1 L3', '', ''],
        ['StatusContradiction', 'S1 L3', '1.5 BTC', ''],
      ],
      {},
      [line(), cash(), line({ id: 'again', leg: O.some(legId('L3')) })],
    ],
    [
      'one transfer, in a leg nobody expected too',
      [shown([paid(), got(), paid({ id: legId('L3') })])],
      [
        ['DuplicateReference', 'S1 L3', '', ''],
        ['Extra', 'S1 L3', '', ''],
      ],
    ],
    [
      'one intent and two transfers',
      [
        receipted(),
        receipted({ transfer: O.some(transfer('X9', '1.5', 'Pending')) }),
        shown([paid(), got()]),
      ],
      [['DuplicateReference', 'S1 M1/1', '', '']],
    ],
    [
      'one line twice',
      [shown([paid(), got()])],
      [['DuplicateReference', 'S1 L1', '1.5 BTC', '']],
      {},
      [line(), line(), cash()],
    ],
  ];
  test.each(
    cases.map(
      ([name, observed, breaks, options = {}, lines = [line(), cash()]]) =>
        [name, { observed, breaks, options, lines }] as const,
    ),
  )('%s', (_, { observed, breaks, options, lines }) => {
    const made = run(observed, options, lines);
    expect(brief(made)).toStrictEqual(breaks);
    expect(isClean(made)).toBe(false);
  });

  test('more digits than the asset has', () => {
    const list = [{ asset: asset('BTC'), venueName: 'XBT', decimals: 0 }];
    const units = new Map([[venue, right(agree(list, list))]]);
    expect(brief(run([shown([paid(), got()])], { units }))).toStrictEqual([['UnitDiffers', 'S1 L1', '', '']]);
  });

  test('says what was expected and observed, what it may mean and what to do', () => {
    const [one] = run([shown([paid({ transfers: [] }), got()])]).breaks;
    expect(one === undefined ? '' : sentence(one)).toBe(
      'StatusContradiction at paper acme S1 L1: expected 1.5 BTC and its transfers; observed 0 moved; the leg of 1.5 is Settled, without a transfer. It may mean: the venue says more or less than it has done, or its readings are stale or out of order. To do: take it as not settled; read again, then ask the venue for the transfers.',
    );
  });
});
