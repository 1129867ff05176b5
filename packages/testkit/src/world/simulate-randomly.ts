import { check } from './check.js';
import type { Failure } from './enumerate.js';
import { random } from './plague.js';
import { seededRandom } from './seeded-random.js';
import { type Setup, simulate } from './simulate.js';

const faultsMax = 6;
/** With more faults than these, an intent may run out of attempts; then going to a person is an end as well. */
const faultsBearable = 2;
const spread = 0x9e3779b1;

/** Runs one schedule that the seed decides: up to six faults, rare or frequent. `undefined`: no promise was broken. */
export const simulateRandomly = (
  makeSetup: () => Setup,
  seed: number,
): { readonly steps: number; readonly failure: Failure | undefined } => {
  const numbers = seededRandom(Math.imul(seed + 1, spread));
  const plague = random(numbers, 2 + numbers.below(16), 1 + numbers.below(faultsMax));
  const made = makeSetup();
  const history = simulate(made, plague);
  const mustFinish = made.mustFinish && history.faults.length <= faultsBearable;
  const violations = check({ ...made, mustFinish }, history);
  const { steps, faults } = history;
  return { steps, failure: violations.length === 0 ? undefined : { faults, violations } };
};
