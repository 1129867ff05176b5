// So many watchers of one settlement: how long it takes until each knows how it stands, until each knows of a change, what they weigh, and how often the venue is read.
import { type Observation, type Subject, settlementId, watchSettlements } from '@legwork/core';
import { must } from '@legwork/chaos';
import { Get, toSettlement } from '@legwork/kraken-prime';
import { systemClock } from '@legwork/node';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { batchText } from '../fixture/batch-text.js';
import { krakenTerms } from '../fixture/kraken-terms.js';
import { keptMb } from '../growth/stopwatch.js';

const count = Number(process.argv[2]);
const id = must(settlementId('SBATCH-7Q2KD-EXAMPLE'));
const subject: Subject = { _tag: 'Existing', settlement: id };
const text = batchText({ legs: 10, trades: 50 });

const settlementOf = (written: string): Observation['settlements'][0] => {
  const parsed: { readonly result: unknown } = JSON.parse(written);
  return toSettlement(krakenTerms)(must(Get.GetResult.decode(parsed.result)).batch);
};

const stages = [settlementOf(text), settlementOf(text.replace('"unsettled","asset"', '"settled","asset"'))];
let stage = 0;
let reads = 0;
const observe = (): TE.TaskEither<never, Observation> => {
  reads += 1;
  const atMs = systemClock.monotonicMs();
  const settlements = stages.slice(stage, stage + 1);
  return TE.right({ subject, settlements, order: BigInt(reads), askedAtMs: atMs, answeredAtMs: atMs });
};

const pace = { pollFirstMs: 60_000, gapMs: 0 };
const begin = () => {
  const hub = watchSettlements({ venue: { observe }, clock: systemClock, pace });
  const watchers = Array.from({ length: count }, () => hub.watch(subject)[Symbol.asyncIterator]());
  const all = () => Promise.all(watchers.map((watcher) => watcher.next()));
  return { hub, all };
};

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const begunMs = performance.now();
  await run();
  return performance.now() - begunMs;
};

const sample = async (): Promise<readonly [first: number, change: number]> => {
  stage = 0;
  const { hub, all } = begin();
  const first = await timed(all);
  const waiting = all();
  stage = 1;
  hub.pushed(id);
  const change = await timed(() => waiting);
  hub.stop();
  return [first, change];
};

const middle = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[2] ?? Number.NaN;
await sample();
reads = 0;
const samples: Array<readonly [number, number]> = [];
for (let run = 0; run < 5; run += 1) samples.push(await sample());
const readings = reads / 5;
stage = 0;
const memory = await keptMb(async () => {
  const { hub, all } = begin();
  await all();
  return { hub, waiting: all() };
});
process.stdout.write(
  JSON.stringify({
    first: middle(samples.map(([first]) => first)),
    change: middle(samples.map(([, change]) => change)),
    memory,
    readings,
  }),
);
process.exit(0);
