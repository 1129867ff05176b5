import {
  type Journal,
  type NonceFloor,
  type Ports,
  UnitRegistry,
  type Watcher,
  assetId,
  makeControl,
  memoryJournal,
} from '@legwork/core';
import { connectKrakenPrime } from '@legwork/kraken-prime';
import { must } from '@legwork/example-stage';
import { sha256, systemClock } from '@legwork/node';
import type { KrakenPrime } from './sandbox.js';

const unit = (name: string, decimals: number): UnitRegistry.Unit => ({
  asset: must(assetId(name)),
  venueName: name,
  decimals,
});

/** What our own configuration says of the assets, and what a second source says; only what both say is acted on. */
const ours = [unit('BTC', 8), unit('ETH', 8), unit('SOL', 9), unit('USD', 2)];
const theirs = [unit('USD', 2), unit('SOL', 9), unit('ETH', 8), unit('BTC', 8)];

/** What is remembered of what was sent, and the name of this process, which shares it with others. */
export interface Memory {
  readonly journal: Journal & NonceFloor;
  readonly worker: string;
}

const forgetful = (): Memory => ({
  journal: memoryJournal(systemClock),
  worker: `example-${process.pid}`,
});

/** Everything a run needs, connected to the sandbox. Against the real venue, leave `transport` out and set `quietMs` with care. */
export const openDesk = (
  sandbox: Pick<KrakenPrime, 'baseUrl' | 'credentials'>,
  watch: Watcher,
  { journal, worker }: Memory = forgetful(),
): Ports => {
  const tenure = { ...journal, owner: worker };
  const venue = must(
    connectKrakenPrime({ clock: systemClock, floor: journal, tenure })({
      account: 'example-desk',
      ...sandbox.credentials,
      outgoingMeans: 'we-pay',
      units: must(UnitRegistry.agree(ours, theirs)),
      quietMs: 2_000,
      transport: { baseUrl: sandbox.baseUrl, allowedHosts: ['127.0.0.1'], loopbackHttp: true },
    }),
  );
  const control = makeControl();
  return {
    venue,
    journal,
    clock: systemClock,
    digest: sha256,
    worker,
    control,
    watch,
  };
};
