// `npm run example:many`: three workers on PostgreSQL settle a batch; the one that has it is killed, and another one finishes it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type JobView, type MandateId, mandateId } from '@legwork/core';
import { type KrakenPrime, printTruth, startKrakenPrime } from '@legwork/example-kraken-prime';
import { must, say } from '@legwork/example-stage';
import { startPostgres } from '@legwork/postgres-for-tests';
import { type DbosRunner, dbosRunner, openPostgresJournal } from '@legwork/runner-dbos';
import * as O from 'fp-ts/lib/Option.js';
import type { Task } from './task.js';

const file = fileURLToPath(new URL('worker.js', import.meta.url));

const startWorker = (task: Task): ChildProcess => {
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin?.end(JSON.stringify(task));
  return child;
};

/** Somebody else of our house opens the batch; here it only has to be settled. */
const openBatch = async ({ control }: KrakenPrime): Promise<string> => {
  const done = await control('POST /second-actor', { act: 'create' });
  if (typeof done === 'object' && done !== null && 'id' in done) return String(done.id);
  throw new Error('the sandbox opened no batch');
};

const lookMs = 100;
const looksMax = 600;

/** Looks at a job until it is as wanted. */
const lookUntil = async (
  runner: DbosRunner,
  id: MandateId,
  isWanted: (view: JobView) => boolean,
): Promise<JobView> => {
  for (let looks = 0; looks < looksMax; looks += 1) {
    const view = must(await runner.status(id)());
    if (O.isSome(view) && isWanted(view.value)) return view.value;
    await new Promise((resolve) => void setTimeout(resolve, lookMs));
  }
  throw new Error('the job did not come so far in time');
};

// With DATABASE_URL a database on your own server; otherwise a server that is gone with this process.
const { url, stop } = await startPostgres();
const sandbox = await startKrakenPrime();
const { journal, close } = must(await openPostgresJournal({ url })());
const runner = dbosRunner({ url, journal });
must(await runner.migrate());
const { baseUrl, credentials } = sandbox;
const workers = new Map(
  ['settler-1', 'settler-2', 'settler-3'].map((worker) => [
    worker,
    startWorker({ worker, url, baseUrl, credentials }),
  ]),
);
try {
  const batch = await openBatch(sandbox);
  const id = must(mandateId(`settle/${batch}`));
  say(`1. Three workers live, and ${batch} is submitted; twice, as a caller does that heard no answer:`);
  for (const time of ['first', 'second'])
    say(`   the ${time} time: ${must(await runner.submit({ id, input: batch })())}`);

  const { worker } = await lookUntil(runner, id, (view) => O.isSome(view.worker));
  const holder = O.isSome(worker) ? worker.value : '';
  say(`\n2. ${holder} has it, and is killed (kill -9):`);
  const killedMs = performance.now();
  workers.get(holder)?.kill('SIGKILL');
  const next = await lookUntil(runner, id, (view) => O.isSome(view.worker) && view.worker.value !== holder);
  const waited = ((performance.now() - killedMs) / 1_000).toFixed(1);
  say(`   ${O.isSome(next.worker) ? next.worker.value : '?'} has it ${waited} s later.`);

  const last = await lookUntil(runner, id, ({ progress }) => progress === 'Ended');
  say(`\n3. It has ended, and was taken up ${last.takes} times.`);
  const counts = await printTruth(sandbox);
  const twice = [...counts].filter(([, count]) => count > 1).map(([asset]) => asset);
  say(twice.length === 0 ? '\nNothing moved twice.' : `\nMOVED TWICE: ${twice.join(', ')}`);
  process.exitCode = twice.length === 0 && counts.size === 2 ? 0 : 1;
} finally {
  for (const child of workers.values()) {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  await runner.close();
  await close();
  await sandbox.stop();
  await stop();
}
