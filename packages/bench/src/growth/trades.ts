import type { GrowthBench } from './bench.js';
import { pointsOver, powersOfTen } from './sizes.js';

/** Trades that are netted into positions. */
export const trades: GrowthBench = {
  title: 'Trades netted into positions',
  run: async (setting) => {
    const sizes = powersOfTen(1_000, setting.quick ? 1e6 : 1e7);
    const program = new URL('../program/growing-trades.js', import.meta.url);
    const of = await pointsOver(setting, program, 'trades', sizes);
    return {
      title: 'Trades netted into positions',
      of: 'trades',
      lines: [
        { name: 'checking and netting', unit: 'ms', promise: 'Linear', points: of('net') },
        { name: 'kept in memory', unit: 'MB', promise: 'Linear', points: of('memory') },
      ],
      note: 'What is kept is the positions and which trades make up each, four bytes for each side of a trade; the trades themselves are the caller’s.',
    };
  },
};
