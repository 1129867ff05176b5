// Three lost replies: one request that was carried out, one that never arrived, and one that nobody can resolve in time.
import { display, follow, positionsOf, say, tell } from '@legwork/example-stage';
import { openDesk } from './desk.js';
import { startKrakenPrime } from './sandbox.js';
import { createBatch } from './batch.js';
import { readTradeBook } from './trade-book.js';
import { printTruth } from './truth.js';

const settleCall = 'SettlePrimeSettlementBatchAsset';

const sandbox = await startKrakenPrime();
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
  tell(await follow(desk, batch, positionsOf(book)));
  say('\nThe same mandate again does nothing: what is done is done.');
  tell(await follow(desk, batch, positionsOf(book)));
  await printTruth(sandbox);
} finally {
  await sandbox.stop();
}
