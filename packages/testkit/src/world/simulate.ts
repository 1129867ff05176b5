import {
  type Digest,
  type Effect,
  type Engine,
  type Event,
  type JournalRecord,
  Ledger,
  type Mandate,
  type Now,
  type Policy,
  State,
  step,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { CutPoint, Fault } from './fault.js';
import { type Plague, recorded } from './plague.js';
import type { SimulatedVenue } from './simulated-venue.js';
import { type Timing, type World, makeWorld } from './world.js';

/** What a simulated run is made of. A setup is used for one run: its venue keeps what happened. */
export interface Setup {
  readonly venue: SimulatedVenue;
  readonly mandate: Mandate.Mandate;
  readonly policy: Policy.Policy;
  readonly digest: Digest;
  readonly timing: Timing;
  /** Whether every intent must come to `Done` once faults have stopped; otherwise going to a person is an end as well. */
  readonly mustFinish: boolean;
  /** Turns the ledger of a restarted process into its state; planted wrong rules have their own. */
  readonly resume: (ledger: Ledger.Ledger, now: Now) => State.State;
}

/** What a simulated run left behind. */
export interface History {
  readonly records: ReadonlyArray<JournalRecord>;
  /** The faults that struck. */
  readonly faults: ReadonlyArray<Fault>;
  /** The effects that reached outside, in order. */
  readonly points: ReadonlyArray<CutPoint>;
  /** Whether the run came to its end within its bounds. */
  readonly ended: boolean;
  readonly steps: number;
}

const stepsMax = 5_000;
const livesMax = 12;

/** Follows a run step by step, for a replay. */
export type Trace = (event: Event, next: Effect | undefined) => void;

/** Runs a mandate to its end in virtual time, through every restart, while faults strike as the plague decides. */
export const simulate = (setup: Setup, plague: Plague, trace: Trace = () => undefined): History => {
  const faults: Array<Fault> = [];
  const world = makeWorld(setup.venue, setup.timing, recorded(plague, faults));
  const { records, points } = world;
  let steps = 0;
  for (let life = 0; life < livesMax; life += 1) {
    const end = live(setup, world, stepsMax - steps, trace);
    steps += end.steps;
    if (end.how === 'Finished') {
      world.elapse(setup.timing.afterMs);
      return { records, faults, points, ended: true, steps };
    }
    world.elapse(setup.timing.restartMs);
  }
  return { records, faults, points, ended: false, steps };
};

interface End {
  readonly how: 'Finished' | 'Stopped';
  readonly steps: number;
}

/** One life of the process: from the journal to a crash or to the end. */
const live = (
  { venue, mandate, policy, digest, resume }: Setup,
  world: World,
  stepsLeft: number,
  trace: Trace,
): End => {
  const engine: Engine = { rules: venue.rules, policy, digest };
  const folded = Ledger.fold(world.records);
  if (E.isLeft(folded)) return { how: 'Stopped', steps: 0 };
  let state = O.isSome(folded.right)
    ? resume(folded.right.value, world.now())
    : State.begin(mandate, world.now());
  let event: Event | undefined = { at: world.now(), _tag: 'Begun' };
  const advance = step(engine);
  let steps = 0;
  for (; steps < stepsLeft && event !== undefined; steps += 1) {
    const next = advance(state, event);
    state = next.state;
    const effect = next.effects[0];
    trace(event, effect);
    if (effect === undefined) break;
    if (effect._tag === 'Finish')
      return { how: effect.because === 'Complete' ? 'Finished' : 'Stopped', steps };
    event = world.perform(effect);
  }
  return { how: 'Stopped', steps };
};
