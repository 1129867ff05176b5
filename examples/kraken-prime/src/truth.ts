import { say } from '@legwork/example-stage';
import type { KrakenPrime } from './sandbox.js';

interface Transfer {
  readonly asset: string;
  readonly moved: string;
  readonly payer: string;
  readonly cause: unknown;
}

const isTruth = (said: unknown): said is { readonly transfers: ReadonlyArray<Transfer> } =>
  typeof said === 'object' && said !== null && 'transfers' in said;

/** Prints what really happened, from the sandbox's own books. Answers how many transfers each of our legs had. */
export const printTruth = async (sandbox: KrakenPrime): Promise<ReadonlyMap<string, number>> => {
  const truth = await sandbox.control('GET /truth');
  const counts = new Map<string, number>();
  if (!isTruth(truth)) throw new Error('the sandbox tells no truth');
  say("\nWhat really happened, from Kraken Prime's own books:");
  for (const { asset, moved, payer, cause } of truth.transfers) {
    const by = typeof cause === 'object' ? 'our call' : 'the venue itself';
    say(`  ${moved.padStart(14)} ${asset.padEnd(4)} paid by the ${payer}, caused by ${by}`);
    if (typeof cause === 'object') counts.set(asset, (counts.get(asset) ?? 0) + 1);
  }
  return counts;
};
