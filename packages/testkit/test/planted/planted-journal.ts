import type { Bends } from '../fixture/memory-journal-world.js';

/** A journal that is wrong in one thing, and the cases that must fail by it. */
export interface PlantedJournal extends Bends {
  readonly wrong: string;
  readonly caughtBy: ReadonlyArray<string>;
}

/** One that is wrong in its store. */
export const store = (
  wrong: string,
  caughtBy: ReadonlyArray<string>,
  bend: NonNullable<Bends['store']>,
): PlantedJournal => ({ wrong, caughtBy, store: bend });

/** One that is wrong above its store. */
export const journal = (
  wrong: string,
  caughtBy: ReadonlyArray<string>,
  bend: NonNullable<Bends['journal']>,
): PlantedJournal => ({ wrong, caughtBy, journal: bend });
