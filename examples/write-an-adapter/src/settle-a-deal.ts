// `npm run example:adapter`: a deal at a third venue, settled by the same `settle` as everywhere else. One reply is lost.
import {
  Quantity,
  UnitRegistry,
  accountId,
  assetId,
  makeControl,
  memoryJournal,
  settlementId,
} from '@legwork/core';
import { venueId } from '@legwork/core';
import { display, follow, must, say, tell } from '@legwork/example-stage';
import { sha256, systemClock } from '@legwork/node';
import * as O from 'fp-ts/lib/Option.js';
import { connectTwinbook } from './adapter/index.js';
import { startTwinbook } from './sandbox/server.js';

const units = [
  { asset: must(assetId('BTC')), venueName: 'XBT', decimals: 8 },
  { asset: must(assetId('USD')), venueName: 'USD', decimals: 2 },
];

const sandbox = await startTwinbook();
try {
  say(`A Twinbook sandbox serves at ${sandbox.baseUrl}. It is no real venue, and no real money moves.`);
  const deal = sandbox.propose({
    legs: [
      { from: 'other-desk', asset: 'USD', amount: '91250.50' },
      { from: 'desk', asset: 'XBT', amount: '1.25' },
    ],
    windowMs: 600_000,
  });
  sandbox.loseNext('AfterEffect');

  const journal = memoryJournal(systemClock);
  const venue = must(
    connectTwinbook({ clock: systemClock, floor: journal })({
      venue: must(venueId('twinbook')),
      account: must(accountId(sandbox.account)),
      apiKey: sandbox.apiKey,
      apiSecret: sandbox.apiSecret,
      lane: 'twinbook/key-1',
      quietMs: 500,
      units: must(UnitRegistry.agree(units, units)),
      transport: { baseUrl: sandbox.baseUrl, allowedHosts: ['127.0.0.1'], loopbackHttp: true },
    }),
  );
  const ports = {
    venue,
    journal,
    clock: systemClock,
    digest: sha256,
    worker: 'example',
    control: makeControl(),
    watch: display(process.stdout),
  };
  const leg = (name: string, amount: string, wePay: boolean) => ({
    asset: must(assetId(name)),
    quantity: must(Quantity.parse(amount)),
    payer: wePay ? ('Us' as const) : ('Counterparty' as const),
    receiver: wePay ? ('Counterparty' as const) : ('Us' as const),
  });
  const expected = {
    _tag: 'Positions',
    legs: [leg('BTC', '1.25', true), leg('USD', '91250.5', false)],
    trades: O.none,
  } as const;
  const report = await follow(ports, must(settlementId(deal)), expected);

  say('\nReport:');
  tell(report);
  say('\nWhat the sandbox really did, by its own books:');
  for (const { deal: of, from, asset, amount } of sandbox.moves())
    say(`  ${of}: ${from} gave ${amount} ${asset}`);
  say(`  ${sandbox.received()} affirmation reached it, and ${sandbox.lost()} reply was lost.`);
  process.exitCode = sandbox.moves().length === 2 && sandbox.received() === 1 ? 0 : 1;
} finally {
  await sandbox.close();
}
