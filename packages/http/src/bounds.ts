import * as O from 'fp-ts/lib/Option.js';
import { type ConfigRefused, configRefused } from './config-refused.js';

/** The least and the greatest whole number a setting may be. */
export type Bounds = readonly [least: number, greatest: number];

/** The first setting that is not a whole number within its bounds, or that nobody knows. */
export const outOfBounds = (
  bounds: Readonly<Record<string, Bounds>>,
  values: Readonly<Record<string, number>>,
): O.Option<ConfigRefused> => {
  for (const [setting, value] of Object.entries(values)) {
    const known = bounds[setting];
    if (known === undefined) return O.some(configRefused(setting, 'is not a setting'));
    const [least, greatest] = known;
    if (!Number.isInteger(value) || value < least || value > greatest) {
      return O.some(configRefused(setting, `must be a whole number from ${least} to ${greatest}`));
    }
  }
  return O.none;
};
