import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeBatches } from './business/batches.js';
import { newBook } from './business/book.js';
import { type Desk, idOf, progressOf } from './business/desk.js';
import { makeTrades } from './business/trades.js';
import { chanceOf } from './chance.js';
import { pause, startCrew } from './crew/crew.js';
import { type Log, newLog } from './crew/log.js';
import { type EngineName, plain } from './engine/engine.js';
import { openOffice } from './engine/office.js';
import { openEngine } from './engine/open-engine.js';
import { makePlace } from './engine/place.js';
import { type Tally, wreak } from './havoc/havoc.js';
import type { Strikes } from './havoc/plan.js';
import { makeProvoker } from './havoc/provoke.js';
import { type Judgement, judge } from './judge/judgement.js';
import type { Planted } from './message.js';
import { there } from './must.js';
import { counterparty, requesters, startSandboxes } from './venues.js';

/** What is run. */
export interface ChaosRun {
  readonly engine: EngineName;
  readonly seed: number;
  readonly plan: Strikes;
  readonly workers: number;
  /** How many trades are under way at BitGo at once. */
  readonly lines: number;
  readonly planted?: Planted;
  /** How long the venue is slow with a call that a worker is struck in. Units: milliseconds. */
  readonly slowMs: number;
  /** How long it is waited in the end until everything is over. Units: milliseconds. */
  readonly drainMs: number;
  readonly progress: (text: string) => void;
}

/** What came of a run. */
export interface Outcome {
  readonly judgement: Judgement;
  readonly tally: Tally;
  readonly log: Log;
  readonly commits: number;
  readonly seconds: number;
}

/** Makes business, breaks the workers by the plan, lets everything come to its end, and judges. */
export const runChaos = async (run: ChaosRun): Promise<Outcome> => {
  const begunMs = performance.now();
  const folder = await mkdtemp(path.join(tmpdir(), 'legwork-chaos-'));
  const sandboxes = await startSandboxes(folder, run.seed);
  const place = await makePlace(run.engine, folder);
  const office = await openOffice(() => openEngine(run.engine)(place.where, plain));
  await office.ask(({ runner }) => runner.migrate);
  const log = newLog();
  const { venues } = sandboxes;
  const orders = {
    engine: run.engine,
    place: place.where,
    venues,
    ...(run.planted && { planted: run.planted }),
  };
  const crew = startCrew(orders, run.workers, log, chanceOf(run.seed + 1));
  try {
    let phase: 'Open' | 'Closing' | 'Over' = 'Open';
    const desk: Desk = {
      book: newBook(),
      crew,
      chance: chanceOf(run.seed + 2),
      sandboxes,
      office,
      isClosing: () => phase !== 'Open',
      isOver: () => phase === 'Over',
    };
    const provoker = makeProvoker(sandboxes, chanceOf(run.seed + 3));
    const business = makeBusiness(desk, run.lines, provoker);
    const continuedAtMs: Array<number> = [];
    const tally = await wreak(
      {
        crew,
        log,
        chance: chanceOf(run.seed + 4),
        provoker,
        place,
        slowMs: run.slowMs,
        continuedAtMs,
        progress: (left) => {
          const { killedAt, killedAnytime, stopped } = log.strikes();
          run.progress(
            `${killedAt + killedAnytime} killed, ${stopped} stopped, ${left} to come, ${desk.book.entries.size} jobs`,
          );
        },
      },
      run.plan,
    );
    phase = 'Closing';
    await provoker.calm();
    await drain(desk, run.drainMs, run.progress);
    phase = 'Over';
    await business;
    const deaths = await crew.stop();
    const crashes = [
      ...log.crashes,
      ...deaths
        .filter(({ signal }) => signal === 'SIGKILL')
        .map(() => 'a worker did not stop when it was told to'),
    ];
    const judgement = await judge(desk, await sandboxes.truth(), { crashes, continuedAtMs });
    const seconds = (performance.now() - begunMs) / 1_000;
    return { judgement, tally, log, commits: crew.commits(), seconds };
  } finally {
    await crew.stop();
    await office.close();
    await place.stop();
    await sandboxes.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

const makeBusiness = async (
  desk: Desk,
  lines: number,
  provoker: ReturnType<typeof makeProvoker>,
): Promise<void> => {
  let batch = 0;
  let trade = 0;
  const idOfAccount = (name: string): string =>
    there(
      desk.sandboxes.venues.bitgo.logins.find((login) => login.name === name),
      `account named ${name}`,
    ).accountId;
  const sides = requesters.map((name) => ({
    requester: idOfAccount(name),
    counterparty: idOfAccount(counterparty),
  }));
  const batches = (['currency', 'tokenized_equity'] as const).map((kind) =>
    makeBatches(desk, kind, () => batch++, provoker.batches),
  );
  const trades = Array.from({ length: lines }, (_, at) =>
    makeTrades(desk, there(sides[at % sides.length], 'requester'), () => trade++, provoker.trades),
  );
  await Promise.all([...batches, ...trades]);
};

const over = new Set(['Ended', 'Cancelled']);
const wakeEveryMs = 3_000;

/** Waits until every job is over. Those that wait for a person are woken now and then, as a person would once the venue is well. */
const drain = async (desk: Desk, drainMs: number, progress: (text: string) => void): Promise<void> => {
  const untilMs = performance.now() + drainMs;
  let wokenMs = performance.now();
  const finished = new Set<string>();
  for (;;) {
    const open: Array<string> = [];
    for (const id of desk.book.entries.keys()) {
      if (finished.has(id)) continue;
      // oxlint-disable-next-line no-await-in-loop
      if (over.has(await progressOf(desk, id))) finished.add(id);
      else open.push(id);
    }
    progress(`${open.length} of ${desk.book.entries.size} jobs are open`);
    if (open.length === 0 || performance.now() > untilMs) return;
    if (performance.now() - wokenMs > wakeEveryMs) {
      wokenMs = performance.now();
      // oxlint-disable-next-line no-await-in-loop
      for (const id of open) await desk.office.ask(({ runner }) => runner.wake(idOf(id)));
    }
    // oxlint-disable-next-line no-await-in-loop
    await pause(drainLookMs);
  }
};

const drainLookMs = 200;
