import type { Chance } from '../chance.js';
import { type Cut, cutPoints } from '../cut-point.js';
import type { Wish, Wishes } from '../business/batches.js';
import type { Sandboxes } from '../venues.js';
import { writes } from '../worker/slow-down.js';
import { timing } from '../timing.js';

/** Makes happen what a point needs, and, now and then, whatever else can go wrong on the way to a venue. */
export interface Provoker {
  /** For this point to be reached soon. */
  readonly towards: (cut: Cut) => Promise<void>;
  /** Anything. */
  readonly sprinkle: () => Promise<void>;
  /** The venues answer well from now on. */
  readonly calm: () => Promise<void>;
  /** What batches, and trades, are asked for. */
  readonly batches: Wishes;
  readonly trades: Wishes;
}

const reads = { kraken: 'GetPrimeSettlementBatch', bitgo: 'GetSettlement' } as const;

const kinds = [
  'drop-before',
  'drop-after',
  'http-5xx',
  'http-5xx-after',
  'delay',
  'delay-after',
  'truncate',
] as const;

const faultOf = (kind: (typeof kinds)[number], method: string): unknown => {
  const on = { method };
  switch (kind) {
    case 'http-5xx':
      return { kind, on, with: { when: 'before' } };
    case 'http-5xx-after':
      return { kind: 'http-5xx', on, with: { when: 'after' } };
    case 'delay':
      return { kind, on, with: { ms: timing.slowMs, when: 'before' } };
    case 'delay-after':
      return { kind: 'delay', on, with: { ms: timing.slowMs, when: 'after' } };
    case 'drop-before':
    case 'drop-after':
    case 'truncate':
      return { kind, on };
  }
};

/** A provoker. The shares of what is taken back and of what waits are of the whole business. */
export const makeProvoker = ({ kraken, bitgo }: Sandboxes, chance: Chance): Provoker => {
  const wished: { readonly batches: Array<Wish>; readonly trades: Array<Wish> } = { batches: [], trades: [] };
  const strike = async (kind: (typeof kinds)[number]): Promise<void> => {
    const faults = (methods: ReadonlyArray<string>) => ({
      faults: methods.map((method) => faultOf(kind, method)),
    });
    await kraken.control('POST /faults', faults(writes.kraken));
    await bitgo.control('POST /faults', faults(writes.bitgo));
  };
  return {
    towards: async (cut) => {
      switch (cutPoints.find((point) => point.cut === cut)?.reach) {
        case 'LostReply':
          return strike('drop-after');
        case 'LostRequest':
          return strike('drop-before');
        case 'Cancelling':
          wished.trades.push('Cancel', 'Cancel', 'Cancel');
          wished.batches.push('Cancel');
          return;
        case 'Waiting':
          wished.batches.push('Wait');
          return;
        case 'Always':
        case 'Never':
        case undefined:
          return;
      }
    },
    sprinkle: async () => {
      const isWrite = chance.yes(0.6);
      const kind = chance.pick(kinds);
      if (chance.yes(0.5)) {
        const method = isWrite ? chance.pick(writes.kraken) : reads.kraken;
        await kraken.control('POST /faults', { faults: [faultOf(kind, method)] });
      } else {
        const method = isWrite ? chance.pick(writes.bitgo) : reads.bitgo;
        await bitgo.control('POST /faults', { faults: [faultOf(kind, method)] });
      }
    },
    calm: async () => {
      await kraken.control('DELETE /faults');
      await bitgo.control('DELETE /faults');
    },
    batches: { take: () => wished.batches.pop() ?? (chance.yes(0.05) ? 'Cancel' : undefined) },
    trades: { take: () => wished.trades.pop() ?? (chance.yes(0.05) ? 'Cancel' : undefined) },
  };
};
