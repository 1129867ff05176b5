import type { VenueWorld } from './venue-world.js';

/** Opens a world for one test and closes it, whatever the test comes to. */
export type Within = (use: (world: VenueWorld) => Promise<void>) => () => Promise<void>;
