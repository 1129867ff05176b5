// Lists the batches of an account and follows the newest one while the venue settles its side. It only reads.
import { rollup } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { must, say } from '@legwork/example-stage';
import { openDesk } from './desk.js';
import { startKrakenPrime } from './sandbox.js';
import { createBatch } from './batch.js';
import { readTradeBook } from './trade-book.js';

const readingsMax = 20;

const sandbox = await startKrakenPrime();
try {
  const desk = openDesk(sandbox, () => undefined);
  const batch = await createBatch(desk, readTradeBook());
  const page = must(
    await desk.venue.list({ scope: O.none, createdAfterMs: O.none, open: true, after: O.none })(),
  );
  say(`\nOpen batches: ${page.settlements.map((one) => one.id).join(', ')}`);
  let shown = '';
  for (let reading = 0; reading < readingsMax; reading += 1) {
    const seen = must(await desk.venue.observe({ _tag: 'Existing', settlement: batch }, O.none)());
    const [settlement] = seen.settlements;
    if (settlement === undefined) break;
    const legs = settlement.legs.map((leg) => `${leg.venueAsset} ${leg.status}`).join(', ');
    const now = `${rollup(settlement)}: ${legs}`;
    if (now !== shown) say(`  ${now}`);
    shown = now;
    if (settlement.legs.some((leg) => leg.status === 'Settled')) break;
    await desk.clock.sleep(500).done();
  }
  say('\nWhat we owe stays open: watching sends nothing.');
} finally {
  await sandbox.stop();
}
