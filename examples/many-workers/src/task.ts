import type { KrakenPrime } from '@legwork/example-kraken-prime';

/** What a worker is told. */
export interface Task extends Pick<KrakenPrime, 'baseUrl' | 'credentials'> {
  /** A name of its own. */
  readonly worker: string;
  /** Where the database is. */
  readonly url: string;
}
