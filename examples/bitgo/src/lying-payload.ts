// The payload is altered on its way to us, each time otherwise. Every one is refused before it is signed.
import { create, display, say, tell } from '@legwork/example-stage';
import { openDesk } from './desk.js';
import { businessOf, sellBitcoin } from './own-trades.js';
import { startBitgo } from './sandbox.js';
import { printTruth } from './truth.js';

const lies = [
  ['amount-times-ten', 'we would pay ten times as much'],
  ['amount-plus-one', 'we would pay one satoshi more'],
  ['account-other', 'a stranger would be paid'],
  ['receive-nothing', 'we would receive nothing'],
  ['fee-too-high', 'a fee of half the amount'],
  ['key-duplicate', 'an amount that stands there twice, so that two readers read two amounts'],
] as const;

const sandbox = await startBitgo('default');
try {
  const { id, ports } = await openDesk(sandbox, 'requester', display(process.stdout));
  for (const [lie, says] of lies) {
    say(`\nThe payload is altered: ${says}.`);
    await sandbox.control('POST /faults', {
      faults: [{ kind: 'lie', on: { method: 'BuildPayload' }, with: { lie } }],
    });
    tell(await create(ports, businessOf(id, sellBitcoin(sandbox, `example-${lie}`))));
  }
  say('\nNobody alters it any more:');
  tell(await create(ports, businessOf(id, sellBitcoin(sandbox, 'example-honest'))));
  await printTruth(sandbox, id);
} finally {
  await sandbox.stop();
}
