import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { mark } from '../../src/noun/leg.js';
import type { Settlement } from '../../src/noun/settlement.js';
import { settlementChanges } from '../../src/watch/settlement-change.js';
import {
  amount,
  asset,
  cashLeg,
  inward,
  leg,
  legId,
  party,
  settlement,
  tradeId,
  transferId,
} from '../fixture/noun.js';

const transfer = { id: transferId('X1'), status: 'Pending', quantity: O.some(amount('1.5')) } as const;
const hold = { of: party('Us'), asset: asset('BTC'), quantity: amount('1.5'), status: 'Active' } as const;
const consent = { by: party('Counterparty'), status: 'Awaited', lapsesAtMs: O.some(5) } as const;
const before = settlement({
  legs: [leg({ transfers: [transfer], actionableBy: ['Us', 'Agent'] }), cashLeg()],
  holds: [hold, { ...hold, asset: asset('USD') }],
  consents: [consent, { by: party('Us'), status: 'Given', lapsesAtMs: O.none }],
  oddities: [{ at: 'S1', what: 'something' }],
});
const [first, second] = before.legs;
const legWith = (changes: Partial<typeof first>): Partial<Settlement> => ({
  legs: [{ ...leg(), ...first, ...changes }, cashLeg()],
});

/** Every fact of a settlement that can change, changed alone, and the tag that tells. */
const mutations: ReadonlyArray<readonly [string, Partial<Settlement>, ReadonlyArray<string>]> = [
  [
    'a consent is given',
    { consents: before.consents.map((one) => ({ ...one, status: 'Given' })) },
    ['ConsentMoved', 'StatusMoved'],
  ],
  [
    'a consent lapses later',
    { consents: [{ ...consent, lapsesAtMs: O.some(6) }, ...before.consents.slice(1)] },
    ['ConsentMoved'],
  ],
  [
    'a consent is refused',
    { consents: [{ ...consent, status: 'Refused' }, ...before.consents.slice(1)] },
    ['ConsentMoved', 'StatusMoved'],
  ],
  [
    'a consent is new',
    { consents: [...before.consents, { ...consent, by: party('Venue') }] },
    ['ConsentMoved'],
  ],
  ['a consent is gone', { consents: before.consents.slice(0, 1) }, ['ConsentGone']],
  ['a leg is settled', legWith({ status: 'Settled' }), ['LegMoved', 'StatusMoved']],
  ['a leg has less left', legWith({ residual: O.some(amount('1')) }), ['LegMoved']],
  ['a leg has another quantity', legWith({ quantity: amount('1.50001') }), ['LegMoved']],
  ['a leg has another asset', legWith({ asset: O.none }), ['LegMoved']],
  ['a leg has another name for its asset', legWith({ venueAsset: 'XXBT' }), ['LegMoved']],
  ['a leg turns around', legWith({ flow: O.some(inward) }), ['LegMoved']],
  ['a leg has another word', legWith({ venueDirection: 'incoming' }), ['LegMoved']],
  ['a leg is somebody else’s to settle', legWith({ actionableBy: ['Us'] }), ['LegMoved']],
  ['a leg has another mark', legWith({ mark: mark('another') }), ['LegMoved']],
  [
    'a transfer is completed',
    legWith({ transfers: [{ ...transfer, status: 'Completed' }] }),
    ['TransferSeen'],
  ],
  [
    'a transfer has another quantity',
    legWith({ transfers: [{ ...transfer, quantity: O.none }] }),
    ['TransferSeen'],
  ],
  [
    'a transfer is new',
    legWith({ transfers: [transfer, { ...transfer, id: transferId('X2') }] }),
    ['TransferSeen'],
  ],
  ['a transfer is gone', legWith({ transfers: [] }), ['TransferGone']],
  [
    'a hold is released',
    { holds: [{ ...hold, status: 'Released' }, ...before.holds.slice(1)] },
    ['HoldsMoved'],
  ],
  ['a hold is there twice', { holds: [hold, hold] }, ['HoldsMoved']],
  ['the trades are hidden', { trades: O.none }, ['TradesShown']],
  ['a trade is added', { trades: O.some([tradeId('T1'), tradeId('T2'), tradeId('T3')]) }, ['TradesShown']],
  ['nothing is odd any more', { oddities: [] }, ['OdditiesFound']],
  ['it is final', { finality: 'Final' }, ['FinalityMoved', 'StatusMoved']],
];

describe('what changed in a settlement', () => {
  test.each(mutations)('%s', (_, changes, tags) => {
    const found = settlementChanges(before, settlement({ ...before, ...changes }));
    expect(found.map(({ _tag }) => _tag)).toStrictEqual(tags);
  });

  test('is nothing when the same is shown in another order, with other fields first, or with another raw object', () => {
    const again = settlement({
      ...before,
      legs: before.legs.toReversed().map(({ id, ...rest }) => ({
        ...rest,
        actionableBy: rest.actionableBy.toReversed(),
        id,
      })),
      consents: before.consents.toReversed().map(({ by, ...rest }) => ({ ...rest, by })),
      holds: before.holds.toReversed(),
      trades: O.some([tradeId('T2'), tradeId('T1')]),
      raw: { other: true },
    });
    expect(settlementChanges(before, again)).toStrictEqual([]);
  });

  test('is told with what was and what is', () => {
    const [moved] = settlementChanges(
      before,
      settlement({ ...before, ...legWith({ status: 'InProgress' }) }),
    );
    expect(moved).toMatchObject({ was: O.some({ status: 'Open' }), is: { status: 'InProgress' } });
    const added = settlementChanges(
      before,
      settlement({ ...before, legs: [...before.legs, { ...leg(), ...second, id: legId('L3') }] }),
    );
    expect(added).toMatchObject([{ _tag: 'LegMoved', was: O.none }]);
  });
});
