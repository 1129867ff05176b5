import type { Chance } from '../chance.js';
import type { EngineName } from '../engine/engine.js';
import { type Cut, type CutPoint, reachable } from '../cut-point.js';

/** One thing that is done to the workers. */
export type Strike =
  /** Killed at a point, the `nth` time that it comes by. */
  | { readonly _tag: 'KillAt'; readonly cut: Cut; readonly nth: number; readonly slow: 'before' | 'after' }
  /** Killed whenever. */
  | { readonly _tag: 'KillAfter'; readonly ms: number }
  /** All of them killed at once, whenever. */
  | { readonly _tag: 'KillAll'; readonly ms: number }
  /** Killed from outside a moment after a point, most likely inside the commit that follows it. */
  | { readonly _tag: 'KillDuring'; readonly cut: Cut; readonly ms: number }
  /** The database ends as by a crash of its machine, and comes back; or everybody's connections to it are cut. */
  | { readonly _tag: 'CrashDatabase'; readonly downMs: number }
  | { readonly _tag: 'CutConnections'; readonly ms: number }
  /** Stopped at a point, and continued when another one has taken over. */
  | { readonly _tag: 'StopAt'; readonly cut: Cut };

/** What a strike needs to happen before. */
export type Strikes = ReadonlyArray<Strike>;

const shuffled = <A>(chance: Chance, items: ReadonlyArray<A>): ReadonlyArray<A> => {
  const left = [...items];
  const order: Array<A> = [];
  while (left.length > 0) order.push(...left.splice(chance.whole(left.length), 1));
  return order;
};

/** Where it is worst to be stopped: another one goes on, and then it wakes up with the request in hand or on its way. */
const stopCuts: readonly [Cut, ...ReadonlyArray<Cut>] = [
  'before Send',
  'inside Send',
  'after Append AttemptArmed',
  'after Prepare',
  'before Append OutcomeKnown',
];

/** Each is followed by a commit of its own. */
const commitCuts: readonly [Cut, ...ReadonlyArray<Cut>] = [
  'before Append AttemptArmed',
  'before Append OutcomeKnown',
  'before Append IntentEnded',
  'before Append MandateGiven',
  'before acquire',
  'before release',
  'before reserve',
  'before job deed',
];

/** How long a commit takes, about. Units: milliseconds. */
const commitMs = 5;

/** Around and inside a send: what the short form has in any case. */
export const moneyCuts: ReadonlyArray<CutPoint> = reachable.filter(
  ({ money, reach }) => money && reach === 'Always',
);

const killAt = (chance: Chance, { cut }: CutPoint): Strike => ({
  _tag: 'KillAt',
  cut,
  nth: chance.yes(0.8) ? 1 : 2,
  slow: chance.yes(0.5) ? 'before' : 'after',
});

/**
 * What is done in a run with so many kills: every point as often as there is room, one kill in four from outside, of these one half
 * inside a commit, and one stop to every six kills. A run of the least length has the points of money alone.
 */
export const planOf = (chance: Chance, kills: number, engine: EngineName = 'sqlite'): Strikes => {
  const strikes: Array<Strike> = [];
  const rounds = kills < reachable.length ? moneyCuts : reachable;
  const atPoints = kills < rounds.length * 1.5 ? rounds.length : Math.floor((kills * 3) / 4);
  let points: ReadonlyArray<CutPoint> = [];
  for (let made = 0; made < Math.min(kills, atPoints); made += 1) {
    if (points.length === 0) points = shuffled(chance, rounds);
    const [point, ...rest] = points;
    points = rest;
    if (point !== undefined) strikes.push(killAt(chance, point));
  }
  for (let made = strikes.length; made < kills; made += 1)
    strikes.push(
      made % 2 === 0
        ? { _tag: 'KillAfter', ms: chance.whole(900) }
        : { _tag: 'KillDuring', cut: chance.pick(commitCuts), ms: chance.whole(commitMs) },
    );
  for (let made = 0; made < Math.max(2, Math.floor(kills / 6)); made += 1)
    strikes.push({ _tag: 'StopAt', cut: stopCuts[made % stopCuts.length] ?? stopCuts[0] });
  for (let made = 0; made < Math.floor(kills / 50); made += 1)
    strikes.push({ _tag: 'KillAll', ms: chance.whole(900) });
  if (engine !== 'sqlite')
    for (let made = 0; made < Math.max(1, Math.floor(kills / 12)); made += 1)
      strikes.push(
        { _tag: 'CrashDatabase', downMs: chance.whole(1_500) },
        { _tag: 'CutConnections', ms: chance.whole(900) },
      );
  // The jobs of DBOS are its own; there is nothing of ours around them.
  const isThere = (strike: Strike): boolean =>
    engine !== 'dbos' || !('cut' in strike) || !strike.cut.endsWith('job deed');
  return shuffled(
    chance,
    strikes.map((strike) => (isThere(strike) ? strike : { _tag: 'KillAfter', ms: chance.whole(900) })),
  );
};
