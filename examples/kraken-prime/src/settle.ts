// Settles a batch, from trades to settled, on a sandbox of its own.
import { display, follow, positionsOf, say, tell } from '@legwork/example-stage';
import { openDesk } from './desk.js';
import { startKrakenPrime } from './sandbox.js';
import { createBatch } from './batch.js';
import { readTradeBook } from './trade-book.js';

const sandbox = await startKrakenPrime();
try {
  const book = readTradeBook();
  const desk = openDesk(sandbox, display(process.stdout));
  say('Create a batch of all unsettled trades:');
  const batch = await createBatch(desk, book);
  say(`\nSettle ${batch}:`);
  tell(await follow(desk, batch, positionsOf(book)));
} finally {
  await sandbox.stop();
}
