import type { JournalWorld, OpenJournal } from './journal-world.js';

/** Makes a test of what is done with a journal in a world of its own. */
export type Within = (
  use: (opened: OpenJournal, world: JournalWorld) => Promise<void>,
) => () => Promise<void>;
