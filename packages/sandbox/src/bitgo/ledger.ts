import { invariant } from '../invariant.js';
import type { BalanceTruth, MoveTruth } from './truth.js';

/** What an account has of a currency. Units: base units. */
interface Balance {
  readonly accountId: string;
  readonly currency: string;
  available: bigint;
  held: bigint;
}

/** One movement, before it is written down. */
interface Move extends Omit<MoveTruth, 'amount'> {
  readonly amount: bigint;
}

/** The balances of all accounts and every movement that made them. */
export interface Ledger {
  readonly available: (accountId: string, currency: string) => bigint;
  /** Does it and writes it down; a movement of nothing is none. What is not there is never moved. */
  readonly post: (move: Move) => void;
  readonly balances: () => ReadonlyArray<BalanceTruth>;
  readonly moves: () => ReadonlyArray<MoveTruth>;
}

/** An empty ledger. */
export const make = (): Ledger => {
  const balances = new Map<string, Balance>();
  const moves: MoveTruth[] = [];
  const balanceOf = (accountId: string, currency: string): Balance => {
    const key = `${accountId}/${currency}`;
    const known = balances.get(key);
    if (known !== undefined) return known;
    const fresh = { accountId, currency, available: 0n, held: 0n };
    balances.set(key, fresh);
    return fresh;
  };

  const post = (move: Move): void => {
    if (move.amount === 0n) return;
    invariant(move.amount > 0n, 'a movement is above zero');
    shift(move, balanceOf(move.accountId, move.currency), balanceOf(move.toAccountId, move.currency));
    moves.push({ ...move, amount: move.amount.toString() });
  };

  return {
    available: (accountId, currency) => balances.get(`${accountId}/${currency}`)?.available ?? 0n,
    post,
    balances: () =>
      [...balances.values()].map(({ accountId, currency, available, held }) => ({
        accountId,
        currency,
        available: available.toString(),
        held: held.toString(),
      })),
    moves: () => [...moves],
  };
};

const shift = ({ kind, amount }: Move, from: Balance, to: Balance): void => {
  switch (kind) {
    case 'fund':
      to.available += amount;
      return;
    case 'withdraw':
      invariant(from.available >= amount, 'only what is available is withdrawn');
      from.available -= amount;
      return;
    case 'hold':
      invariant(from.available >= amount, 'only what is available is held');
      from.available -= amount;
      from.held += amount;
      return;
    case 'release':
      invariant(from.held >= amount, 'only what is held is released');
      from.held -= amount;
      from.available += amount;
      return;
    case 'pay':
    case 'fee':
      invariant(from.held >= amount, 'only what is held is paid');
      from.held -= amount;
      to.available += amount;
      return;
  }
};
