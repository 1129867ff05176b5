import type { Leg, PreparedRequest, SettlementVenue } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Planted, adapter } from './planted.js';

/** A leg as if nothing had happened to it. */
const unsettled = (leg: Leg.Leg): Leg.Leg =>
  O.isSome(leg.flow) && leg.flow.value.payer.role === 'Us'
    ? { ...leg, status: 'Open', actionableBy: ['Us'], residual: O.some(leg.quantity) }
    : leg;

const forgetful = <A extends { readonly legs: ReadonlyArray<Leg.Leg> }>(settlement: A): A => ({
  ...settlement,
  legs: settlement.legs.map(unsettled),
});

/** Adapters that are wrong in several rules at once, so that only the books of a whole run tell. */
export const wholeRuns: ReadonlyArray<Planted> = [
  adapter(
    'settles again under another mandate',
    'moves nothing more under another mandate (M9)',
    ({ allowed, exclusion, fit, prepare }) => ({
      allowed: (settlement) => allowed(forgetful(settlement)),
      exclusion: (instruction) => ({ ...exclusion(instruction), once: false }),
      fit: (instruction, seen) => fit(instruction, { ...seen, settlements: seen.settlements.map(forgetful) }),
      prepare: (intent, seen) => prepare(intent, { ...seen, settlements: seen.settlements.map(forgetful) }),
    }),
  ),
  adapter(
    'says that our reference travels, and leaves it out',
    'sends our own reference along if its capabilities say so',
    ({ capabilities, prepare }) => ({
      capabilities: { ...capabilities, clientReference: true },
      prepare: nameless(prepare),
    }),
  ),
];

const nameless =
  (prepare: SettlementVenue['prepare']): SettlementVenue['prepare'] =>
  (intent, seen) =>
    TE.map((request: PreparedRequest) => ({ ...request, body: '{}' }))(prepare(intent, seen));
