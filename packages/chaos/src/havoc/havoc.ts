import type { Chance } from '../chance.js';
import { type Crew, pause } from '../crew/crew.js';
import type { Life } from '../crew/life.js';
import type { Log } from '../crew/log.js';
import { timing } from '../timing.js';
import type { Strike, Strikes } from './plan.js';
import type { Provoker } from './provoke.js';

/** What was done, in counts. */
export interface Tally {
  readonly killsAt: number;
  readonly killsAfter: number;
  readonly stops: number;
  /** Strikes whose point nobody came by in time; a kill at any instant was made of each. */
  readonly missed: ReadonlyArray<string>;
}

/** Whom havoc is done to, and how it is seen. */
export interface Field {
  readonly crew: Crew;
  readonly log: Log;
  readonly chance: Chance;
  readonly provoker: Provoker;
  /** How long the venue is slow with a call that a worker is struck in. */
  readonly slowMs: number;
  /** When stopped workers were continued, by the wall clock. */
  readonly continuedAtMs: Array<number>;
  /** Told after each strike. */
  readonly progress: (tally: Tally, left: number) => void;
}

const reachMs = 8_000;
const takeoverMs = 8_000;

/** Carries the plan out, two strikes at a time, each on a place of its own. */
export const wreak = async (field: Field, plan: Strikes): Promise<Tally> => {
  const left = [...plan];
  const tally = { killsAt: 0, killsAfter: 0, stops: 0, missed: new Array<string>() };
  const free = Array.from({ length: field.crew.places }, (_, place) => place);
  const hand = async (): Promise<void> => {
    for (let strike = left.shift(); strike !== undefined; strike = left.shift()) {
      const [place = 0] = free.splice(field.chance.whole(free.length), 1);
      // oxlint-disable-next-line no-await-in-loop
      await carryOut(field, place, strike, tally);
      free.push(place);
      field.progress(tally, left.length);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, field.crew.places - 1) }, hand));
  return tally;
};

interface Counts {
  killsAt: number;
  killsAfter: number;
  stops: number;
  readonly missed: Array<string>;
}

const carryOut = async (field: Field, place: number, strike: Strike, tally: Counts): Promise<void> => {
  const { crew, log, chance, provoker } = field;
  const victim = await someoneAt(crew, place);
  if (chance.yes(0.5)) await provoker.sprinkle();
  switch (strike._tag) {
    case 'KillAt':
      await provoker.towards(strike.cut);
      if (await trapped(field, victim, strike, 'SIGKILL')) tally.killsAt += 1;
      else if (victim.isDead()) tally.missed.push(`${strike.cut} (it ended before)`);
      else {
        tally.missed.push(strike.cut);
        kill(log, victim);
        tally.killsAfter += 1;
      }
      break;
    case 'KillAfter':
      await pause(strike.ms);
      kill(log, victim);
      tally.killsAfter += 1;
      break;
    case 'KillAll':
      await pause(strike.ms);
      for (let at = 0; at < crew.places; at += 1) {
        if (crew.at(at).isDead()) continue;
        kill(log, crew.at(at));
        tally.killsAfter += 1;
      }
      break;
    case 'StopAt':
      if (await trapped(field, victim, { ...strike, nth: 1, slow: 'after' }, 'SIGSTOP')) {
        await continued(field, victim);
        tally.stops += 1;
      } else tally.missed.push(`${strike.cut} (to be stopped at)`);
      break;
  }
  if (strike._tag !== 'StopAt') await victim.died;
};

/** Whoever works at a place, once it does; lives that end before are replaced by the crew. */
const someoneAt = async (crew: Crew, place: number): Promise<Life> => {
  for (;;) {
    const life = crew.at(place);
    // oxlint-disable-next-line no-await-in-loop
    if ((await life.began) && !life.isDead()) return life;
    // oxlint-disable-next-line no-await-in-loop
    await pause(beginMs);
  }
};

const beginMs = 20;

const kill = (log: Log, victim: Life): void => {
  log.struck(victim);
  victim.signal('SIGKILL');
};

const trapped = async (
  { log, slowMs }: Field,
  victim: Life,
  { cut, nth, slow }: Omit<Extract<Strike, { _tag: 'KillAt' }>, '_tag'>,
  signal: 'SIGKILL' | 'SIGSTOP',
): Promise<boolean> => {
  victim.tell({ _tag: 'Trap', trap: { cut, nth, signal, slow, slowMs } });
  const reached = await log.reached(victim, reachMs);
  if (!reached) victim.tell({ _tag: 'Untrap' });
  return reached;
};

/** Waits until others have taken over what a stopped worker had, lets it go on, and lets it find out. */
const continued = async ({ log, continuedAtMs }: Field, victim: Life): Promise<void> => {
  const untilMs = performance.now() + takeoverMs;
  // oxlint-disable-next-line no-await-in-loop
  do await pause(100);
  while (log.orphans(victim) > 0 && performance.now() < untilMs);
  await pause(timing.leaseMs);
  continuedAtMs.push(Date.now());
  victim.signal('SIGCONT');
  await Promise.race([victim.died, pause(timing.workerTtlMs)]);
};
