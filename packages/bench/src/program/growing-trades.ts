// Nets so many trades: how long it takes, and what stays in memory besides the trades themselves.
import { Positions } from '@legwork/core';
import { must } from '@legwork/chaos';
import { manyTrades } from '../fixture/trades.js';
import { keptMb, processorMs } from '../growth/stopwatch.js';

const trades = manyTrades(Number(process.argv[2]));
must(Positions.of(trades.slice(0, 50_000)));
const times: Array<number> = [];
for (let run = 0; run < 3; run += 1) {
  globalThis.gc?.({ type: 'minor' });
  const begunMs = processorMs();
  must(Positions.of(trades));
  times.push(processorMs() - begunMs);
}
const memory = await keptMb(() => must(Positions.of(trades)));
process.stdout.write(JSON.stringify({ net: Math.min(...times), memory }));
