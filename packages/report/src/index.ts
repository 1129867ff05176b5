export { type JournalBroken, type MandateTwice, assemble } from './assemble.js';
export type { MandateJournal, Planned, Sources } from './sources.js';
