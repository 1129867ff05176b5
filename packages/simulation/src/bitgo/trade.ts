import { type AccountId, type Instruction, Quantity, accountId, assetId, tradeId } from '@legwork/core';
import type { BitgoMachine, BitgoTrade } from '@legwork/sandbox';
import { right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';

/** The one trade of the simulation: the requester sells BTC to the counterparty. Units: the currencies' smallest. */
export const sale = { btc: 150_000_000n, usd: 9_300_000n, externalId: 'simulated-1' } as const;

/** The two accounts of the trade, as the machine names them. */
export interface Parties {
  readonly enterprise: string;
  readonly requester: AccountId;
  readonly counterparty: AccountId;
}

/** The parties at a machine with its usual accounts. */
export const partiesAt = (machine: BitgoMachine.Machine): Parties => {
  const { accounts } = machine.overview();
  const named = (wanted: string): AccountId =>
    right(accountId(accounts.find(({ name }) => name === wanted)?.accountId ?? ''));
  return {
    enterprise: machine.enterpriseId,
    requester: named('requester'),
    counterparty: named('counterparty'),
  };
};

/** The assets of the trade, by their names at the venue. */
export const units = [
  { asset: right(assetId('BTC')), venueName: 'ofctbtc', decimals: 8 },
  { asset: right(assetId('USD')), venueName: 'ofctusd', decimals: 2 },
] as const;

/** A quantity from the smallest unit of one of these currencies; nothing of any other is counted. */
export const quantityOf = (currency: string, amount: bigint): Quantity.Quantity => {
  const decimals = units.find(({ venueName }) => venueName === currency)?.decimals ?? 0;
  return O.getOrElse(() => Quantity.zero)(Quantity.fromInteger(amount, decimals));
};

/** The trade as the requester writes it. */
export const wireTrade = ({ requester, counterparty }: Parties, atMs: number): BitgoTrade => ({
  baseAccountId: requester,
  quoteAccountId: counterparty,
  status: 'pending',
  timestamp: new Date(atMs).toISOString(),
  baseAmount: `${sale.btc}`,
  quoteAmount: `${sale.usd}`,
  baseCurrency: 'ofctbtc',
  quoteCurrency: 'ofctusd',
  externalId: sale.externalId,
});

/** Our name of the trade. */
export const ourTrade = right(tradeId(sale.externalId));

/** The terms that the requester approves; `fee` may be charged on top of what it pays. */
export const requesterTerms = (parties: Parties, fee: bigint): ReadonlyArray<Instruction.Term> => {
  const us = { role: 'Us', account: parties.requester } as const;
  const them = { role: 'Counterparty', account: parties.counterparty } as const;
  const [btc, usd] = units;
  return [
    {
      asset: btc.asset,
      quantity: quantityOf(btc.venueName, sale.btc),
      flow: { payer: us, receiver: them },
      feeMax: quantityOf(btc.venueName, fee),
    },
    {
      asset: usd.asset,
      quantity: quantityOf(usd.venueName, sale.usd),
      flow: { payer: them, receiver: us },
      feeMax: Quantity.zero,
    },
  ];
};
