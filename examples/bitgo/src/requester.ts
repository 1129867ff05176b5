// We request a settlement of one trade, the other side affirms it, and the venue settles both legs at once.
import { Report } from '@legwork/core';
import { create, display, follow, must, positionsOf, say, tell } from '@legwork/example-stage';
import * as E from 'fp-ts/lib/Either.js';
import { openDesk } from './desk.js';
import { businessOf, sellBitcoin } from './own-trades.js';
import { startBitgo } from './sandbox.js';
import { printTruth } from './truth.js';

const sandbox = await startBitgo('default');
try {
  const { id, ports } = await openDesk(sandbox, 'requester', display(process.stdout));
  const business = businessOf(id, sellBitcoin(sandbox, 'example-trade-1'));
  say('Request a settlement. The venue writes the payload; it is signed only if it says exactly this:');
  const created = await create(ports, business);
  tell(created);
  const settlement = must(E.fromOption(() => 'nothing was created')(Report.settlementOf(created)));
  say(`\nFollow ${settlement} until the other side has affirmed:`);
  tell(await follow(ports, settlement, positionsOf(business)));
  await printTruth(sandbox, id);
} finally {
  await sandbox.stop();
}
