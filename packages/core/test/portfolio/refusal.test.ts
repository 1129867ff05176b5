import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Portfolio from '../../src/portfolio/portfolio.js';
import type { NamedCutOff, PartyHours, PortfolioRequest } from '../../src/portfolio/request.js';
import { amount, asset, mandateId } from '../fixture/noun.js';
import * as Treasury from './treasury.js';

const { chaps, day, digest, memberOf, purchase, requestOf, sale } = Treasury;

const cutOff = (date: string, time: string, changes: Partial<NamedCutOff> = {}): NamedCutOff => ({
  name: 'USD wire out',
  members: [mandateId('sale')],
  cutOff: { calendar: { ...chaps, closed: [] }, day: day(date), time: Treasury.at(time) },
  ...changes,
});
const hours: PartyHours = {
  venue: Treasury.venueNamed('paper'),
  account: Treasury.them('paper').account,
  hours: { calendar: chaps, opens: Treasury.at('08:00'), closes: Treasury.at('17:00') },
};
const balance = {
  venue: hours.venue,
  account: hours.account,
  asset: asset('SOL'),
  quantity: amount('1'),
  available: amount('1'),
};
const known = { ...balance, asset: asset('BTC') };
const altered = { ...memberOf(sale), plan: { ...memberOf(sale).plan, substance: 'something else' } };

const wire = 'cut-off "USD wire out"';
const cases: ReadonlyArray<readonly [Portfolio.Reason['_tag'], string, Partial<PortfolioRequest>]> = [
  ['InvalidInstant', 'nowMs', { nowMs: Number.NaN }],
  ['InvalidInstant', 'nowMs', { nowMs: 9e15 }],
  ['NegativeMargin', 'marginMs', { marginMs: -1 }],
  ['NegativeMargin', 'marginMs', { marginMs: 0.5 }],
  ['MemberTwice', 'member sale', { members: [memberOf(sale), memberOf({ ...purchase, name: 'sale' })] }],
  [
    'SettlementTwice',
    'settlement paper/desk-paper/S-sale',
    { members: [memberOf(sale), { ...memberOf(sale), id: mandateId('again') }] },
  ],
  [
    'SettlementDiffers',
    'member sale',
    { members: [{ ...memberOf(sale), settlement: memberOf(purchase).settlement }] },
  ],
  [
    'SettlementDiffers',
    'member sale',
    {
      members: [
        { ...memberOf(sale), settlement: O.some({ ...Treasury.readingOf(sale), account: hours.account }) },
      ],
    },
  ],
  [
    'SettlementDiffers',
    'member sale',
    {
      members: [
        {
          ...memberOf(sale),
          settlement: O.some({ ...Treasury.readingOf(sale), venue: Treasury.venueNamed('x') }),
        },
      ],
    },
  ],
  ['PlanAltered', 'member sale', { members: [altered] }],
  [
    'UnknownAsset',
    'member sale',
    { assets: new Set([asset('BTC')]), members: [memberOf(sale)], balances: [] },
  ],
  ['UnknownAsset', 'balance paper/other-paper/SOL', { balances: [balance] }],
  ['UnknownMember', wire, { cutOffs: [cutOff('2026-11-23', '17:30', { members: [mandateId('nobody')] })] }],
  [
    'BalanceTwice',
    'balance paper/other-paper/BTC',
    { balances: [known, { ...known, available: amount('2') }] },
  ],
  ['CutOffTwice', wire, { cutOffs: [cutOff('2026-11-23', '17:30'), cutOff('2026-11-24', '17:30')] }],
  ['HoursTwice', 'hours of paper/other-paper', { hours: [hours, hours] }],
  ['YearMissing', wire, { cutOffs: [cutOff('2027-01-04', '17:30')] }],
  [
    'YearMissing',
    'hours of paper/other-paper',
    { hours: [{ ...hours, hours: { ...hours.hours, calendar: { ...chaps, holidays: new Map() } } }] },
  ],
  ['HourMissing', wire, { cutOffs: [cutOff('2026-03-29', '01:30')] }],
  ['HourTwice', wire, { cutOffs: [cutOff('2026-10-25', '01:30')] }],
  ['ClosedDay', wire, { cutOffs: [cutOff('2026-12-25', '17:30')] }],
  [
    'ZoneSaysNothing',
    wire,
    {
      cutOffs: [
        cutOff('2026-11-23', '17:30', {
          cutOff: {
            calendar: { ...chaps, zone: { ...Treasury.london, untilUtcMs: Date.UTC(2026, 9, 26) } },
            day: day('2026-11-23'),
            time: Treasury.at('17:30'),
          },
        }),
      ],
    },
  ],
  [
    'InvalidCalendar',
    wire,
    {
      cutOffs: [
        cutOff('2026-11-23', '17:30', {
          cutOff: {
            calendar: { ...chaps, closed: [1, 2, 3, 4, 5, 6, 7] },
            day: day('2026-11-23'),
            time: Treasury.at('17:30'),
          },
        }),
      ],
    },
  ],
];

describe('a portfolio that cannot be planned', () => {
  test.each(cases)('%s names its record: %s', (_tag, at, changes) => {
    const refused = Portfolio.plan(digest)(requestOf({ cutOffs: [], ...changes }));
    expect(E.isLeft(refused) && refused.left.reasons.map((one) => [one._tag, one.at])).toStrictEqual([
      [_tag, at],
    ]);
  });

  test('says every reason at once', () => {
    const refused = Portfolio.plan(digest)(
      requestOf({
        marginMs: -1,
        balances: [balance],
        members: [altered, { ...memberOf(purchase), settlement: O.none }],
        cutOffs: [cutOff('2026-03-29', '01:30', { members: [mandateId('nobody')] })],
      }),
    );
    expect(E.isLeft(refused) && refused.left.reasons.map((one) => one._tag).toSorted()).toStrictEqual([
      'HourMissing',
      'NegativeMargin',
      'PlanAltered',
      'UnknownAsset',
      'UnknownMember',
    ]);
  });
});
