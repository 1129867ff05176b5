import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import type { Leg } from '../../src/noun/leg.js';
import { compare } from '../../src/plan/break.js';
import * as Positions from '../../src/position/positions.js';
import { tally } from '../../src/position/tally.js';
import { type Trade, repeated } from '../../src/position/trade.js';
import { right } from '../fixture/must.js';
import { account, amount, asset, leg, legId, party, settlement, venue } from '../fixture/noun.js';
import { trade } from './a-trade.js';
import { plainNetting } from './plain-netting.js';

declare const performance: { readonly now: () => number };
declare const console: { readonly log: (text: string) => void };

const count = 1_000_000;
const assets = Array.from({ length: 20 }, (_, at) => asset(`A${String(at).padStart(2, '0')}`));
const here = { venue, account, scope: O.none };

/** A million trades over 20 assets; the same ones each time. */
const million = (): ReadonlyArray<Trade> => {
  let seed = 12_345;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const roles = [party('Venue'), party('Counterparty'), party('Agent')];
  return Array.from({ length: count }, (_, at) => {
    const gives = next(20);
    const text = (): Quantity.Quantity =>
      amount(`${1 + next(99_999)}.${String(1 + next(99_999_999)).padStart(8, '0')}`);
    const side = (index: number) => ({ asset: assets[index] ?? asset('A00'), quantity: text(), fees: [] });
    return trade(`T${at}`, {
      counterparty: roles[next(3)] ?? party('Venue'),
      gives: side(gives),
      receives: side((gives + 1 + next(19)) % 20),
    });
  });
};

const timed = <A>(run: () => A): readonly [A, number] => {
  const from = performance.now();
  const made = run();
  return [made, performance.now() - from];
};

describe('a million trades over 20 assets', () => {
  test('netted into legs and compared, beside plain big integers in the same run', () => {
    const trades = million();
    const ids = trades.map(({ id }) => id);
    // Once for the compiler, once for the clock.
    Positions.of(trades.slice(0, 50_000));
    plainNetting(trades.slice(0, 50_000), 8);

    const [positions, netMs] = timed(() => right(Positions.of(trades)));
    const [plain, plainMs] = timed(() => plainNetting(trades, 8));
    const [, tallyMs] = timed(() => tally(trades));
    const [, repeatedMs] = timed(() => repeated(trades));
    const [expected, expectMs] = timed(() => Positions.expectation(positions, here));
    const legs = positions.legs.map((one, at): Leg => {
      const { direction, quantity, counterparty } = one;
      const us = party('Us');
      const flow =
        direction === 'WePay' ? { payer: us, receiver: counterparty } : { payer: counterparty, receiver: us };
      return leg({ id: legId(`L${at}`), asset: O.some(one.asset), flow: O.some(flow), quantity });
    });
    const shown = settlement({ legs, trades: O.some(ids.toReversed()) });
    const [breaks, compareMs] = timed(() => compare(shown, expected));

    expect(breaks).toStrictEqual([]);
    expect(positions.legs).toHaveLength(60);
    for (const [at, one] of positions.legs.entries()) {
      const net = plain.get(
        `${one.venue} ${one.account}  ${one.counterparty.role} ${one.counterparty.account} ${one.asset} Principal`,
      );
      const integer = O.getOrElse(() => 0n)(Quantity.toInteger(one.quantity, 8));
      expect(one.direction === 'WePay' ? -integer : integer).toBe(net?.amount);
      expect(positions.lineage.starts[at + 1]).toBe(
        (positions.lineage.starts[at] ?? 0) + (net?.trades.length ?? 0),
      );
    }
    const lineageBytes = positions.lineage.members.byteLength + positions.lineage.starts.byteLength;
    const ms = (value: number): string => `${Math.round(value)} ms`;
    console.log(
      [
        `${count} trades, ${positions.legs.length} legs, lineage ${lineageBytes} bytes`,
        `netting: ${ms(netMs)} whole, of which the sums ${ms(tallyMs)} and ids met twice ${ms(repeatedMs)}`,
        `plain big integers, sums alone: ${ms(plainMs)}; ratio of the sums ${(plainMs / tallyMs).toFixed(1)}, of the whole ${(plainMs / netMs).toFixed(1)}`,
        `expectation with its trades: ${ms(expectMs)}; comparing: ${ms(compareMs)}`,
      ].join('\n'),
    );
  }, 300_000);
});
