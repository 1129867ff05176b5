import {
  Leg,
  Limits,
  Mandate,
  Plan,
  Quantity,
  type Settlement,
  State,
  accountId,
  assetId,
  mandateId,
  venueId,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import { memoryRules } from '../venue/memory-rules.js';
import { nthLegId, nthSettlementId } from '../venue/numbered.js';
import type { Setup } from '../world/simulate.js';
import { simulatedPolicy, simulatedQuietMs, simulatedTiming } from '../world/simulated-timing.js';
import { type PaperConduct, paperBooks } from './paper-books.js';
import { paperVenue } from './paper-venue.js';

/** What the paper world is made of. */
export interface PaperTerms {
  /** How many legs we pay, each of an asset of its own. */
  readonly legs: number;
  readonly conduct: PaperConduct;
}

/** A call is carried out and shown at once; its transfer is completed a little later. */
const promised: PaperConduct = { applyMs: 0, transferMs: 5 };

const account = right(accountId('desk'));
const venue = right(venueId('paper'));
const other = { role: 'Venue', account: right(accountId('venue')) } as const;
const quantity = right(Quantity.parse('2'));
/** Nothing is approved by a stranger here: the text is its own digest. */
const digest = (text: string): string => text;

const legOf = (_: unknown, at: number): Leg.Leg => ({
  id: nthLegId(at + 1),
  asset: O.some(right(assetId(`A${at + 1}`))),
  venueAsset: `A${at + 1}`,
  flow: O.some({ payer: { role: 'Us', account }, receiver: other }),
  venueDirection: 'out',
  quantity,
  residual: O.some(quantity),
  status: 'Open',
  actionableBy: ['Us'],
  transfers: [],
  mark: Leg.mark(''),
});

const settlementOf = (legs: number): Settlement.Settlement => ({
  id: nthSettlementId(1),
  venue,
  account,
  scope: 'paper',
  atomicity: 'PerLeg',
  legs: Array.from({ length: legs }, legOf),
  consents: [],
  holds: [],
  finality: 'Open',
  trades: O.none,
  createdAtMs: 0,
  oddities: [],
  raw: undefined,
});

/**
 * A world in which the engine is all that costs anything: a venue of numbered legs whose calls and replies are never
 * written out. For measuring the engine, and for judging it under more schedules than an adapter allows.
 *
 * Answers a maker: each call begins a world of its own.
 *
 * @example
 * ```ts
 * import { enumerate, paperWorld } from '@legwork/testkit';
 *
 * const tally = enumerate(paperWorld(), 1);
 * tally.failures; // => []
 * ```
 */
export const paperWorld = ({ legs, conduct }: PaperTerms = { legs: 1, conduct: promised }): (() => Setup) => {
  const untouched = settlementOf(legs);
  const rules = memoryRules({ venue, account, transferMs: conduct.transferMs, quietMs: simulatedQuietMs });
  const expectation = { _tag: 'Waived', by: 'the paper world', reason: 'its truth is checked' } as const;
  const plan = right(Plan.settling(rules, digest)(untouched, expectation));
  const approval = { digest: plan.digest, by: 'the paper world', atMs: 0 };
  const mandate = right(
    Mandate.issue(rules)({
      id: right(mandateId('paper')),
      plan,
      approval,
      limits: Limits.unlimited,
      committed: [],
    }),
  );
  const quantities = untouched.legs.map((leg) => leg.quantity);
  return () => ({
    venue: paperVenue({ rules, untouched }, paperBooks(quantities, conduct)),
    mandate,
    policy: simulatedPolicy,
    digest,
    timing: simulatedTiming,
    mustFinish: true,
    resume: State.resume,
  });
};
