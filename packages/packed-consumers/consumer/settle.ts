// What a stranger's project does with the packages: it settles batches of the sandbox, with the journal in a file.
// The same text is compiled as an ES module and as CommonJS, so it has no `await` outside of a function.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ExpectedLeg,
  Limits,
  Policy,
  type Ports,
  Quantity,
  Report,
  UnitRegistry,
  assetId,
  makeControl,
  mandateId,
  settle,
  settlementId,
} from '@legwork/core';
import { localSigner } from '@legwork/bitgo';
import { type MakeTransport, httpTransport, undiciTransport } from '@legwork/http';
import { openSqliteJournal } from '@legwork/journal-sqlite';
import { connectKrakenPrime } from '@legwork/kraken-prime';
import { sha256, systemClock } from '@legwork/node';
import { startKrakenPrime } from '@legwork/sandbox';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

const must = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left));
  return either.right;
};

const trade = {
  id: '3f435d6b-62fd-4f26-b1c5-000000000001',
  kind: 'currency',
  side: 'sell',
  base: { asset: 'BTC', amount: '1.5' },
  quote: { asset: 'USD', amount: '138000' },
  fee: { asset: 'USD', amount: '69' },
} as const;

const legs: ReadonlyArray<ExpectedLeg> = [
  { asset: must(assetId('BTC')), payer: 'Us', receiver: 'Venue', quantity: must(Quantity.parse('1.5')) },
  { asset: must(assetId('USD')), payer: 'Venue', receiver: 'Us', quantity: must(Quantity.parse('137931')) },
];

const units: ReadonlyArray<UnitRegistry.Unit> = [
  { asset: must(assetId('BTC')), venueName: 'BTC', decimals: 8 },
  { asset: must(assetId('USD')), venueName: 'USD', decimals: 2 },
];

/** The curve of BitGo's signatures is a native library where there is one: the point of the key 1 is the generator. */
const hasCurve = async (): Promise<boolean> => {
  const generator = '0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798';
  const signer = localSigner('1'.padStart(64, '0'), {
    expecting: () => E.left({ _tag: 'NotExpected', detail: 'nothing is signed here' }),
    publicKey: generator,
  });
  return E.isRight(await signer());
};

const settleOver = async (client: string, makeTransport: MakeTransport, file: string): Promise<void> => {
  const sandbox = await startKrakenPrime({
    scenario: { says: 'One sale.', trades: [trade], switches: { confirmAfterMs: 0, transferMs: 100 } },
  });
  sandbox.machine.secondActor({ act: 'create' }, Date.now());
  const batch = must(settlementId(sandbox.machine.overview().batches[0]?.id ?? ''));
  const { journal, close } = must(await openSqliteJournal({ file, volatile: true })());
  const venue = must(
    connectKrakenPrime({ clock: systemClock, floor: journal, makeTransport })({
      ...sandbox.credentials,
      account: 'consumer',
      outgoingMeans: 'we-pay',
      quietMs: 500,
      units: must(UnitRegistry.agree(units, units)),
      transport: { baseUrl: sandbox.baseUrl, allowedHosts: ['127.0.0.1'], loopbackHttp: true },
    }),
  );
  const ports: Ports = {
    venue,
    journal,
    clock: systemClock,
    digest: sha256,
    worker: 'consumer',
    control: makeControl(),
    watch: () => undefined,
  };
  const report: Report.Report = must(
    await settle(ports)({
      id: must(mandateId('consumer/1')),
      settlement: batch,
      expect: { _tag: 'Positions', legs, trades: O.none },
      approve: (plan) => TE.right({ digest: plan.digest, by: 'consumer' }),
      limits: Limits.unlimited,
      policy: { ...Policy.standard, pollFirstMs: 100, pollMaxMs: 300 },
    })(),
  );
  if (O.isSome(report.status)) console.log(`The settlement over ${client} is ${report.status.value}.`);
  await close();
  await sandbox.close();
};

const main = async (folder: string): Promise<void> => {
  if (await hasCurve()) console.log('The curve is there.');
  await settleOver('got', httpTransport, join(folder, 'got.db'));
  await settleOver('undici', undiciTransport, join(folder, 'undici.db'));
};

const folder = mkdtempSync(join(tmpdir(), 'legwork-consumer-'));
main(folder)
  .finally(() => rmSync(folder, { recursive: true, force: true }))
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
