import {
  type BitgoSandbox,
  type KrakenPrimeSandbox,
  type Trade,
  startBitgo,
  startKrakenPrime,
} from '@legwork/sandbox';

/** Both venues as servers on this machine, in real time, each with one settlement that waits for us. */
export interface Sandboxes {
  readonly kraken: KrakenPrimeSandbox;
  readonly bitgo: BitgoSandbox;
  /** The trades behind the batch at Kraken. */
  readonly trades: ReadonlyArray<Trade>;
  readonly control: (of: { readonly controlUrl: string }, path: string, body: unknown) => Promise<void>;
  readonly close: () => Promise<void>;
}

const tradeOf = (last: number, side: Trade['side'], usd: string): Trade => ({
  id: `3f435d6b-62fd-4f26-b1c5-00000000000${last}`,
  kind: 'currency',
  side,
  base: { asset: 'BTC', amount: '1' },
  quote: { asset: 'USD', amount: usd },
});

/** Two trades at Kraken Prime of which only dollars are left: a thousand that we lost, or a thousand that we won. */
const krakenTrades = (won: boolean): ReadonlyArray<Trade> => [
  tradeOf(1, 'buy', won ? '59000' : '60000'),
  tradeOf(2, 'sell', won ? '60000' : '59000'),
];

/** At BitGo the counterparty owes us 0.01 BTC for 10,000 USD, has affirmed, and waits for us. */
const proposal = {
  requester: 'counterparty',
  base: 'counterparty',
  quote: 'requester',
  baseAmount: '1000000',
  baseCurrency: 'ofctbtc',
  quoteAmount: '1000000',
  quoteCurrency: 'ofctusd',
  externalId: 'purchase',
};

/** Starts both. Kraken calls a batch completed `completeAfterMs` after it is settled. */
export const startSandboxes = async (won: boolean, completeAfterMs: number): Promise<Sandboxes> => {
  const trades = krakenTrades(won);
  const kraken = await startKrakenPrime({
    scenario: { says: 'Two trades.', trades },
    switches: {
      rateMax: 1_000_000,
      confirmAfterMs: 0,
      transferMs: 20,
      venueSettlesAfterMs: 20,
      completeAfterMs,
    },
  });
  const bitgo = await startBitgo({
    scenario: { says: 'A settlement waits for us.', switches: { rateMax: 0 }, proposals: [proposal] },
  });
  const control: Sandboxes['control'] = async ({ controlUrl }, path, body) => {
    const reply = await fetch(`${controlUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(await reply.text());
  };
  await control(kraken, '/second-actor', { act: 'create' });
  const close = async (): Promise<void> => {
    await Promise.all([kraken.close(), bitgo.close()]);
  };
  return { kraken, bitgo, trades, control, close };
};

/** When the settlement at BitGo was settled, by its books; `undefined`: it is not. Units: milliseconds since the Unix epoch. */
export const bitgoFinalAtMs = ({ bitgo }: Sandboxes): number | undefined => {
  const [settlement] = bitgo.machine.truth().settlements;
  return settlement?.status === 'settled' ? (settlement.finalizedAtMs ?? undefined) : undefined;
};

/** When each call of ours to settle a leg reached Kraken. */
export const krakenSettlesAtMs = ({ kraken }: Sandboxes): ReadonlyArray<number> =>
  kraken.machine
    .truth()
    .requests.filter(({ method }) => method === 'SettlePrimeSettlementBatchAsset')
    .map(({ receivedAtMs }) => receivedAtMs);

/** When each payload that we signed reached BitGo; the counterparty signed its own before. */
export const bitgoSignedAtMs = ({ bitgo }: Sandboxes): ReadonlyArray<number> => {
  const us = bitgo.credentials.accounts.find(({ name }) => name === 'requester');
  return bitgo.machine
    .truth()
    .signatures.filter(({ accountId }) => accountId === us?.accountId)
    .map(({ atMs }) => atMs);
};

/** How often we asked BitGo to change an affirmation, whatever came of it. */
export const bitgoCalls = ({ bitgo }: Sandboxes): number =>
  bitgo.machine.truth().requests.filter(({ operation }) => operation === 'UpdateAffirmation').length;

/** Everything that was paid between accounts, by the books of both. */
export const paid = ({ kraken, bitgo }: Sandboxes): ReadonlyArray<string> => {
  const transfers = kraken.machine
    .truth()
    .transfers.map(({ payer, moved, asset }) => `kraken: ${payer} pays ${moved} ${asset}`);
  const nameOf = (id: string): string =>
    bitgo.credentials.accounts.find(({ accountId }) => accountId === id)?.name ?? 'the venue';
  const payments = bitgo.machine
    .truth()
    .moves.filter(({ kind, amount }) => kind === 'pay' && amount !== '0')
    .map(({ accountId, amount, currency }) => `bitgo: ${nameOf(accountId)} pays ${amount} ${currency}`);
  return [...transfers, ...payments].toSorted();
};
