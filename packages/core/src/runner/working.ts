import * as E from 'fp-ts/lib/Either.js';
import { mandateId } from '../noun/id.js';
import type { Clock, Sleep } from '../port/clock.js';
import type { Store } from '../port/store.js';
import type { OpenJob, Worker } from '../port/runner.js';
import { type Carrying, type JobTurn, carry } from './carrying.js';
import { type LetGo, type Taken, letGo, note, take, wake } from './job-deeds.js';
import { beat, hear, leave, reap } from './worker-deeds.js';

/** How a worker over a store goes about it. Units: milliseconds. */
export interface Pace {
  /** How long a worker may be silent before its jobs are given to others. */
  readonly ttlMs: number;
  /** How often it looks for jobs that others have submitted. */
  readonly pollMs: number;
}

/** What a worker is made of. */
export interface Station {
  readonly store: Store;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly worker: string;
  readonly life: string;
  readonly open: OpenJob;
  readonly jobsMax: number;
}

type Ended = { readonly _tag: 'Stopped' } | { readonly _tag: 'Lost'; readonly why: string };

/** A worker at its work, and a way to tell it that there may be something to do. */
export interface Working extends Worker {
  readonly look: () => void;
}

/** Begins to work, under a name that was taken. */
export const work = (station: Station): Working => {
  const { store, clock, pace, worker, life, open, jobsMax } = station;
  const hands = new Map<string, Hand>();
  let end: Ended | undefined;
  let dozing: Sleep | undefined;

  const wakeUp = (): void => dozing?.wake();
  const lose = (why: string): void => {
    end ??= { _tag: 'Lost', why };
    for (const hand of hands.values()) hand.wake();
    wakeUp();
  };

  const isOver = (): boolean => end !== undefined;

  const carryOn = async (taken: Taken, carrying: Carrying, hand: Hand): Promise<LetGo> => {
    for (;;) {
      // Turns follow each other.
      hand.told = false;
      // oxlint-disable-next-line no-await-in-loop
      const turn = await carrying.turn();
      if (turn._tag === 'Lost') lose(turn.why);
      const gone = letGoAfter(turn, hand.told);
      if (gone !== undefined) return gone;
      // oxlint-disable-next-line no-await-in-loop
      if (!isOver()) await rest(taken, turn, hand);
      if (isOver()) return { _tag: 'Again', afterMs: 0, note: 'its worker stopped' };
    }
  };

  const rest = async (taken: Taken, turn: JobTurn, hand: Hand): Promise<void> => {
    if (turn._tag !== 'Rests') return;
    if (turn.note !== '') await store.perform(note(worker, taken, turn.note))();
    await hand.rest(turn.ms);
  };

  const begin = async (taken: Taken): Promise<void> => {
    const id = mandateId(taken.id);
    if (E.isLeft(id)) return;
    const hand = makeHand(clock);
    hands.set(taken.id, hand);
    const carrying = carry(clock, open, { id: id.right, input: taken.input });
    carrying.listen(hand.wake);
    hand.nudge = carrying.nudge;
    const what = await carryOn(taken, carrying, hand);
    hand.over = true;
    const gone = await store.perform(letGo(worker, taken, what))();
    hands.delete(taken.id);
    if (E.isLeft(gone)) lose(gone.left.detail);
    wakeUp();
  };

  const fill = async (): Promise<void> => {
    const room = jobsMax - hands.size;
    if (room <= 0) return;
    const taken = await store.perform(take(worker, life, room))();
    if (E.isLeft(taken)) return lose(taken.left.detail);
    for (const one of taken.right) void begin(one);
  };

  const tell = async (woken: ReadonlyArray<string>): Promise<void> => {
    for (const id of woken) {
      const hand = hands.get(id);
      if (hand !== undefined && !hand.over) {
        hand.told = true;
        hand.nudge();
        continue;
      }
      // It is being let go at this instant, as of before it was woken: that has to be heard by whoever has it next.
      // oxlint-disable-next-line no-await-in-loop
      const again = await store.perform(wake(id))();
      if (E.isLeft(again)) return lose(again.left.detail);
    }
  };

  const listen = async (): Promise<void> => {
    const woken = await store.perform(hear(worker))();
    return E.isLeft(woken) ? lose(woken.left.detail) : tell(woken.right);
  };

  const live = async (): Promise<void> => {
    const heard = await store.perform(beat(worker, life, pace.ttlMs))();
    if (E.isLeft(heard)) return lose(heard.left.detail);
    if (heard.right._tag === 'Gone') return lose('it was silent for too long, and its name was taken away');
    await tell(heard.right.woken);
    const reaped = await store.perform(reap)();
    if (E.isLeft(reaped)) lose(reaped.left.detail);
  };

  let beatAtMs = clock.monotonicMs();
  const liveIfDue = async (): Promise<void> => {
    if (clock.monotonicMs() < beatAtMs) return;
    await live();
    beatAtMs = clock.monotonicMs() + pace.ttlMs / 3;
  };

  const rounds = async (): Promise<Ended> => {
    while (!isOver()) {
      // Rounds follow each other.
      // oxlint-disable-next-line no-await-in-loop
      await liveIfDue();
      if (isOver()) break;
      // oxlint-disable-next-line no-await-in-loop
      await listen();
      // oxlint-disable-next-line no-await-in-loop
      await fill();
      if (isOver()) break;
      dozing = clock.sleep(Math.min(pace.pollMs, Math.max(0, beatAtMs - clock.monotonicMs())));
      // oxlint-disable-next-line no-await-in-loop
      await dozing.done();
    }
    while (hands.size > 0) {
      for (const hand of hands.values()) hand.wake();
      // Until its last turn is over, a job is nobody else's.
      // oxlint-disable-next-line no-await-in-loop
      await liveIfDue();
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(endingMs).done();
    }
    await store.perform(leave(worker, life))();
    return end ?? { _tag: 'Stopped' };
  };

  const ended = rounds();
  return {
    look: wakeUp,
    stop: async () => {
      end ??= { _tag: 'Stopped' };
      for (const hand of hands.values()) hand.wake();
      wakeUp();
      await ended;
    },
    ended: () => ended,
  };
};

const endingMs = 5;

/** What a turn says about letting the job go; `undefined`: it goes on. What was told during the turn, the turn may have missed. */
const letGoAfter = (turn: JobTurn, told: boolean): LetGo | undefined => {
  switch (turn._tag) {
    case 'Stops':
      return told && turn.progress !== 'Ended'
        ? { _tag: 'Again', afterMs: 0, note: turn.note }
        : { _tag: 'Stop', progress: turn.progress, note: turn.note };
    case 'Lost':
      return { _tag: 'Again', afterMs: 0, note: turn.why };
    case 'Rests':
      return undefined;
  }
};

/** The waiting of one job. */
interface Hand {
  readonly rest: (ms: number) => Promise<void>;
  readonly wake: () => void;
  nudge: () => void;
  /** Whether it was woken since its last turn began. */
  told: boolean;
  /** Whether it had its last turn here. */
  over: boolean;
}

const makeHand = (clock: Clock): Hand => {
  let sleep: Sleep | undefined;
  let awake = false;
  return {
    rest: async (ms) => {
      if (!awake) {
        sleep = clock.sleep(ms);
        await sleep.done();
      }
      awake = false;
      sleep = undefined;
    },
    wake: () => {
      awake = true;
      sleep?.wake();
    },
    nudge: () => undefined,
    told: false,
    over: false,
  };
};
