import { type RunningSandbox, startSandbox } from '@legwork/example-stage';
import { scenarioFile } from './trade-book.js';

interface Credentials {
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** A Kraken Prime sandbox in a process of its own. */
export type KrakenPrime = RunningSandbox<Credentials>;

/** Starts one with the trades of the example. */
export const startKrakenPrime = (): Promise<KrakenPrime> =>
  startSandbox({ venue: 'kraken-prime', scenario: scenarioFile, isCredentials });

const isCredentials = (said: unknown): said is Credentials =>
  typeof said === 'object' && said !== null && 'apiKey' in said && 'apiSecret' in said;
