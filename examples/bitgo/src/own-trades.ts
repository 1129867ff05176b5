import { type AccountId, Quantity, accountId, tradeId } from '@legwork/core';
import { type OwnTrade, termsOfTrade } from '@legwork/bitgo';
import { type Business, must } from '@legwork/example-stage';
import { type Bitgo, loginOf } from './sandbox.js';
import { BTC, USD } from './units.js';

/** An amount of our books. */
export const quantity = (text: string): Quantity.Quantity => must(Quantity.parse(text));

/** The id of an account by its name. */
export const idOf = (sandbox: Bitgo, name: string): AccountId =>
  must(accountId(loginOf(sandbox, name).accountId));

/** Our trade as our own books have it: we sell bitcoin to a counterparty. */
export const sellBitcoin = (sandbox: Bitgo, name: string, buyer = 'counterparty'): OwnTrade => ({
  trade: must(tradeId(name)),
  with: idOf(sandbox, buyer),
  role: 'Counterparty',
  pays: { asset: BTC, quantity: quantity('0.5') },
  feeMax: Quantity.zero,
  receives: { asset: USD, quantity: quantity('46250.5') },
});

/** What a trade of our books means for a run: the terms that we state, and what we hold the settlement against. */
export const businessOf = (us: AccountId, trade: OwnTrade): Business => ({
  name: trade.trade,
  scope: 'direct',
  trades: [trade.trade],
  terms: termsOfTrade(us, trade),
  legs: [
    { ...trade.pays, payer: 'Us', receiver: trade.role },
    { ...trade.receives, payer: trade.role, receiver: 'Us' },
  ],
});
