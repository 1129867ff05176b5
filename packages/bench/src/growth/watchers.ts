import type { GrowthBench } from './bench.js';
import { pointsOver, powersOfTen } from './sizes.js';

/** Watchers of one settlement, all with one hub. */
export const watchers: GrowthBench = {
  title: 'Watchers of a settlement',
  run: async (setting) => {
    const program = new URL('../program/growing-watchers.js', import.meta.url);
    const of = await pointsOver(setting, program, 'watchers', powersOfTen(10, 10_000));
    const reads = of('readings').map(({ value }) => value);
    return {
      title: 'Watchers of a settlement',
      of: 'watchers',
      lines: [
        { name: 'until each knows how it stands', unit: 'ms', promise: 'Linear', points: of('first') },
        { name: 'until each knows of a change', unit: 'ms', promise: 'Linear', points: of('change') },
        { name: 'kept in memory', unit: 'MB', promise: 'Linear', points: of('memory') },
      ],
      note: `However many watch, the venue is read as often as for one: ${[...new Set(reads)].join(', ')} times in all for both.`,
    };
  },
};
