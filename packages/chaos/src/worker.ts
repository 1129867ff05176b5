// A worker in a process of its own. It is told what to do on stdin and says what it does on stdout, a line of JSON each.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type OpenJob, mandateId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { around, counting } from './engine/counting.js';
import { openEngine } from './engine/open-engine.js';
import { businessOf } from './job.js';
import type { Orders, Said, Told, Trap } from './message.js';
import { must } from './must.js';
import { cutJournal, cutVenue, cutWatcher } from './worker/cutting.js';
import { type Desks, openDesks } from './worker/desk.js';
import { type Knife, makeKnife } from './worker/knife.js';
import { openJob, venueOf } from './worker/open-job.js';
import { plantedJournal, plantedVenue, resend } from './worker/planted.js';
import { slowDown } from './worker/slow-down.js';

type Saying = Said extends infer One ? (One extends Said ? Omit<One, 'commits'> : never) : never;

let commits = (): number => 0;

/** Written before it returns: what was said is heard even if the process is killed the next moment. */
const say = (said: Saying): void => void writeSync(1, `${JSON.stringify({ ...said, commits: commits() })}\n`);

const startMs = 20_000;

/** Starts under its name; an earlier life of that name may have to be waited for. */
const start = async (
  begin: () => Promise<E.Either<{ readonly _tag: string }, Running>>,
): Promise<Running> => {
  const untilMs = performance.now() + startMs;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const begun = await begin();
    if (E.isRight(begun)) return begun.right;
    // A name that is not free yet, or a database that is not back yet.
    if (performance.now() > untilMs) return must(begun);
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => void setTimeout(resolve, 50));
  }
};

interface Running {
  readonly stop: () => Promise<void>;
  readonly ended: () => Promise<{ readonly _tag: string; readonly why?: string }>;
}

const cutDesks = (desks: Desks, knife: Knife, { venues, planted }: Orders): Desks => {
  const slow = (trap: Trap): Promise<void> => slowDown(venues, trap);
  const cut = (venue: Desks['kraken']): Desks['kraken'] =>
    plantedVenue(cutVenue(venue, knife, slow), planted);
  return {
    kraken: cut(desks.kraken),
    bitgo: new Map([...desks.bitgo].map(([account, venue]) => [account, cut(venue)])),
  };
};

const main = async (): Promise<void> => {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const first = await lines.next();
  const orders: Orders = JSON.parse(String(first.value));
  const knife = makeKnife((cut, by) => say({ _tag: 'Struck', cut, by }));
  const opened = await openEngine(orders.engine)(orders.place, {
    store: (store) => {
      const counted = counting(store);
      commits = counted.commits;
      return counted.store;
    },
    jobs: (store) =>
      around(
        store,
        () => knife.at('before job deed'),
        () => knife.at('after job deed'),
      ),
    journal: (kept) =>
      plantedJournal(
        cutJournal(kept, knife, (id, tags) => say({ _tag: 'Appended', id, tags })),
        orders.planted,
      ),
  });
  const { journal, runner } = opened;
  const desks = cutDesks(await openDesks(orders, journal), knife, orders);
  const bench = { worker: orders.worker, desks, journal, watch: cutWatcher(knife) };
  const open: OpenJob = (job) => async () => {
    knife.at('before open');
    say({ _tag: 'Opened', id: job.id });
    if (orders.planted === 'resend') await resend(venueOf(desks, businessOf(job.input)), journal, job.id);
    const session = await openJob(bench, job)();
    knife.at('after open');
    return session;
  };
  const worker = await start(() => runner.start({ worker: orders.worker, open })());
  say({ _tag: 'Began' });

  const hear = async (told: Told): Promise<void> => {
    switch (told._tag) {
      case 'Submit': {
        const done = await runner.submit({ id: must(mandateId(told.id)), input: told.input })();
        return say({ _tag: 'Answered', seq: told.seq, answer: E.isLeft(done) ? done.left._tag : done.right });
      }
      case 'Cancel': {
        const done = await runner.cancel(must(mandateId(told.id)), 'chaos', 'to see what comes of it')();
        return say({ _tag: 'Answered', seq: told.seq, answer: E.isLeft(done) ? done.left._tag : done.right });
      }
      case 'Trap':
        return knife.set(told.trap);
      case 'Untrap':
        return knife.unset(told.key);
      case 'Stop':
        return worker.stop();
    }
  };
  const listen = async (): Promise<void> => {
    const line = await lines.next();
    // Whoever started it is gone, and so is every reason to be here.
    if (line.done === true) process.exit(4);
    const told: Told = JSON.parse(line.value);
    void hear(told);
    void listen();
  };
  void listen();

  const end = await worker.ended();
  await opened.close();
  say({ _tag: 'Ended', why: end.why ?? end._tag, rssBytes: process.memoryUsage.rss() });
  process.exit(end._tag === 'Stopped' ? 0 : 3);
};

await main();
