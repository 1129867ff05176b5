// Others request settlements with us. What our own books have, as they have it, is affirmed; everything else is refused.
import { Quantity, tradeId } from '@legwork/core';
import { type OwnTrade, expectationOf } from '@legwork/bitgo';
import { display, end, follow, must, say, tell } from '@legwork/example-stage';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { openDesk } from './desk.js';
import { idOf, quantity } from './own-trades.js';
import { type Bitgo, startBitgo } from './sandbox.js';
import { printTruth } from './truth.js';
import { BTC, USD } from './units.js';

const booked = (sandbox: Bitgo): OwnTrade => ({
  trade: must(tradeId('incoming-1')),
  with: idOf(sandbox, 'counterparty'),
  role: 'Counterparty',
  pays: { asset: USD, quantity: quantity('10000') },
  feeMax: Quantity.zero,
  receives: { asset: BTC, quantity: quantity('0.01') },
});

const sandbox = await startBitgo('incoming');
try {
  const book = [booked(sandbox)];
  const { id, ports, desk } = await openDesk(sandbox, 'requester', display(process.stdout));
  const pending = must(await desk.pendingAffirmations());
  say(`Settlements that wait for us: ${pending.length}`);
  for (const { settlement: found } of pending) {
    if (O.isNone(found)) continue;
    const { id: settlement } = found.value;
    const expected = expectationOf(book)(found.value);
    if (E.isRight(expected)) {
      say(`\n${settlement} is of a trade in our books. Affirm it:`);
      tell(await follow(ports, settlement, expected.right));
    } else {
      const reason = expected.left.what;
      say(`\n${settlement} is refused, since ${reason}:`);
      tell(await end(ports, { _tag: 'Reject', settlement, reason }));
    }
  }
  await printTruth(sandbox, id);
} finally {
  await sandbox.stop();
}
