export { check, type Violation } from './world/check.js';
export { enumerate, type Failure, type Tally } from './world/enumerate.js';
export { faultsAt, kindsOf, type CutPoint, type Fault, type FaultKind } from './world/fault.js';
export * as Schedule from './world/schedule.js';
export { seededRandom, type SeededRandom } from './world/seeded-random.js';
export { simulate, type History, type Setup } from './world/simulate.js';
export type { Timing } from './world/world.js';
export type { Owed, Place, Reply, SimulatedVenue, TrueEffect } from './world/simulated-venue.js';
