import {
  type AccountId,
  type Expectation,
  type ExpectedLeg,
  type Instruction,
  Quantity,
  type Settlement,
  type TradeId,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { AssetAmount } from './desk.js';

/** A trade of our own books: what we owe somebody, and what they owe us. */
export interface OwnTrade {
  /** Our name for it, and the counterparty's: `externalId` at the venue. */
  readonly trade: TradeId;
  readonly with: AccountId;
  /** `Agent`: somebody who stands between us and another client of theirs. */
  readonly role: 'Counterparty' | 'Agent';
  readonly pays: AssetAmount;
  /** The most that we may be charged on top of what we pay, in the same asset. */
  readonly feeMax: Quantity.Quantity;
  readonly receives: AssetAmount;
}

/** The settlement is not of trades that our books have. Nothing was sent; somebody decides whether it is refused. */
export interface NotOurTrade {
  readonly _tag: 'NotOurTrade';
  readonly what: string;
}

/** The terms of a trade, for `create`: `{ scope: 'direct', trades: some([trade]), terms }`. */
export const termsOfTrade = (us: AccountId, trade: OwnTrade): ReadonlyArray<Instruction.Term> => {
  const ours = { role: 'Us', account: us } as const;
  const theirs = { role: trade.role, account: trade.with };
  return [
    { ...trade.pays, flow: { payer: ours, receiver: theirs }, feeMax: trade.feeMax },
    { ...trade.receives, flow: { payer: theirs, receiver: ours }, feeMax: Quantity.zero },
  ];
};

/**
 * What our books expect of a settlement that somebody else requested, for `settle`: it is of trades that we have with that
 * account, and of nothing else. The amounts are compared by the plan, leg by leg (contract M7).
 *
 * Errors: `NotOurTrade`; nothing was sent.
 */
export const expectationOf =
  (book: ReadonlyArray<OwnTrade>) =>
  (settlement: Settlement.Settlement): E.Either<NotOurTrade, Expectation> => {
    const { trades, legs } = settlement;
    if (O.isNone(trades) || trades.value.length === 0)
      return notOurs('it does not show which trades it consists of');
    const known = trades.value.map((id) => book.filter(({ trade }) => trade === id));
    if (known.some((found) => found.length !== 1)) return notOurs('a trade of it is not in our books, once');
    const ours = known.flat();
    const others = new Set<string>(
      legs.flatMap(({ flow }) =>
        O.isSome(flow)
          ? [flow.value.payer, flow.value.receiver].flatMap(({ role, account }) =>
              role === 'Us' ? [] : [account],
            )
          : [],
      ),
    );
    if (ours.some((one) => !others.has(one.with)) || others.size !== 1)
      return notOurs('it is with another account than the trades of our books');
    return E.right({ _tag: 'Positions', legs: expectedLegs(ours), trades });
  };

/** One leg for each asset and direction; several trades in one asset add up. */
const expectedLegs = (trades: ReadonlyArray<OwnTrade>): ReadonlyArray<ExpectedLeg> => {
  const sums = new Map<string, ExpectedLeg>();
  const add = (leg: ExpectedLeg): void => {
    const key = `${leg.payer} ${leg.asset}`;
    const known = sums.get(key);
    const quantity = known === undefined ? leg.quantity : Quantity.add(known.quantity, leg.quantity);
    sums.set(key, { ...leg, quantity });
  };
  for (const { pays, receives, role } of trades) {
    add({ ...pays, payer: 'Us', receiver: role });
    add({ ...receives, payer: role, receiver: 'Us' });
  }
  return [...sums.values()];
};

const notOurs = (what: string): E.Either<NotOurTrade, never> => E.left({ _tag: 'NotOurTrade', what });
