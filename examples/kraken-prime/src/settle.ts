// Settles a batch, from trades to settled, on a sandbox of its own.
import { openDesk } from './desk.js';
import { display } from './display.js';
import { startSandbox } from './sandbox-process.js';
import { createBatch, say, settleBatch, tell } from './story.js';
import { readTradeBook } from './trade-book.js';

const sandbox = await startSandbox();
try {
  const book = readTradeBook();
  const desk = openDesk(sandbox, display(process.stdout));
  say('Create a batch of all unsettled trades:');
  const batch = await createBatch(desk, book);
  say(`\nSettle ${batch}:`);
  tell(await settleBatch(desk, book, batch));
} finally {
  await sandbox.stop();
}
