import { type Settlement, type SettlementVenue, intentId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Crowd, VenueWorld } from '../../src/index.js';
import type { MemoryWorld } from '../fixture/memory-world.js';

/** A world with one wrong rule in it, and the case that must fail by it. */
export interface Planted {
  readonly wrong: string;
  readonly caughtBy: string;
  readonly bend: (world: MemoryWorld) => VenueWorld;
}

/** The same for the crowd. */
export interface PlantedCrowd {
  readonly wrong: string;
  readonly caughtBy: string;
  readonly bend: (crowd: Crowd) => Crowd;
}

type Bend = (venue: SettlementVenue, world: MemoryWorld) => Partial<SettlementVenue>;

/** An adapter that is wrong in what `bend` makes of it. */
export const adapter = (wrong: string, caughtBy: string, bend: Bend): Planted => ({
  wrong,
  caughtBy,
  bend: (world) => ({ ...world, venue: { ...world.venue, ...bend(world.venue, world) } }),
});

/** An adapter whose capabilities lie. */
export const lying = (
  wrong: string,
  caughtBy: string,
  lie: Partial<SettlementVenue['capabilities']>,
): Planted => adapter(wrong, caughtBy, ({ capabilities }) => ({ capabilities: { ...capabilities, ...lie } }));

/** An adapter that shows settlements other than they are, in readings of both kinds and in lists. */
export const showing = (
  wrong: string,
  caughtBy: string,
  bend: (settlement: Settlement.Settlement) => Settlement.Settlement,
): Planted =>
  adapter(wrong, caughtBy, ({ observe, list }) => ({
    observe: (subject, least) =>
      TE.map((seen: Reading) => ({ ...seen, settlements: seen.settlements.map(bend) }))(
        observe(subject, least),
      ),
    list: (query) =>
      TE.map((page: Listed) => ({ ...page, settlements: page.settlements.map(bend) }))(list(query)),
  }));

/** A double that is wrong, in front of an adapter that is right. */
export const double = (wrong: string, caughtBy: string, bend: Planted['bend']): Planted => ({
  wrong,
  caughtBy,
  bend,
});

type Answer<Call extends (...given: never) => TE.TaskEither<unknown, unknown>> =
  ReturnType<Call> extends TE.TaskEither<unknown, infer A> ? A : never;

/** What a reading answers. */
export type Reading = Answer<SettlementVenue['observe']>;
/** What a list answers. */
export type Listed = Answer<SettlementVenue['list']>;

/** The right side; the memory venue gives one wherever it is asked for. */
export const sure = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error('the memory venue answered something else');
};

/** An intent that nobody approved. */
export const intent = sure(intentId('planted/1'));
