// `npm run example:crash`: a process settles a batch and kills itself while a settle call is under way; the next one resumes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type KrakenPrime, printTruth, startKrakenPrime } from '@legwork/example-kraken-prime';
import { say } from '@legwork/example-stage';
import type { Task } from './task.js';

const settler = fileURLToPath(new URL('settle.js', import.meta.url));

/** Runs the settling process to its end, whatever that is, and answers by which signal it ended. */
const settleInAProcess = async (task: Task): Promise<string> => {
  const child = spawn(process.execPath, [settler], { stdio: ['pipe', 'inherit', 'inherit'] });
  child.stdin.end(JSON.stringify(task));
  const [code, signal]: ReadonlyArray<unknown> = await once(child, 'exit');
  return typeof signal === 'string' ? signal : `exit code ${String(code)}`;
};

/** Somebody else of our house opens the batch; here it only has to be settled. */
const openBatch = async ({ control }: KrakenPrime): Promise<string> => {
  const done = await control('POST /second-actor', { act: 'create' });
  if (typeof done === 'object' && done !== null && 'id' in done) return String(done.id);
  throw new Error('the sandbox opened no batch');
};

const folder = await mkdtemp(path.join(tmpdir(), 'legwork-crash-'));
const sandbox = await startKrakenPrime();
try {
  const { baseUrl, credentials } = sandbox;
  const batch = await openBatch(sandbox);
  const task = { file: path.join(folder, 'journal'), batch, baseUrl, credentials };

  // The venue takes its time to answer, so that there is a middle in which to die.
  await sandbox.control('POST /faults', {
    faults: [
      {
        kind: 'delay',
        on: { method: 'SettlePrimeSettlementBatchAsset' },
        with: { ms: 3_000, when: 'after' },
      },
    ],
  });
  say(`1. A process settles ${batch}, and kills itself while its first settle call is under way:`);
  say(
    `   It ended with ${await settleInAProcess({ ...task, dies: true })}. The venue has the call, and nobody heard the answer.`,
  );

  say(
    '\n2. Another process opens the same journal. It waits until the turn of the dead one is over, and goes on.',
  );
  say('   What may have been sent is resolved by reading, before anything else is sent:');
  const end = await settleInAProcess({ ...task, dies: false });
  say(`   It ended with ${end}.`);

  const counts = await printTruth(sandbox);
  const twice = [...counts].filter(([, count]) => count > 1).map(([asset]) => asset);
  say(twice.length === 0 ? '\nNothing moved twice.' : `\nMOVED TWICE: ${twice.join(', ')}`);
  process.exitCode = twice.length === 0 && counts.size === 2 && end === 'exit code 0' ? 0 : 1;
} finally {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
}
