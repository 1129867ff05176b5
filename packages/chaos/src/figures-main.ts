import { type Figures, measure } from './figures/measure.js';

const row = (name: string, value: string): string => `  ${name.padEnd(44)}${value}\n`;
const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const ms = (value: number): string => `${value.toFixed(0)} ms`;

const tableOf = (figures: Figures): string =>
  [
    row('settlements a second, journal in memory', figures.memoryPerSecond.toFixed(0)),
    row('settlements a second, journal in SQLite', figures.sqlitePerSecond.toFixed(0)),
    row('a settlement takes longer by the factor', figures.ratio.toFixed(1)),
    row('commits of a settlement of one leg', figures.commitsPerSettlement.toFixed(1)),
    row('synced writes of this disk a second', figures.syncsPerSecond.toFixed(0)),
    row('loading the package', ms(figures.importMs)),
    row('opening an empty journal', ms(figures.openEmptyMs)),
    row('opening one with 300 settlements', ms(figures.openFullMs)),
    row('memory of a process with it open', mib(figures.openRssBytes)),
    row('memory of a worker at both venues', mib(figures.workerRssBytes)),
    row(
      `taken over after kill -9 (silence of ${ms(figures.workerTtlMs)})`,
      `${ms(figures.takeoverMs.middle)} in the middle, ${ms(figures.takeoverMs.most)} at most, of ${figures.takeoverMs.count}`,
    ),
  ].join('');

const figures = await measure();
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(figures)}\n` : tableOf(figures));
