export { describeVenue } from './conformance/describe-venue.js';
export { defined, left, right, some } from './conformance/must.js';
export type { Matcher, TestApi } from './conformance/test-api.js';
export type { Truth, TrueMove } from './conformance/truth.js';
export type { Crowd, LostReply, Opening, VenueWorld, VenueWorlds } from './conformance/venue-world.js';
export { describeJournal } from './journal/describe-journal.js';
export type { JournalWorld, OpenJournal } from './journal/journal-world.js';
/** A mandate of one leg, and the records of its story in a journal: for tests that need some, whichever. */
export * as PaperStory from './journal/paper-story.js';
export { describeRunner } from './runner/describe-runner.js';
export { mortal, type Mortal } from './runner/mortal.js';
export type { RunnerView, RunnerWorld } from './runner/runner-world.js';
export { virtualClock, type VirtualClock } from './clock/virtual-clock.js';
export type { Opening as MemoryVenueOpening } from './venue/memory-books.js';
export { memoryVenue, type MemoryVenue } from './venue/memory-venue.js';
export type { MemoryRulesTerms as MemoryVenueTerms } from './venue/memory-rules.js';
export { paperWorld, type PaperTerms } from './paper/paper-setup.js';
export type { PaperConduct } from './paper/paper-books.js';
export { check, type Violation } from './world/check.js';
export { enumerate, type Failure, type Tally } from './world/enumerate.js';
export { faultsAt, kindsOf, type CutPoint, type Fault, type FaultKind } from './world/fault.js';
/** Which fault strikes where while a run goes on: given ones, or random ones. */
export * as Plague from './world/plague.js';
export { simulateRandomly } from './world/simulate-randomly.js';
/** The faults of a simulated run, as a text that replays it. */
export * as Schedule from './world/schedule.js';
export { seededRandom, type SeededRandom } from './world/seeded-random.js';
export { simulatedPolicy, simulatedQuietMs, simulatedTiming } from './world/simulated-timing.js';
export { simulate, type History, type Setup, type Trace } from './world/simulate.js';
export type { Timing } from './world/world.js';
export type { Owed, Place, Reply, Signing, SimulatedVenue, TrueEffect } from './world/simulated-venue.js';
