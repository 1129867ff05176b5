// `npm run demo`: one program settles at two venues, with one reply lost at the one and one payload altered at the other.
import { display, say } from '@legwork/example-stage';
import * as Bitgo from '@legwork/example-bitgo';
import * as KrakenPrime from '@legwork/example-kraken-prime';
import { type Desk, settleEverywhere } from './program.js';
import { isSettled, printReport } from './report.js';

const method = 'SettlePrimeSettlementBatchAsset';

/** A batch at Kraken Prime. The reply to one settle call will be lost after its effect. */
const krakenDesk = async (sandbox: KrakenPrime.KrakenPrime): Promise<Desk> => {
  await sandbox.control('POST /faults', { faults: [{ kind: 'drop-after', on: { method, asset: 'BTC' } }] });
  const ports = KrakenPrime.openDesk(sandbox, display(process.stdout, 'kraken-prime'));
  return { ports, businesses: [KrakenPrime.readTradeBook()] };
};

/** A trade at BitGo, tried twice. The first payload to sign will be altered on the wire: ten times as much. */
const bitgoDesk = async (sandbox: Bitgo.Bitgo): Promise<Desk> => {
  const lie = 'amount-times-ten';
  await sandbox.control('POST /faults', {
    faults: [{ kind: 'lie', on: { method: 'BuildPayload' }, with: { lie } }],
  });
  const { id, ports } = await Bitgo.openDesk(sandbox, 'requester', display(process.stdout, 'bitgo'));
  const business = Bitgo.businessOf(id, Bitgo.sellBitcoin(sandbox, 'bitcoin-sale'));
  return { ports, businesses: [business, { ...business, name: `${business.name}-again` }] };
};

const printBook = ({ ports, businesses }: Desk): void => {
  say(`  ${ports.venue.venue}:`);
  for (const leg of businesses[0]?.legs ?? [])
    say(`    ${leg.payer === 'Us' ? 'we pay    ' : 'we receive'} ${leg.quantity.padStart(14)} ${leg.asset}`);
};

const kraken = await KrakenPrime.startKrakenPrime();
const bitgo = await Bitgo.startBitgo('default');
try {
  say(`Two sandboxes serve at ${kraken.baseUrl} (Kraken Prime) and ${bitgo.baseUrl} (BitGo).`);
  say('Neither is the real venue, and no real money moves.');
  const desks = [await krakenDesk(kraken), await bitgoDesk(bitgo)];
  say('\n1. Our books, which everything is held against:');
  for (const desk of desks) printBook(desk);

  say(
    '\n2. One program settles at both. At Kraken Prime the reply to a settle call is lost after its effect;',
  );
  say('   at BitGo the payload to sign is altered on the wire: we would pay ten times as much.\n');
  const results = await settleEverywhere(desks);

  say('\n3. Report:');
  printReport(results);
  const krakenCounts = await KrakenPrime.printTruth(kraken);
  const bitgoCounts = await Bitgo.printTruth(bitgo, desks[1]?.ports.venue.account ?? '');
  const twice = [...krakenCounts, ...bitgoCounts].filter(([, count]) => count > 1).map(([what]) => what);
  say(twice.length === 0 ? '\nNothing was settled twice.' : `\nSETTLED TWICE: ${twice.join(', ')}`);
  const settled = results.filter(isSettled).length;
  process.exitCode = twice.length === 0 && settled === desks.length ? 0 : 1;
} finally {
  await kraken.stop();
  await bitgo.stop();
}
