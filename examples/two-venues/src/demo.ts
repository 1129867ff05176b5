// `npm run demo`: one program plans, settles and reconciles at two venues, with one reply lost at the one and one payload
// altered at the other, and ends with one report.
import { type Approver, type Mandate, Portfolio, Printed, assetId } from '@legwork/core';
import { display, must, say } from '@legwork/example-stage';
import * as Bitgo from '@legwork/example-bitgo';
import * as KrakenPrime from '@legwork/example-kraken-prime';
import { sha256, systemClock } from '@legwork/node';
import { type SettlementReport, text } from '@legwork/report';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { altered, linesOf } from './books.js';
import { type Desk, type Prepared, approverFor, carryOut, isSettled, prepare } from './program.js';
import { collect, reportOf, writeFiles } from './report.js';

const method = 'SettlePrimeSettlementBatchAsset';
const approvedBy = 'example-approver';

/** A batch at Kraken Prime. The reply to one settle call will be lost after its effect. */
const krakenDesk = async (sandbox: KrakenPrime.KrakenPrime): Promise<Desk> => {
  await sandbox.control('POST /faults', { faults: [{ kind: 'drop-after', on: { method, asset: 'BTC' } }] });
  const ports = KrakenPrime.openDesk(sandbox, display(process.stdout, 'kraken-prime'));
  const business = KrakenPrime.readTradeBook();
  return { ports, business, names: [business.name] };
};

/** A trade at BitGo, tried twice. The first payload to sign will be altered on the wire: ten times as much. */
const bitgoDesk = async (sandbox: Bitgo.Bitgo): Promise<Desk> => {
  const lie = 'amount-times-ten';
  await sandbox.control('POST /faults', {
    faults: [{ kind: 'lie', on: { method: 'BuildPayload' }, with: { lie } }],
  });
  const { id, ports } = await Bitgo.openDesk(sandbox, 'requester', display(process.stdout, 'bitgo'));
  const business = Bitgo.businessOf(id, Bitgo.sellBitcoin(sandbox, 'bitcoin-sale'));
  return { ports, business, names: [business.name, `${business.name}-again`] };
};

const printBook = ({ ports, business }: Desk): void => {
  say(`  ${ports.venue.venue}:`);
  for (const leg of business.legs)
    say(`    ${leg.payer === 'Us' ? 'we pay    ' : 'we receive'} ${leg.quantity.padStart(14)} ${leg.asset}`);
};

/** Nothing moves by a creation without terms. */
const approveCreation: Approver = ({ digest }) => TE.right({ digest, by: approvedBy });

/** One plan over both venues, shown and approved as a whole. In production this is a person. */
const planned = (prepared: ReadonlyArray<Prepared>): Portfolio.Portfolio =>
  must(
    Portfolio.plan(sha256)({
      nowMs: systemClock.wallMs(),
      marginMs: 1_800_000,
      members: prepared.map(({ member }) => member),
      assets: new Set(prepared.flatMap(({ business }) => business.legs.map(({ asset }) => asset))),
      balances: [],
      cutOffs: [],
      hours: [],
      conditions: [],
    }),
  );

const printBreaks = ({ reconciliation }: SettlementReport): void => {
  for (const { kind, at, expected, observed, whatToDo } of reconciliation?.breaks ?? [])
    for (const sentence of [
      `Found: ${kind} at ${at}.`,
      `Expected ${expected}; observed ${observed}.`,
      `To do: ${whatToDo}.`,
    ])
      for (const line of Printed.wrapped(sentence, 75, '  ')) say(`   ${line}`);
};

const kraken = await KrakenPrime.startKrakenPrime();
const bitgo = await Bitgo.startBitgo('default');
try {
  say(`Two sandboxes serve: Kraken Prime at ${kraken.baseUrl},`);
  say(`BitGo at ${bitgo.baseUrl}. Neither is the real venue; no real money moves.`);
  const desks = [await krakenDesk(kraken), await bitgoDesk(bitgo)];
  say('\n1. Our books, which everything is held against:');
  for (const desk of desks) printBook(desk);

  say('\n2. A batch is created at Kraken Prime, by which nothing moves; then both venues');
  say('   are planned as one.\n');
  const prepared = await Promise.all(desks.map((desk) => prepare(desk, approveCreation)));
  const portfolio = planned(prepared);
  const approval: Mandate.Approval = {
    digest: portfolio.digest,
    by: approvedBy,
    atMs: systemClock.wallMs(),
  };
  say(`\n   The plan is in the report below. ${approval.by} approves exactly that:`);
  say(`   ${approval.digest}`);

  say('\n3. One program carries it out at both. At Kraken Prime the reply to a settle');
  say('   call is lost after its effect; at BitGo the payload to sign is altered on the');
  say('   wire: we would pay ten times as much, so it is refused, and tried once more.\n');
  const results = await carryOut(prepared, approverFor(portfolio, approvedBy));
  const krakenCounts = await KrakenPrime.printTruth(kraken);
  const bitgoCounts = await Bitgo.printTruth(bitgo, desks[1]?.ports.venue.account ?? '');
  const twice = [...krakenCounts, ...bitgoCounts].filter(([, count]) => count > 1).map(([what]) => what);
  say(twice.length === 0 ? '\nNothing was settled twice.' : `\nSETTLED TWICE: ${twice.join(', ')}`);

  say('\n4. One report over both venues:\n');
  const collected = await collect(results, portfolio, approval);
  const lines = results.flatMap(linesOf);
  const report = reportOf(collected, 'Two venues, one plan', lines);
  say(text(report));

  say('5. Would a difference be found? We alter our own books on purpose: one satoshi');
  say('   more is said to have been sold. This break is injected; no venue did wrong.\n');
  const wrong = altered(lines, must(assetId('BTC')), '0.00000001');
  const injected = reportOf(collected, 'The same, with an injected break', wrong);
  printBreaks(injected);

  say('\n6. To take away:');
  for (const file of writeFiles(collected, report)) say(`   ${file}`);
  const isRight =
    report.standing === 'Clean' &&
    injected.reconciliation?.breaks.length === 1 &&
    twice.length === 0 &&
    results.every(isSettled);
  say(isRight ? '\nBoth venues agree with our books.' : '\nSOMETHING IS NOT AS IT SHOULD BE.');
  process.exitCode = isRight ? 0 : 1;
} finally {
  await kraken.stop();
  await bitgo.stop();
}
