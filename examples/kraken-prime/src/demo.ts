// `npm run demo`: from trades to settled, with one reply lost on the way.
import { openDesk } from './desk.js';
import { display } from './display.js';
import { startSandbox } from './sandbox-process.js';
import { createBatch, say, settleBatch, tell } from './story.js';
import { readTradeBook } from './trade-book.js';
import { printTruth } from './truth.js';

const sandbox = await startSandbox();
try {
  const book = readTradeBook();
  say(
    `A Kraken Prime sandbox serves at ${sandbox.baseUrl}. It is not the real venue, and no real money moves.`,
  );
  say(`\n1. Our trade book: ${book.trades.length} trades, which net to`);
  for (const leg of book.legs)
    say(`  ${leg.payer === 'Us' ? 'we pay    ' : 'we receive'} ${leg.quantity.padStart(14)} ${leg.asset}`);

  say('\n2. Create a batch of them, at most once:');
  const desk = openDesk(sandbox, display(process.stdout));
  const batch = await createBatch(desk, book);

  say(`\n3. Settle ${batch}. The reply to the first settle call will be lost after its effect.`);
  const method = 'SettlePrimeSettlementBatchAsset';
  await sandbox.control('POST /faults', { faults: [{ kind: 'drop-after', on: { method, asset: 'BTC' } }] });
  say('  The plan, held against the trade book leg by leg:');
  const report = await settleBatch(desk, book, batch);

  say('\n4. Report:');
  tell(report);
  const counts = await printTruth(sandbox);
  const twice = [...counts].filter(([, count]) => count > 1);
  say(
    twice.length === 0
      ? '\nNo leg was settled twice.'
      : `\nSETTLED TWICE: ${twice.map(([asset]) => asset).join(', ')}`,
  );
  process.exitCode =
    twice.length === 0 && report.lines.every((line) => line.standing._tag === 'Over') ? 0 : 1;
} finally {
  await sandbox.stop();
}
