import type { Amount, Business, Trade } from '../job.js';

/** One piece of business that was given to the workers, and what they answered when it was. */
export interface Entry {
  readonly id: string;
  readonly input: string;
  readonly business: Business;
  /** Every answer to a submission of exactly this. */
  readonly answers: Array<string>;
  /** Every answer to a submission under the same id of something else. */
  readonly conflicts: Array<string>;
  /** The answer to a cancellation; the last one counts, as the earlier may have been lost. */
  readonly cancels: Array<string>;
}

/** Everything that was given to the workers: what the judgement holds the venues' own books against. */
export interface Book {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly enter: (id: string, business: Business) => Entry;
}

/** An empty book. */
export const newBook = (): Book => {
  const entries = new Map<string, Entry>();
  return {
    entries,
    enter: (id, business) => {
      const input = JSON.stringify(business);
      const entry: Entry = { id, input, business, answers: [], conflicts: [], cancels: [] };
      entries.set(id, entry);
      return entry;
    },
  };
};

/** A trade at Kraken Prime, as its sandbox books it. */
export interface KrakenTrade {
  readonly id: string;
  readonly kind: 'currency' | 'tokenized_equity';
  readonly side: 'sell';
  readonly base: Amount;
  readonly quote: Amount;
}

const uuid = (number: number): string => `0b5e7a52-4d6c-4c1e-9a0e-${String(number).padStart(12, '0')}`;

/** The trades of the next batch of a kind: we sell two assets, and are owed dollars. No two batches have the same amounts. */
export const tradesOf = (kind: KrakenTrade['kind'], number: number): ReadonlyArray<KrakenTrade> => {
  const assets = kind === 'currency' ? (['BTC', 'ETH'] as const) : (['TSLAx', 'AAPLx'] as const);
  return assets.map((asset, at) => ({
    id: uuid(number * 2 + at),
    kind,
    side: 'sell',
    base: { asset, amount: `0.${String(number + 1).padStart(6, '0')}${at + 1}` },
    quote: { asset: 'USD', amount: `${number + 1}.${at + 1}` },
  }));
};

/** What those trades come to: what we pay, and the dollars that we receive. */
export const sumOf = (
  number: number,
  trades: ReadonlyArray<KrakenTrade>,
): { readonly pays: ReadonlyArray<Amount>; readonly receives: ReadonlyArray<Amount> } => ({
  pays: trades.map(({ base }) => base),
  receives: [{ asset: 'USD', amount: `${2 * (number + 1)}.3` }],
});

/** The next trade at BitGo; no two have the same amounts. */
export const tradeOf = (number: number, requester: string, counterparty: string): Trade => ({
  trade: `chaos-${number}`,
  requester,
  counterparty,
  btc: `0.${String(number + 1).padStart(6, '0')}1`,
  usd: `${number + 1}.01`,
});
