// One of several workers. Each is this program; they may be on as many machines as you like.
import { text } from 'node:stream/consumers';
import { Limits, type OpenJob, Policy, openSettle, settlementId } from '@legwork/core';
import { openDesk, readTradeBook } from '@legwork/example-kraken-prime';
import { must, positionsOf } from '@legwork/example-stage';
import { dbosRunner, openPostgresJournal } from '@legwork/runner-dbos';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Task } from './task.js';

const { worker, url, ...sandbox }: Task = JSON.parse(await text(process.stdin));

const { journal, close } = must(await openPostgresJournal({ url })());
const runner = dbosRunner({ url, journal });

/** From the job's own input alone, so that every worker, also the one after a crash, opens the same. */
const open: OpenJob = ({ id, input }) =>
  openSettle({ ...openDesk(sandbox, () => undefined, { journal, worker }), leaseMs: 5_000 })({
    id,
    settlement: must(settlementId(input)),
    expect: positionsOf(readTradeBook()),
    approve: ({ digest }) => TE.right({ digest, by: 'example-approver' }),
    limits: Limits.unlimited,
    policy: { ...Policy.standard, pollFirstMs: 250, pollMaxMs: 1_000 },
  });

const running = must(await runner.start({ worker, open })());
process.once('SIGTERM', () => void running.stop());
const end = await running.ended();
await runner.close();
await close();
process.exitCode = end._tag === 'Stopped' ? 0 : 1;
