import { Quantity } from '@legwork/core';
import type { TransferTruth, Truth } from '@legwork/sandbox';
import * as E from 'fp-ts/lib/Either.js';
import type { Amount } from '../job.js';
import type { Claim } from './claim.js';
import type { Violation } from './violation.js';

/** A job that settles a batch, what is said of it, and whether it was taken back. */
export interface BatchJob {
  readonly batch: string;
  readonly pays: ReadonlyArray<Amount>;
  readonly isCancelled: boolean;
  readonly claim: Claim;
}

/** Holds what was submitted and what is said of it against the books of Kraken Prime. */
export const judgeKraken = (truth: Truth, jobs: ReadonlyArray<BatchJob>): ReadonlyArray<Violation> => {
  const ours = truth.transfers.filter(({ cause }) => typeof cause === 'object');
  const known = new Set(jobs.map(({ batch }) => batch));
  return [
    ...jobs.flatMap((job) => job.pays.flatMap((leg) => judgeLeg(job, leg, ours))),
    ...ours
      .filter(({ batchId }) => !known.has(batchId))
      .map(({ batchId, asset, moved }): Violation => ({
        rule: 'Lost',
        what: `${moved} ${asset} moved for batch ${batchId}, which no job is for`,
      })),
  ];
};

const judgeLeg = (
  { batch, isCancelled, claim }: BatchJob,
  { asset, amount }: Amount,
  ours: ReadonlyArray<TransferTruth>,
): ReadonlyArray<Violation> => {
  const transfers = ours.filter((one) => one.batchId === batch && one.asset === asset);
  const moved = Quantity.sum(transfers.map((one) => quantityOf(one.moved)));
  const against = Quantity.compare(moved, quantityOf(amount));
  const at = `${claim.id}, leg ${asset}`;
  const found: Array<Violation> = [];
  if (against > 0 || transfers.length > 1)
    found.push({
      rule: 'Double',
      what: `${at}: ${moved} of ${amount} moved in ${transfers.length} transfers`,
    });
  const saying = claim.sayings.find(({ name }) => name === asset);
  if (saying?.says === 'Done' && against < 0)
    found.push({ rule: 'FalseDone', what: `${at}: said to be done, and ${moved} of ${amount} moved` });
  const isDenied = isCancelled || saying?.says === 'NotDone' || saying === undefined;
  if (isDenied && transfers.length > 0)
    found.push({
      rule: 'LateEffect',
      what: `${at}: ${isCancelled ? 'taken back' : (saying?.why ?? 'never begun')}, and ${moved} moved`,
    });
  return found;
};

/** What was refused for its nonce, and when. */
export const noncesRefused = (
  truth: Truth,
): ReadonlyArray<{ readonly nonce: string; readonly atMs: number }> =>
  truth.requests
    .filter(({ error }) => error.some((one) => one.includes('Invalid nonce')))
    .map(({ nonce, receivedAtMs }) => ({ nonce: nonce ?? '', atMs: receivedAtMs }));

/** How many legs were settled by our own calls. */
export const legsSettled = (truth: Truth): number =>
  truth.transfers.filter(({ cause, moved }) => typeof cause === 'object' && moved !== '0').length;

const quantityOf = (text: string): Quantity.Quantity => {
  const read = Quantity.parse(text);
  if (E.isRight(read)) return read.right;
  throw new Error('invariant: the books of the venue hold no quantity');
};
