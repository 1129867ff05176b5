import type { KrakenPrimeMachine } from '@legwork/sandbox';

type Trades = NonNullable<KrakenPrimeMachine.Options['trades']>;

const sale = (last: number, asset: string, amount: string, cost: string): Trades[number] => ({
  id: `00000000-0000-4000-8000-00000000000${last}`,
  kind: 'currency',
  side: 'sell',
  base: { asset, amount },
  quote: { asset: 'USD', amount: cost },
});

/** Trades by which we owe BTC, or BTC and ETH, and receive USD. */
export const trades = (legs: 1 | 2): Trades =>
  legs === 1
    ? [sale(1, 'BTC', '2.00000001', '184000')]
    : [sale(1, 'BTC', '2.00000001', '184000'), sale(2, 'ETH', '32.25', '104000.5')];

/** The assets of those trades. */
export const assets = ['BTC', 'ETH', 'USD'] as const;
