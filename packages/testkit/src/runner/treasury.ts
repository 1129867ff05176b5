import {
  type Instruction,
  type OpenJob,
  Limits,
  Policy,
  Quantity,
  type SettlementId,
  accountId,
  assetId,
  makeControl,
  openSettle,
  tradeId,
  venueId,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { defined, right } from '../conformance/must.js';
import { type MemoryVenue, memoryVenue } from '../venue/memory-venue.js';
import type { RunnerView, RunnerWorld } from './runner-world.js';

/** Settlements at memory venues, one venue to a job, so that the jobs have nothing to do with each other. */
export interface Treasury {
  /** Makes a settlement of two legs that we pay, for the job of that name. */
  readonly make: (name: string, terms?: Partial<Timing>) => MemoryVenue;
  /** Opens the settling of a job's settlement, with the journal of a view. */
  readonly openIn: (view: Pick<RunnerView, 'journal'>, worker: string) => OpenJob;
}

/** How slow a venue is. Units: milliseconds. */
interface Timing {
  readonly quietMs: number;
  readonly transferMs: number;
}

const timing: Timing = { quietMs: 20, transferMs: 5 };

/** Short, so that what a dead worker held is soon free. Units: milliseconds. */
const leaseMs = 1_000;

const us = { role: 'Us', account: right(accountId('desk')) } as const;
const them = { role: 'Venue', account: right(accountId('memory')) } as const;

const pays = (asset: string, quantity: string): Instruction.Term => ({
  asset: right(assetId(asset)),
  quantity: right(Quantity.parse(quantity)),
  flow: { payer: us, receiver: them },
  feeMax: Quantity.zero,
});

const terms = [pays('BTC', '1.5'), pays('ETH', '20')];

/** What has truly moved when every leg has moved once. */
export const everyLegOnce = terms.map(({ asset }) => asset).toSorted();

/** What has truly moved at a venue. */
export const movedAt = (venue: MemoryVenue): ReadonlyArray<string> =>
  venue
    .truth()
    .moves.map(({ asset }) => asset)
    .toSorted();

const policy: Policy.Policy = {
  ...Policy.standard,
  pollFirstMs: 5,
  pollMaxMs: 25,
  patienceMs: 15_000,
  until: 'OurIntents',
};

/** The treasury of a world. */
export const treasuryOf = ({ clock, digest }: Pick<RunnerWorld, 'clock' | 'digest'>): Treasury => {
  const venues = new Map<string, { readonly venue: MemoryVenue; readonly settlement: SettlementId }>();
  return {
    make: (name, changes = {}) => {
      const account = right(accountId(`desk-${name}`));
      const venue = memoryVenue({ venue: right(venueId('memory')), account, ...timing, ...changes }, clock);
      const trades = O.some([right(tradeId('T1'))]);
      venues.set(name, { venue, settlement: venue.open({ scope: 'spot', trades, terms }) });
      return venue;
    },
    openIn:
      ({ journal }, worker) =>
      (job) => {
        const { venue, settlement } = defined(venues.get(job.id));
        const ports = { venue, journal, clock, digest, worker, leaseMs, control: makeControl() };
        return openSettle({ ...ports, watch: () => undefined })({
          id: job.id,
          settlement,
          approve: ({ digest: approved }) => TE.right({ digest: approved, by: 'the suite' }),
          limits: Limits.unlimited,
          policy,
          expect: { _tag: 'Waived', by: 'the suite', reason: 'the venue is a double' },
        });
      },
  };
};
