import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import type { Party } from '../../src/noun/party.js';
import type { Trade } from '../../src/position/trade.js';

/** One net, as an integer of 10^-`digits`; positive: we receive. */
interface PlainNet {
  amount: bigint;
  readonly trades: Array<string>;
}

/** How many digits after the point the plain version counts with: more than any quantity of the tests has. */
export const digits = 60;

/** The same netting, written plainly with big integers and one map: the oracle. */
export const plainNetting = (
  trades: ReadonlyArray<Trade>,
  scale: number = digits,
): ReadonlyMap<string, PlainNet> => {
  const nets = new Map<string, PlainNet>();
  const integer = (quantity: Quantity.Quantity): bigint =>
    O.getOrElse(() => 0n)(Quantity.toInteger(quantity, scale));
  for (const { id, venue, account, scope, counterparty, gives, receives } of trades) {
    const add = (party: Party, asset: string, purpose: string, amount: bigint): void => {
      const place = `${venue} ${account} ${O.isSome(scope) ? `=${scope.value}` : ''}`;
      const key = `${place} ${party.role} ${party.account} ${asset} ${purpose}`;
      const net = nets.get(key);
      if (net === undefined) nets.set(key, { amount, trades: [id] });
      else {
        net.amount += amount;
        if (net.trades.at(-1) !== id) net.trades.push(id);
      }
    };
    for (const [side, sign] of [
      [gives, -1n],
      [receives, 1n],
    ] as const) {
      let amount = integer(side.quantity);
      for (const fee of side.fees) {
        if (fee._tag === 'Added') amount += integer(fee.quantity);
        if (fee._tag === 'Deducted') amount -= integer(fee.quantity);
        if (fee._tag === 'OwnLeg')
          add(fee.with, fee.asset, 'Fee', integer(fee.quantity) * (fee.direction === 'WePay' ? -1n : 1n));
      }
      add(counterparty, side.asset, 'Principal', sign * amount);
    }
  }
  return nets;
};
