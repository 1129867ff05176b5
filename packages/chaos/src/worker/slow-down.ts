import type { Trap, Venues } from '../message.js';

/** The calls that move money, or that lead to it. */
export const writes = {
  kraken: ['SettlePrimeSettlementBatchAsset'],
  bitgo: ['CreateSettlement', 'UpdateAffirmation'],
} as const;

/** Has both venues be slow with the next call that writes; the lane sees to it that it is ours, or that ours does not matter. */
export const slowDown = async ({ kraken, bitgo }: Venues, { slow, slowMs }: Trap): Promise<void> => {
  const ask = (controlUrl: string, methods: ReadonlyArray<string>): Promise<unknown> =>
    fetch(`${controlUrl}/faults`, {
      method: 'POST',
      body: JSON.stringify({
        faults: methods.map((method) => ({
          kind: 'delay',
          on: { method },
          with: { ms: slowMs, when: slow },
        })),
      }),
    });
  await Promise.all([ask(kraken.controlUrl, writes.kraken), ask(bitgo.controlUrl, writes.bitgo)]);
};
