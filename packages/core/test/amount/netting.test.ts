import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as Netting from '../../src/amount/netting.js';
import * as Quantity from '../../src/amount/quantity.js';
import type { Leg } from '../../src/noun/leg.js';
import type { Role } from '../../src/noun/party.js';
import { decimalText } from '../fixture/decimal-text.js';
import { amount, asset, inward, leg, outward, party } from '../fixture/noun.js';

const role = fc.constantFrom<Role>('Us', 'Venue', 'Counterparty', 'Agent');
const anyLeg: fc.Arbitrary<Leg> = fc
  .tuple(
    fc.option(fc.constantFrom('BTC', 'USD', 'ETH')),
    fc.option(fc.tuple(role, role)),
    decimalText.map(amount),
  )
  .map(([name, flow, quantity]) =>
    leg({
      asset: name === null ? O.none : O.some(asset(name)),
      flow: flow === null ? O.none : O.some({ payer: party(flow[0]), receiver: party(flow[1]) }),
      quantity,
    }),
  );

const totalOf = (legs: ReadonlyArray<Leg>, name: string, side: 'payer' | 'receiver'): string =>
  legs
    .filter((one) => O.isSome(one.asset) && one.asset.value === name && O.isSome(one.flow))
    .filter((one) => O.isSome(one.flow) && one.flow.value[side].role === 'Us')
    .filter((one) => side === 'payer' || (O.isSome(one.flow) && one.flow.value.payer.role !== 'Us'))
    .map((one) => one.quantity)
    .reduce(Quantity.add, Quantity.zero);

describe('netting (M8)', () => {
  test('agrees with adding one by one, asset by asset, sorted', () => {
    fc.assert(
      fc.property(fc.array(anyLeg, { maxLength: 40 }), (legs) => {
        const nets = Netting.byAsset(legs);
        expect(nets.map((net) => net.asset)).toStrictEqual(nets.map((net) => net.asset).toSorted());
        for (const name of ['BTC', 'ETH', 'USD']) {
          const net = nets.find((one) => one.asset === name);
          expect(net?.sent ?? '0').toBe(totalOf(legs, name, 'payer'));
          expect(net?.received ?? '0').toBe(totalOf(legs, name, 'receiver'));
        }
      }),
    );
  });

  test('the order of the legs does not matter', () => {
    fc.assert(
      fc.property(fc.array(anyLeg, { maxLength: 20 }), (legs) => {
        expect(Netting.byAsset(legs.toReversed())).toStrictEqual(Netting.byAsset(legs));
      }),
    );
  });

  test('what one side sends the other receives', () => {
    const mirrored = (one: Leg): Leg => ({
      ...one,
      flow: O.map((flow: typeof outward) => ({ payer: flow.receiver, receiver: flow.payer }))(one.flow),
    });
    const ours = fc
      .tuple(anyLeg, fc.boolean())
      .map(([one, pays]) => ({ ...one, flow: O.some(pays ? outward : inward) }));
    fc.assert(
      fc.property(fc.array(ours, { maxLength: 20 }), (legs) => {
        const [here, there] = [Netting.byAsset(legs), Netting.byAsset(legs.map(mirrored))];
        expect(here.map((net) => [net.sent, net.received])).toStrictEqual(
          there.map((net) => [net.received, net.sent]),
        );
      }),
    );
  });

  test('a leg with more digits after many with fewer widens what was added before', () => {
    const legs = ['1', '0.5', '0.000000000000000001'].map((text) => leg({ quantity: amount(text) }));
    expect(Netting.byAsset(legs)).toStrictEqual([
      { asset: 'BTC', sent: '1.500000000000000001', received: '0' },
    ]);
  });
});
