import type { Growth } from '../src/growth/growth.js';
import type { Measured, Row, Target } from '../src/harness/row.js';
import { spreadOf } from '../src/harness/spread.js';
import type { Finding } from '../src/report/finding.js';

/** What was measured: our cost for each unit of the other's. */
export const ratio = (...values: ReadonlyArray<number>): Measured => ({
  _tag: 'Ratio',
  spread: spreadOf(values),
});

/** A comparison. */
export const row = (target: Target, measured: Measured, note = ''): Row => ({
  what: 'decode <a> & net',
  against: 'theirs',
  target,
  measured,
  note,
});

/** Something that grows by this power of its size. */
export const growth = (power: number, promise: Growth['lines'][0]['promise'] = 'Linear'): Growth => ({
  title: 'Legs',
  of: 'legs',
  lines: [
    {
      name: 'decoding',
      unit: 'ms',
      promise,
      points: [10, 100, 1_000, 10_000].map((size) => ({ size, value: 0.5 * size ** power })),
    },
  ],
  note: '',
});

/** A finding of these rows. */
export const finding = (rows: ReadonlyArray<Row>, growths: ReadonlyArray<Growth> = []): Finding => ({
  surroundings: {
    date: '2026-11-21',
    node: '20.20.2',
    processor: 'A & B',
    cores: 2,
    memoryGib: 24,
    system: 'Linux',
    quick: false,
    peers: [['ccxt', '4.5.84']],
  },
  sections: [{ title: 'Section', rows }],
  growths,
});
