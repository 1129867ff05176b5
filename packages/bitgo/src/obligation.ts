import type { AccountId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { Amount, SettlementShown, TradeShown } from './codec/shown.js';
import type { Payload } from './payload/payload.js';

/** What one account owes another by a settlement, before fees. Units: the currency's smallest. */
export interface Obligation {
  readonly payer: AccountId;
  readonly receiver: AccountId;
  readonly currency: string;
  readonly amount: bigint;
}

/** What a payload lets move: between its two accounts, or, when an agent signs it, between each of them and the agent. */
export const fromPayload = ({ signer, entries }: Payload): ReadonlyArray<Obligation> => {
  const accounts = [...new Set(entries.map(({ account }) => account))];
  const isDirect = accounts.includes(signer);
  return merged(
    entries.flatMap((entry): ReadonlyArray<Obligation> => {
      const sends = { currency: entry.sendCurrency, amount: entry.sendSubtotal };
      const receives = { currency: entry.receiveCurrency, amount: entry.receiveAmount };
      if (!isDirect)
        return [
          { payer: entry.account, receiver: signer, ...sends },
          { payer: signer, receiver: entry.account, ...receives },
        ];
      const other = accounts.find((account) => account !== entry.account);
      return other === undefined ? [] : [{ payer: entry.account, receiver: other, ...sends }];
    }),
  );
};

/** What the payload says that accounts receive; of a sound payload of two parties it is what the others send. */
export const receivedByPayload = ({ entries }: Payload): ReadonlyMap<string, bigint> =>
  totals(entries.map((entry) => [`${entry.account} ${entry.receiveCurrency}`, entry.receiveAmount]));

/** The same of what is owed. */
export const receivedByObligations = (owed: ReadonlyArray<Obligation>): ReadonlyMap<string, bigint> =>
  totals(owed.map(({ receiver, currency, amount }) => [`${receiver} ${currency}`, amount]));

/** What trades make accounts owe each other, an agent in between if there is one. Only what concerns `us`. */
export const fromTrades = (
  us: AccountId,
  { requester, type }: SettlementShown,
  trades: ReadonlyArray<TradeShown>,
): ReadonlyArray<Obligation> => {
  const agent = O.isSome(type) && type.value === 'agency' ? requester : O.none;
  const all = trades.flatMap((trade) => (O.isSome(agent) ? through(agent.value, trade) : between(trade)));
  return merged(all.filter(({ payer, receiver }) => payer === us || receiver === us));
};

const between = ({ base, quote }: TradeShown): ReadonlyArray<Obligation> => [
  { payer: base.account, receiver: quote.account, ...base.sends },
  { payer: quote.account, receiver: base.account, ...quote.sends },
];

const through = (agent: AccountId, { base, quote }: TradeShown): ReadonlyArray<Obligation> => {
  const owed = (account: AccountId, sends: Amount, receives: Amount): ReadonlyArray<Obligation> => [
    { payer: account, receiver: agent, ...sends },
    { payer: agent, receiver: account, ...receives },
  ];
  return [
    ...owed(base.account, base.sends, O.getOrElse(() => quote.sends)(base.receives)),
    ...owed(quote.account, quote.sends, O.getOrElse(() => base.sends)(quote.receives)),
  ];
};

/** One obligation for each payer, receiver and currency, in the order of their first. */
const merged = (owed: ReadonlyArray<Obligation>): ReadonlyArray<Obligation> => {
  const sums = new Map<string, Obligation>();
  for (const one of owed) {
    const key = `${one.payer} ${one.receiver} ${one.currency}`;
    const known = sums.get(key);
    sums.set(key, known === undefined ? one : { ...known, amount: known.amount + one.amount });
  }
  return [...sums.values()];
};

/** Whether both let the same accounts end with the same: trades may stand gross where a payload is net. */
export const sameNet = (one: ReadonlyArray<Obligation>, other: ReadonlyArray<Obligation>): boolean =>
  sameTotals(netOf(one), netOf(other));

const netOf = (owed: ReadonlyArray<Obligation>): ReadonlyMap<string, bigint> =>
  totals(
    owed.flatMap(({ payer, receiver, currency, amount }) => [
      [`${payer} ${currency}`, -amount] as const,
      [`${receiver} ${currency}`, amount] as const,
    ]),
  );

/** Whether both have the same totals; what comes to nothing does not count. */
export const sameTotals = (one: ReadonlyMap<string, bigint>, other: ReadonlyMap<string, bigint>): boolean =>
  [...new Set([...one.keys(), ...other.keys()])].every(
    (key) => (one.get(key) ?? 0n) === (other.get(key) ?? 0n),
  );

const totals = (items: ReadonlyArray<readonly [string, bigint]>): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>();
  for (const [key, amount] of items) sums.set(key, (sums.get(key) ?? 0n) + amount);
  return sums;
};
