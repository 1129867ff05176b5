import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ExpectedLeg, Quantity, assetId, tradeId } from '@legwork/core';
import { type Business, must } from '@legwork/example-stage';
import * as E from 'fp-ts/lib/Either.js';

/** The example's own trades: what the sandbox is started with, and what our trade book holds. */
export const scenarioFile = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../scenario.json');

interface Amount {
  readonly asset: string;
  readonly amount: string;
}

interface Trade {
  readonly id: string;
  readonly side: 'buy' | 'sell';
  readonly base: Amount;
  readonly quote: Amount;
  readonly fee: Amount;
}

/**
 * Reads the example's trades, as from our own records, and works out, asset by asset, who is to pay what.
 *
 * Kraken works the terms of a batch out by itself, so we state none; what it shows is held against the legs.
 */
export const readTradeBook = (): Business => {
  const { trades }: { trades: ReadonlyArray<Trade> } = JSON.parse(readFileSync(scenarioFile, 'utf8'));
  return {
    name: 'example-batch',
    scope: 'currency',
    trades: trades.map((trade) => must(tradeId(trade.id))),
    terms: [],
    legs: netLegs(trades),
  };
};

/** What we send and receive by a trade: a buy brings the base and costs the quote; a fee always costs. */
const sends = ({ side, base, quote, fee }: Trade): ReadonlyArray<Amount> => [
  side === 'buy' ? quote : base,
  fee,
];
const receives = ({ side, base, quote }: Trade): ReadonlyArray<Amount> => [side === 'buy' ? base : quote];

const totals = (amounts: ReadonlyArray<Amount>): Map<string, Quantity.Quantity> => {
  const sums = new Map<string, Quantity.Quantity>();
  for (const { asset, amount } of amounts)
    sums.set(asset, Quantity.add(sums.get(asset) ?? Quantity.zero, must(Quantity.parse(amount))));
  return sums;
};

const netLegs = (trades: ReadonlyArray<Trade>): ReadonlyArray<ExpectedLeg> => {
  const sent = totals(trades.flatMap(sends));
  const received = totals(trades.flatMap(receives));
  return [...new Set([...sent.keys(), ...received.keys()])].flatMap((name): ReadonlyArray<ExpectedLeg> => {
    const asset = must(assetId(name));
    const out = sent.get(name) ?? Quantity.zero;
    const into = received.get(name) ?? Quantity.zero;
    if (out === into) return [];
    const wePay = Quantity.subtract(out, into);
    return E.isRight(wePay)
      ? [{ asset, payer: 'Us', receiver: 'Venue', quantity: wePay.right }]
      : [{ asset, payer: 'Venue', receiver: 'Us', quantity: must(Quantity.subtract(into, out)) }];
  });
};
