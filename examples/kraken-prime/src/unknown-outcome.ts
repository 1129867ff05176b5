// Three lost replies: one request that was carried out, one that never arrived, and one that nobody can resolve in time.
import { openDesk } from './desk.js';
import { display } from './display.js';
import { startSandbox } from './sandbox-process.js';
import { createBatch, say, settleBatch, tell } from './story.js';
import { readTradeBook } from './trade-book.js';
import { printTruth } from './truth.js';

const settleCall = 'SettlePrimeSettlementBatchAsset';

const sandbox = await startSandbox();
try {
  const book = readTradeBook();
  const desk = openDesk(sandbox, display(process.stdout));
  const batch = await createBatch(desk, book);
  await sandbox.control('POST /faults', {
    faults: [
      { kind: 'drop-after', on: { method: settleCall, asset: 'BTC' } },
      { kind: 'drop-before', on: { method: settleCall, asset: 'ETH' } },
    ],
  });
  say(`\nSettle ${batch}. The reply for BTC is lost after the effect; the request for ETH never arrives:`);
  tell(await settleBatch(desk, book, batch));
  say('\nThe same mandate again does nothing: what is done is done.');
  tell(await settleBatch(desk, book, batch));
  await printTruth(sandbox);
} finally {
  await sandbox.stop();
}
