import type { KrakenPrime } from '@legwork/example-kraken-prime';

/** What a settling process is told. */
export interface Task extends Pick<KrakenPrime, 'baseUrl' | 'credentials'> {
  /** Where the journal is. */
  readonly file: string;
  readonly batch: string;
  /** Whether it kills itself in the middle. */
  readonly dies: boolean;
}
