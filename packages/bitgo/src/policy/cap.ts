import type { AccountId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type Rule, deny } from './policy.js';

/** The most that may move, by the venue's name of the currency. Units: the currency's smallest (fractional) unit. */
export type Caps = ReadonlyMap<string, bigint>;

/**
 * At most so much of each currency in one payload, whoever sends it, fees included. A currency without a cap is denied.
 */
export const currencyCap =
  (caps: Caps): Rule =>
  ({ projection }) => {
    const moved = projection.entries.map(
      ({ sendCurrency, sendAmount }) => [sendCurrency, sendAmount] as const,
    );
    return isWithin(moved, caps) ? O.none : deny('more of a currency would move than one payload may move');
  };

/**
 * At most so much of each currency to and from each account that is not ours. An account without caps, and a currency
 * without a cap, is denied.
 */
export const counterpartyCap =
  (caps: ReadonlyMap<AccountId, Caps>): Rule =>
  ({ projection }) => {
    for (const account of new Set(projection.entries.map((entry) => entry.account))) {
      if (account === projection.signer) continue;
      const own = projection.entries.filter((entry) => entry.account === account);
      const sent = own.map(({ sendCurrency, sendAmount }) => [sendCurrency, sendAmount] as const);
      const received = own.map(
        ({ receiveCurrency, receiveAmount }) => [receiveCurrency, receiveAmount] as const,
      );
      const most = caps.get(account) ?? new Map<string, bigint>();
      if (!isWithin(sent, most) || !isWithin(received, most))
        return deny('more would move between us and a counterparty than may move in one payload');
    }
    return O.none;
  };

const isWithin = (moved: ReadonlyArray<readonly [string, bigint]>, caps: Caps): boolean => {
  const totals = new Map<string, bigint>();
  for (const [currency, amount] of moved) totals.set(currency, (totals.get(currency) ?? 0n) + amount);
  return [...totals].every(([currency, total]) => total <= (caps.get(currency) ?? -1n));
};
