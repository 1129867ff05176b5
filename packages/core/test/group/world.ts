import * as Amounts from '../../src/group/amounts.js';
import type { Group } from '../../src/group/group.js';
import type { GroupDecision } from '../../src/group/next.js';
import type { MemberStanding, Phase } from '../../src/group/standing.js';
import type { GroupMember } from '../../src/group/terms.js';
import * as Quantity from '../../src/amount/quantity.js';
import { amount, asset, mandateId } from '../fixture/noun.js';
import * as Treasury from '../portfolio/treasury.js';
import * as O from 'fp-ts/lib/Option.js';

/** What a member of a simulated group truly does, in whole BTC that it sends and whole USD that it receives. */
export interface Actor {
  readonly name: string;
  readonly sends: number;
  readonly receives: number;
  readonly after: ReadonlyArray<string>;
}

/**
 * How far a member truly is. What it sends leaves at one instant, and what it receives comes at another, in any order;
 * `Failed` is over with nothing out, `Lost` with everything out and nothing in.
 */
export type Stage = 'Idle' | 'Gone' | 'Left' | 'Come' | 'Final' | 'Failed' | 'Lost' | 'Parked' | 'ParkedLeft';

/** The member of a group that an actor is. */
export const memberOf = ({ name, sends, receives, after }: Actor): GroupMember => {
  const plan = Treasury.planOf({
    name,
    owed: [
      ...(sends > 0 ? [{ way: 'Out', asset: 'BTC', quantity: String(sends) } as const] : []),
      ...(receives > 0 ? [{ way: 'In', asset: 'USD', quantity: String(receives) } as const] : []),
    ],
  });
  return { id: mandateId(name), plan, after: after.map(mandateId) };
};

const phases: Readonly<Record<Stage, Phase>> = {
  Idle: 'Held',
  Gone: 'UnderWay',
  Left: 'UnderWay',
  Come: 'UnderWay',
  Final: 'Final',
  Failed: 'Failed',
  Lost: 'Failed',
  Parked: 'NeedsPerson',
  ParkedLeft: 'NeedsPerson',
};

const isOut = (stage: Stage): boolean => ['Left', 'Final', 'Lost', 'ParkedLeft'].includes(stage);
const isIn = (stage: Stage): boolean => stage === 'Come' || stage === 'Final';

/** What is known of an actor at a stage. */
export const standingAt = ({ name, sends, receives }: Actor, stage: Stage): MemberStanding => ({
  member: mandateId(name),
  phase: phases[stage],
  gone: stage !== 'Idle',
  isOver: ['Idle', 'Final', 'Failed', 'Lost'].includes(stage),
  isRead: true,
  status: O.none,
  awaited: [],
  out: isOut(stage) && sends > 0 ? new Map([[asset('BTC'), amount(String(sends))]]) : Amounts.none,
  received: isIn(stage) && receives > 0 ? new Map([[asset('USD'), amount(String(receives))]]) : Amounts.none,
  allReceived: receives > 0 && isIn(stage),
  note: 'a note',
});

/** What can happen to an actor by itself. `Good` helps, and `Bad` does not. */
const moves: Readonly<Record<Stage, ReadonlyArray<readonly [Stage, 'Good' | 'Bad']>>> = {
  Idle: [],
  Gone: [
    ['Left', 'Good'],
    ['Come', 'Good'],
    ['Failed', 'Bad'],
    ['Parked', 'Bad'],
  ],
  Left: [
    ['Final', 'Good'],
    ['Lost', 'Bad'],
    ['ParkedLeft', 'Bad'],
  ],
  Come: [['Final', 'Good']],
  Final: [],
  Failed: [],
  Lost: [],
  Parked: [['Gone', 'Good']],
  ParkedLeft: [['Left', 'Good']],
};

export type Next = (group: Group, standings: ReadonlyArray<MemberStanding>) => GroupDecision;

/** What an exploration goes by. */
export interface Exploration {
  readonly group: Group;
  readonly actors: ReadonlyArray<Actor>;
  readonly next: Next;
  /** Whether members may fail or need a person. */
  readonly bad: boolean;
  /** Whether a member may go by a decision that was made earlier, as long as nobody has failed since. */
  readonly stale: boolean;
}

interface Place {
  readonly stages: ReadonlyArray<Stage>;
  /** Which may go, by a decision that was made now or earlier. */
  readonly permits: number;
}

const statesMax = 200_000;

/** Walks through every order in which things can happen, and says the first thing that must not be; none if there is none. */
export const explore = (
  one: Exploration,
): { readonly wrong: string | undefined; readonly states: number } => {
  const start: Place = { stages: one.actors.map(() => 'Idle'), permits: 0 };
  const seen = new Set<string>();
  const open: Array<Place> = [start];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const key = `${place.stages.join(' ')} ${place.permits}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > statesMax) return { wrong: 'there are too many states', states: seen.size };
    const found = visit(one, place);
    if (typeof found === 'string') return { wrong: `${found} at ${key}`, states: seen.size };
    open.push(...found);
  }
  return { wrong: undefined, states: seen.size };
};

const visit = (one: Exploration, { stages, permits }: Place): string | ReadonlyArray<Place> => {
  const { actors, group } = one;
  const at = (now: ReadonlyArray<Stage>): GroupDecision =>
    one.next(
      group,
      actors.map((actor, place) => standingAt(actor, now[place] ?? 'Idle')),
    );
  const decision = at(stages);
  const wrong = exposureWrong(one, stages) ?? decisionWrong(one, stages, decision);
  if (wrong !== undefined) return wrong;
  const may = actors.reduce(
    (bits, { name }, place) => (decision.go.includes(mandateId(name)) ? bits | (1 << place) : bits),
    0,
  );
  const after: Array<Place> = [];
  const nowPermits = one.stale ? permits | may : may;
  for (const [place, stage] of stages.entries()) {
    if (stage === 'Idle' && (nowPermits & (1 << place)) !== 0) {
      const later = stages.with(place, 'Gone');
      const lost = (may & (1 << place)) === 0 ? undefined : lostBy(decision, at(later), actors, later);
      if (lost !== undefined) return `${lost} may go no more after ${actors[place]?.name ?? ''} went`;
      after.push({ stages: later, permits: nowPermits });
    }
    for (const [to, kind] of moves[stage]) {
      if (kind === 'Bad' && !one.bad) continue;
      const later = stages.with(place, to);
      if (kind === 'Good') {
        const lost = lostBy(decision, at(later), actors, later);
        if (lost !== undefined)
          return `${lost} may go no more after ${actors[place]?.name ?? ''} became ${to}`;
      }
      after.push({ stages: later, permits: nowPermits });
    }
  }
  const isStuck = after.length === 0 && !stages.some((stage) => ['Failed', 'Lost'].includes(stage));
  return isStuck && stages.some((stage) => stage !== 'Final') ? 'it is stuck, and nobody has failed' : after;
};

const lostBy = (
  before: GroupDecision,
  after: GroupDecision,
  actors: ReadonlyArray<Actor>,
  stages: ReadonlyArray<Stage>,
): string | undefined =>
  before.go.find(
    (id) => !after.go.includes(id) && stages[actors.findIndex(({ name }) => name === id)] === 'Idle',
  );

/** What is truly exposed, by the stages alone. */
const exposureWrong = ({ actors, group }: Exploration, stages: ReadonlyArray<Stage>): string | undefined => {
  const stageOf = (place: number): Stage => stages[place] ?? 'Idle';
  const receivers = actors.flatMap(({ receives }, place) => (receives > 0 ? [place] : []));
  const allIn = receivers.length > 0 && receivers.every((place) => isIn(stageOf(place)));
  const exposed = actors.reduce((sum, { sends, receives }, place) => {
    const covered = receives > 0 ? isIn(stageOf(place)) : allIn;
    return isOut(stageOf(place)) && !covered ? sum + sends : sum;
  }, 0);
  const most = group.limits[0]?.most;
  return most !== undefined && Quantity.compare(amount(String(exposed)), most) > 0
    ? `${exposed} are exposed`
    : undefined;
};

const decisionWrong = (
  { actors, group }: Exploration,
  stages: ReadonlyArray<Stage>,
  decision: GroupDecision,
): string | undefined => {
  const stageOf = (name: string): Stage => stages[actors.findIndex((actor) => actor.name === name)] ?? 'Idle';
  const failed = stages.some((stage) => stage === 'Failed' || stage === 'Lost');
  if (failed && group.onFailure !== 'Continue' && decision.go.length > 0)
    return 'something goes after a failure';
  if (failed && group.onFailure === 'Escalate' && stages.includes('Idle') && !decision.needsPerson)
    return 'no person is asked';
  for (const id of decision.go) {
    const actor = actors.find(({ name }) => name === id);
    if (actor === undefined || stageOf(actor.name) !== 'Idle') return `${id} goes twice`;
    const first = actors.filter(
      (other) => actor.after.includes(other.name) || receivesFirst(group, other, actor),
    );
    const early = first.find(({ name }) => stageOf(name) !== 'Final');
    if (early !== undefined) return `${id} goes before ${early.name} is final`;
  }
  const parked = stages.some((stage) => stage.startsWith('Parked'));
  if (parked && !decision.needsPerson) return 'no person is asked';
  const lost =
    stages.includes('Lost') &&
    actors.some(
      ({ sends }, place) => sends > 0 && stages[place] === 'Lost' && (actors[place]?.receives ?? 0) > 0,
    );
  if (lost && !decision.needsPerson) return 'nobody is asked about what was lost';
  const ended = decision.isOver || decision.go.length > 0 || decision.asks.length > 0;
  return ended ? undefined : 'nobody is named';
};

/** The rule as a table of its own: nothing sends before what receives, if it receives more purely than itself. */
const receivesFirst = ({ sequencing }: Group, one: Actor, other: Actor): boolean => {
  if (sequencing !== 'ReceiveFirst' || other.sends === 0 || one.receives === 0 || one.name === other.name)
    return false;
  return other.receives === 0 || one.sends === 0;
};
