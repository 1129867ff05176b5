import * as O from 'fp-ts/lib/Option.js';
import type { CallOrder, Observation } from '../noun/observation.js';
import type { Mandate } from '../plan/mandate.js';
import type { PreparedRequest } from '../port/venue.js';
import type { Effect, Finish } from './effect.js';
import type { Now, Order } from './event.js';
import * as Ledger from './ledger.js';
import type { JournalRecord } from './journal-record.js';
import type { Trial } from './trial.js';

/**
 * The engine's state: the ledger, which is durable, and beside it what only this life of the process knows.
 *
 * Everything outside `ledger` may be lost at any instant without harm; `resume` begins it anew.
 */
export interface State {
  readonly ledger: Ledger.Ledger;
  /** How many records are durable. */
  readonly written: number;
  /** Records to append before anything else is done. */
  readonly queue: ReadonlyArray<JournalRecord>;
  /** One for each intent, in the order of the ledger. */
  readonly watches: ReadonlyArray<Watch>;
  /** The latest reading that was not older than what had been seen. */
  readonly latest: O.Option<Observation>;
  /** An attempt that is prepared and has been neither sent nor discarded. */
  readonly ready: O.Option<PreparedRequest>;
  readonly reading: Reading;
  /** When the last send of this mandate was over; readings asked for earlier do not count. */
  readonly quietSinceMs: number;
  /** The least order that readings need because of the calls of others on the lane. */
  readonly least: O.Option<CallOrder>;
  readonly order: O.Option<Order>;
  /** Why nothing may be sent for the account; a person lets it send again, and a new run begins without. */
  readonly halted: O.Option<string>;
  readonly stop: O.Option<Exclude<Finish, 'Complete'>>;
  readonly pending: O.Option<Effect>;
}

/** A state in the making, that nobody has seen yet. */
export type Draft = { -readonly [K in keyof State]: State[K] };

/** A copy to be changed before it is handed on. Written out, because a spread of so many fields takes ten times as long. */
export const draft = (state: State): Draft => ({
  ledger: state.ledger,
  written: state.written,
  queue: state.queue,
  watches: state.watches,
  latest: state.latest,
  ready: state.ready,
  reading: state.reading,
  quietSinceMs: state.quietSinceMs,
  least: state.least,
  order: state.order,
  halted: state.halted,
  stop: state.stop,
  pending: state.pending,
});

/** What this life of the process knows of one intent. */
export interface Watch {
  /** When its present phase began. */
  readonly sinceMs: number;
  /** Not before this instant is it tried again. */
  readonly retryAtMs: number;
  /** Whether it was parked in this life. */
  readonly parked: boolean;
  /** The evidence about its open attempt. */
  readonly trial: O.Option<Trial>;
  /** From when on a reading could decide about its open attempt. */
  readonly readAtMs: number;
  /** What it waits for, in a sentence. */
  readonly waitsFor: string;
}

/** How the readings have been going. */
export interface Reading {
  /** Readings since something changed. */
  readonly idle: number;
  /** When the last one was over; before the first one, the beginning. */
  readonly lastMs: number;
  readonly regressions: number;
  /** Why the last one failed. */
  readonly trouble: O.Option<string>;
}

/** The watch of an intent whose phase has just changed. */
export const watchFrom = (
  sinceMs: number,
  retryAtMs: number,
  waitsFor: string,
  trial: O.Option<Trial>,
): Watch => ({ sinceMs, retryAtMs, parked: false, trial, readAtMs: sinceMs, waitsFor });

const freshWatch = (nowMs: number): Watch => watchFrom(nowMs, nowMs, 'the first reading', O.none);

const blank = (ledger: Ledger.Ledger, now: Now): State => ({
  ledger,
  written: ledger.length,
  queue: [],
  watches: ledger.intents.map(() => freshWatch(now.monotonicMs)),
  latest: O.none,
  ready: O.none,
  reading: { idle: 0, lastMs: now.monotonicMs, regressions: 0, trouble: O.none },
  quietSinceMs: now.monotonicMs,
  least: O.none,
  order: O.none,
  halted: O.none,
  stop: O.none,
  pending: O.none,
});

/** The state for a mandate that was just given and is not journaled yet. */
export const begin = (mandate: Mandate, now: Now): State => ({
  ...blank(Ledger.open(mandate), now),
  written: 0,
  queue: [{ _tag: 'MandateGiven', atMs: now.wallMs, mandate }],
});

/**
 * The state after a restart. Every attempt that was armed is taken for sent, with an unknown outcome: recovery resolves,
 * and sends nothing that is not proven to be free to go (contract D2).
 */
export const resume = (ledger: Ledger.Ledger, now: Now): State => {
  const state = blank(ledger, now);
  return {
    ...state,
    queue: ledger.intents.flatMap((progress) => afterCrash(progress, now)),
    watches: ledger.intents.map((progress, at) => ({
      ...(state.watches[at] ?? freshWatch(now.monotonicMs)),
      trial: trialOf(progress, now.monotonicMs),
    })),
  };
};

const afterCrash = ({ intent, phase }: Ledger.Progress, now: Now): ReadonlyArray<JournalRecord> =>
  phase._tag !== 'Armed'
    ? []
    : [
        {
          _tag: 'OutcomeKnown',
          atMs: now.wallMs,
          intent: intent.id,
          attempt: phase.attempt.number,
          outcome: {
            _tag: 'Unknown',
            why: 'the process stopped between journaling the attempt and journaling its outcome',
          },
        },
      ];

/** The case of an intent's open attempt, with no evidence but what the journal holds. */
export const trialOf = ({ intent, phase }: Ledger.Progress, endedAtMs: number): O.Option<Trial> =>
  Ledger.isOpen(phase)
    ? O.some({
        instruction: intent.instruction,
        order: phase.attempt.order,
        body: phase.attempt.body,
        before: phase.attempt.before,
        receipt: phase._tag === 'Taken' ? O.some(phase.receipt) : O.none,
        endedAtMs,
        fence: O.none,
        steady: O.none,
        last: O.none,
        named: phase.named,
      })
    : O.none;
