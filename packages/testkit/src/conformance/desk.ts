import {
  type CreateRequest,
  type EndRequest,
  type MandateId,
  Policy,
  type Ports,
  type SettleRequest,
  type SettlementId,
  Limits,
  makeControl,
  mandateId,
} from '@legwork/core';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { right } from './must.js';
import type { Opening, VenueWorld } from './venue-world.js';

/** What a run needs, from a world. */
export const portsOf = ({ venue, journal, clock, digest }: VenueWorld): Ports => ({
  venue,
  journal,
  clock,
  digest,
  worker: 'conformance',
  control: makeControl(),
  watch: () => undefined,
});

const pollFirstMs = 5;
const pollMaxMs = 25;
const patienceMs = 2_000;

/** Approves whatever is planned, and looks often. What cannot be resolved goes to a person within two seconds or so. */
const requestOf = (id: string, { venue }: VenueWorld) => ({
  id: mandate(id),
  approve: (plan: { readonly digest: string }) => TE.right({ digest: plan.digest, by: 'conformance' }),
  limits: Limits.unlimited,
  policy: {
    ...Policy.standard,
    pollFirstMs,
    pollMaxMs,
    waitMs: patienceMs,
    patienceMs: Math.max(patienceMs, 3 * venue.capabilities.quietMs),
    until: 'OurIntents',
  } as const,
});

const mandate = (id: string): MandateId => right(mandateId(id));

/** A request to settle what is there. */
export const settleRequest = (
  world: VenueWorld,
  settlement: SettlementId,
  id = 'conformance-1',
): SettleRequest => ({
  ...requestOf(id, world),
  settlement,
  expect: { _tag: 'Waived', by: 'conformance', reason: 'the venue is a double' },
});

/** A request to open a settlement. */
export const createRequest = (world: VenueWorld, opening: Opening, id = 'conformance-1'): CreateRequest => ({
  ...requestOf(id, world),
  ...opening,
});

/** A request to take a settlement back. */
export const endRequest = (
  world: VenueWorld,
  instruction: EndRequest['instruction'],
  id = 'conformance-2',
): EndRequest => ({ ...requestOf(id, world), instruction });
