import {
  type Journal,
  Limits,
  Policy,
  Quantity,
  Report,
  accountId,
  assetId,
  makeControl,
  mandateId,
  settle,
  venueId,
} from '@legwork/core';
import { sha256, systemClock } from '@legwork/node';
import { memoryVenue } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { must } from '../must.js';

const terms = {
  venue: must(venueId('memory')),
  account: must(accountId('figures')),
  transferMs: 0,
  quietMs: 0,
};
const ours = { role: 'Us', account: terms.account } as const;
const theirs = { role: 'Venue', account: must(accountId('house')) } as const;
const leg = {
  asset: must(assetId('BTC')),
  quantity: must(Quantity.parse('1')),
  flow: { payer: ours, receiver: theirs },
  feeMax: Quantity.zero,
};

/** The same program on whatever journal: settlements of one leg, one after the other. Units: milliseconds for all of them. */
export const settleAll = async (journal: Journal, count: number): Promise<number> => {
  const venue = memoryVenue(terms, systemClock);
  const settlements = Array.from({ length: count }, () =>
    venue.open({ scope: 'figures', trades: O.none, terms: [leg] }),
  );
  const begunMs = performance.now();
  for (const settlement of settlements) {
    // The lane has one at a time in any case.
    // oxlint-disable-next-line no-await-in-loop
    const outcome = await settle({
      venue,
      journal,
      clock: systemClock,
      digest: sha256,
      worker: 'figures',
      control: makeControl(),
      watch: () => undefined,
    })({
      id: must(mandateId(`figures/${settlement}`)),
      settlement,
      expect: { _tag: 'Waived', by: 'figures', reason: 'it has no trade book' },
      approve: ({ digest }) => TE.right({ digest, by: 'figures' }),
      limits: Limits.unlimited,
      policy: { ...Policy.standard, pollFirstMs: 1, pollMaxMs: 2, until: 'OurIntents' },
    })();
    if (!Report.isDone(must(outcome))) throw new Error('invariant: a settlement in memory is done');
  }
  return performance.now() - begunMs;
};
