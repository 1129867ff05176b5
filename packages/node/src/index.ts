export { systemClock } from './system-clock.js';
export { systemRandom } from './system-random.js';
export { sha256 } from './sha256.js';
