import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import type { Fee, Side, Trade } from '../../src/position/trade.js';
import { account, amount, asset, party, tradeId, venue } from '../fixture/noun.js';

/** Some quantity of an asset, without fees. */
export const side = (name: string, quantity: string, fees: ReadonlyArray<Fee> = []): Side => ({
  asset: asset(name),
  quantity: amount(quantity),
  fees,
});

/** A trade: we give the venue 1.5 BTC for 60,000 USD, with what the test changes in it. */
export const trade = (id: string, changes: Partial<Trade> = {}): Trade => ({
  id: tradeId(id),
  venue,
  account,
  scope: O.none,
  counterparty: party('Venue'),
  gives: side('BTC', '1.5'),
  receives: side('USD', '60000'),
  knownAs: O.none,
  ...changes,
});

const quantity = fc
  .tuple(fc.bigInt({ min: 10n ** 10n, max: 10n ** 60n }), fc.integer({ min: 0, max: 45 }))
  .map(([integer, digits]) => O.getOrElse(() => Quantity.zero)(Quantity.fromInteger(integer, digits)));

const fee = fc.oneof(
  fc.record({ _tag: fc.constant('Added' as const), quantity }),
  fc.constant({
    _tag: 'Deducted' as const,
    quantity: amount('0.000000000000000000000000000000000001'),
  }),
  fc.record({
    _tag: fc.constant('OwnLeg' as const),
    asset: fc.constantFrom('USD', 'BTC').map(asset),
    quantity,
    direction: fc.constantFrom('WePay' as const, 'WeReceive' as const),
    with: fc.constantFrom('Venue' as const, 'Agent' as const).map(party),
  }),
);

const sides = fc.shuffledSubarray(['BTC', 'ETH', 'USD'], { minLength: 2, maxLength: 2 });
const fees = fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(fee, { maxLength: 2 }));

/** Trades of any size in three assets, two scopes and three counterparties, each with its own id. */
export const trades = (maxLength: number): fc.Arbitrary<ReadonlyArray<Trade>> =>
  fc
    .array(
      fc.tuple(
        sides,
        fc.tuple(quantity, quantity),
        fc.tuple(fees, fees),
        fc.constantFrom('Venue' as const, 'Counterparty' as const, 'Agent' as const),
        fc.constantFrom<O.Option<string>>(O.none, O.some('spot')),
      ),
      { maxLength },
    )
    .map((all) =>
      all.map(([[gives = 'BTC', receives = 'USD'], quantities, charges, role, scope], at) =>
        trade(`T${at}`, {
          gives: { asset: asset(gives), quantity: quantities[0], fees: charges[0] },
          receives: { asset: asset(receives), quantity: quantities[1], fees: charges[1] },
          counterparty: party(role),
          scope,
        }),
      ),
    );
