import type { VenueWorld } from './venue-world.js';

const turnsMax = 1_000;

/**
 * Lets the venue finish, and everything go on that waits for nothing but its turn: what goes out late would be missed
 * otherwise. An adapter to a network has its turns while the world rests.
 */
export const settledDown = async (world: VenueWorld): Promise<void> => {
  // Each turn is one step of whatever is under way.
  // oxlint-disable-next-line no-await-in-loop
  for (let turn = 0; turn < turnsMax; turn += 1) await Promise.resolve();
  await world.rest();
};
