import type { GrowthBench } from './bench.js';
import { pointsOver, powersOfTen } from './sizes.js';

/** Legs of one settlement. */
export const legs: GrowthBench = {
  title: 'Legs of a settlement',
  run: async (setting) => {
    const sizes = powersOfTen(10, setting.quick ? 10_000 : 100_000);
    const program = new URL('../program/growing-legs.js', import.meta.url);
    const of = await pointsOver(setting, program, 'legs', sizes);
    return {
      title: 'Legs of a settlement',
      of: 'legs',
      lines: [
        { name: 'text → typed value', unit: 'ms', promise: 'Linear', points: of('decode') },
        { name: 'JSON.parse of it alone', unit: 'ms', promise: 'Linear', points: of('parse') },
        { name: 'into the words of the library', unit: 'ms', promise: 'Linear', points: of('translate') },
        { name: 'netting', unit: 'ms', promise: 'Linear', points: of('net') },
        { name: 'kept in memory', unit: 'MB', promise: 'Linear', points: of('memory') },
      ],
      note: 'With ten trades to a leg. What is kept is the settlement with what the venue sent, its trade ids included.',
    };
  },
};
