import type { Chance } from '../chance.js';
import { type Cut, cutPoints } from '../cut-point.js';
import { type Crew, pause } from '../crew/crew.js';
import type { Life } from '../crew/life.js';
import type { Log } from '../crew/log.js';
import type { Place } from '../engine/place.js';
import type { Trap } from '../message.js';
import { timing } from '../timing.js';
import type { Strike, Strikes } from './plan.js';
import type { Provoker } from './provoke.js';

/** What of the plan was not done as planned. */
export interface Tally {
  /** What nobody came by in time, however often it was tried. */
  readonly missed: Array<string>;
}

/** Whom havoc is done to, and how it is seen. */
export interface Field {
  readonly crew: Crew;
  readonly log: Log;
  readonly chance: Chance;
  readonly provoker: Provoker;
  /** What keeps the journal. */
  readonly place: Place;
  /** How long the venue is slow with a call that a worker is struck in. */
  readonly slowMs: number;
  /** When stopped workers were continued, by the wall clock. */
  readonly continuedAtMs: Array<number>;
  /** Told after each strike how many are to come. */
  readonly progress: (left: number) => void;
}

const reachMs = 7_000;
const rare = new Set<Cut>([
  ...cutPoints.filter(({ reach }) => reach !== 'Always').map(({ cut }) => cut),
  'before Discard',
  'after Discard',
]);
const takeoverMs = 8_000;
const triesMax = 3;

/** Carries the plan out, two strikes at a time, each on a place of its own. */
export const wreak = async (field: Field, plan: Strikes): Promise<Tally> => {
  const left = plan.map((strike) => ({ strike, tries: 0 }));
  const tally: Tally = { missed: [] };
  const free = Array.from({ length: field.crew.places }, (_, place) => place);
  const hand = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const { strike, tries } = next;
      const [place = 0] = free.splice(field.chance.whole(free.length), 1);
      // oxlint-disable-next-line no-await-in-loop
      const isDone = await carryOut(field, place, strike);
      free.push(place);
      if (!isDone && tries < triesMax) left.push({ strike, tries: tries + 1 });
      else if (!isDone) tally.missed.push(`${strike._tag} ${'cut' in strike ? strike.cut : ''}`);
      field.progress(left.length);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, field.crew.places - 1) }, hand));
  return tally;
};

/** Carries one strike out; whether it came to it. */
const carryOut = async (field: Field, seat: number, strike: Strike): Promise<boolean> => {
  const { crew, log, chance, provoker, place } = field;
  const victim = await someoneAt(crew, seat);
  if (chance.yes(0.5)) await provoker.sprinkle();
  switch (strike._tag) {
    case 'KillAt':
      await provoker.towards(strike.cut);
      return rare.has(strike.cut) ? anyTrapped(field, strike) : trapped(field, victim, strike, 'SIGKILL');
    case 'KillDuring':
      if (!(await trapped(field, victim, { ...strike, nth: 1, slow: 'after' }, 'FromOutside'))) return false;
      if (strike.ms > 0) await pause(strike.ms);
      kill(log, victim);
      await victim.died;
      return true;
    case 'CrashDatabase':
      await place.crash?.(strike.downMs);
      return true;
    case 'CutConnections':
      await pause(strike.ms);
      await place.cut?.();
      return true;
    case 'KillAfter':
      await pause(strike.ms);
      if (victim.isDead()) return false;
      kill(log, victim);
      await victim.died;
      return true;
    case 'KillAll':
      await pause(strike.ms);
      for (let at = 0; at < crew.places; at += 1) if (!crew.at(at).isDead()) kill(log, crew.at(at));
      await victim.died;
      return true;
    case 'StopAt': {
      const isStopped = await trapped(field, victim, { ...strike, nth: 1, slow: 'after' }, 'SIGSTOP');
      if (isStopped) await continued(field, victim);
      return isStopped;
    }
  }
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

type Trapped = Omit<Extract<Strike, { _tag: 'KillAt' }>, '_tag'>;

let lastKey = 0;

/** Has a worker struck at a point. Answers whether it came by in time. */
const trapped = async (
  { log, slowMs }: Field,
  victim: Life,
  { cut, nth, slow }: Trapped,
  signal: Trap['signal'],
): Promise<boolean> => {
  lastKey += 1;
  const key = lastKey;
  victim.tell({ _tag: 'Trap', trap: { key, cut, nth, signal, slow, slowMs } });
  const reached = await log.reached(victim, cut, reachMs);
  if (!reached) victim.tell({ _tag: 'Untrap', key });
  return reached;
};

/** Has all that come by in time struck, at a point that few come by. */
const anyTrapped = async (field: Field, trap: Trapped): Promise<boolean> => {
  const { crew } = field;
  const alive = Array.from({ length: crew.places }, (_, place) => crew.at(place)).filter(
    (life) => !life.isDead(),
  );
  const reached = await Promise.all(
    alive.map((life) => trapped(field, life, { ...trap, nth: 1 }, 'SIGKILL')),
  );
  return reached.some(Boolean);
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
