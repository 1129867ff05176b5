// @ts-check
import { Precise, kraken as Kraken } from 'ccxt';

/**
 * Sums by asset, with instances, which is the faster of the two ways that ccxt offers.
 * @param {ReadonlyArray<{ readonly asset: string, readonly direction: string, readonly amount: string }>} told
 */
export const net = (told) => {
  const sums = new Map();
  for (const { asset, direction, amount } of told) {
    let sum = sums.get(asset);
    if (sum === undefined) {
      sum = { sent: new Precise('0'), received: new Precise('0') };
      sums.set(asset, sum);
    }
    const side = direction === 'outgoing' ? 'sent' : 'received';
    sum[side] = sum[side].add(new Precise(amount));
  }
  return [...sums]
    .map(([asset, { sent, received }]) => [asset, sent.toString(), received.toString()])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
};

/** @type {(text: string, decimals: number) => string} */
export const toUnits = (text, decimals) => Precise.stringMul(text, `1${'0'.repeat(decimals)}`);

/** @type {(units: string, decimals: number) => string} */
export const fromUnits = (units, decimals) => Precise.stringDiv(units, `1${'0'.repeat(decimals)}`, decimals);

/**
 * An exchange that calls a server of this machine.
 * @param {{ apiKey: string, secret: string, url: string }} options
 */
export const exchange = ({ apiKey, secret, url }) => {
  const kraken = new Kraken({ apiKey, secret, enableRateLimit: false });
  kraken.urls.api.private = url;
  let nonce = 1;
  kraken.nonce = () => nonce++;
  return {
    /** @param {Record<string, string>} params */
    sign: (params) => kraken.sign('GetPrimeSettlementBatch', 'private', 'POST', params),
    /** @param {Record<string, string>} params */
    request: (params) => kraken.request('GetPrimeSettlementBatch', 'private', 'POST', params),
  };
};
