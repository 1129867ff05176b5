import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { TransferId } from '../noun/id.js';
import type { LegStory } from './leg-story.js';
import { type Showing, showsNone } from './options.js';

/** What can be said to have moved for a leg, and whether a transfer shows it. */
export interface Moved {
  readonly quantity: Quantity.Quantity;
  /** Transfers that were counted for another leg already, so not for this one. */
  readonly elsewhere: ReadonlyArray<TransferId>;
}

/** The leg that each transfer is counted for: the first by place, as one movement cannot fulfil two obligations. */
export const owners = (stories: ReadonlyArray<LegStory>): ReadonlyMap<string, string> => {
  const first = new Map<string, string>();
  for (const story of stories)
    for (const { id } of story.transfers) {
      const name = transferAt(story, id);
      if (!first.has(name)) first.set(name, story.at);
    }
  return first;
};

const transferAt = ({ venue, account }: LegStory, id: TransferId): string => `${venue} ${account} ${id}`;

/**
 * Counts what has moved: the transfers that are completed. Where a completed transfer does not say how much, the leg's own
 * figures say it; where no transfer was told of at all, they do so only if the venue says of itself that it shows none.
 */
export const movedFor = (
  story: LegStory,
  earlier: ReadonlyArray<TransferId>,
  ownerOf: ReadonlyMap<string, string>,
  venues: ReadonlyArray<Showing>,
): Moved => {
  const { leg, transfers } = story;
  const later = transfers.filter(({ id }) => !earlier.includes(id));
  const elsewhere = later
    .filter(({ id }) => ownerOf.get(transferAt(story, id)) !== story.at)
    .map(({ id }) => id);
  const completed = later.filter(({ id, status }) => status === 'Completed' && !elsewhere.includes(id));
  const quantities = completed.flatMap(({ quantity }) => (O.isSome(quantity) ? [quantity.value] : []));
  const silent = quantities.length < completed.length || (transfers.length === 0 && showsNone(venues, story));
  if (!silent || later.length < transfers.length) return { quantity: Quantity.sum(quantities), elsewhere };
  return { quantity: byFigures(leg), elsewhere };
};

const byFigures = ({ status, quantity, residual }: LegStory['leg']): Quantity.Quantity => {
  if (status === 'Settled') return quantity;
  if (status !== 'PartlySettled' || O.isNone(residual)) return Quantity.zero;
  return over(quantity, residual.value);
};

/** By how much one is more than the other; nothing, if it is not. */
export const over = (one: Quantity.Quantity, other: Quantity.Quantity): Quantity.Quantity => {
  const rest = Quantity.subtract(one, other);
  return rest._tag === 'Right' ? rest.right : Quantity.zero;
};
