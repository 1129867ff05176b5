import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../engine/ledger.js';
import type { Ending } from '../engine/ending.js';
import type { JournalRecord } from '../engine/journal-record.js';
import type { IntentId } from '../noun/id.js';
import { type Instruction, describe } from '../noun/instruction.js';
import type { Mandate } from '../plan/mandate.js';
import { type Choice, choices } from './choice.js';
import type { OpenState } from './open-state.js';

/** Where a mandate stands, for whoever has to answer for it (contract L3, M4). */
export interface Overview {
  readonly mandate: Mandate;
  /** How many records it has. */
  readonly length: number;
  /** The intents that are not over, in the order of the mandate. */
  readonly open: ReadonlyArray<OpenIntent>;
  readonly over: ReadonlyArray<OverIntent>;
}

/** An intent that is over. */
export interface OverIntent {
  readonly intent: IntentId;
  /** Its place in the mandate, from 1. */
  readonly number: number;
  readonly instruction: Instruction;
  readonly ending: Ending;
}

/** An intent that is not over: what is known, since when, what would resolve it, and what a person may decide. */
export interface OpenIntent {
  readonly intent: IntentId;
  /** Its place in the mandate, from 1. */
  readonly number: number;
  readonly instruction: Instruction;
  readonly attempts: number;
  readonly state: OpenState;
  /** Since when it is in that state, by the wall clock of whoever wrote it down. Units: milliseconds since the Unix epoch. */
  readonly sinceMs: number;
  /** Since when it waits for a person; `none` while a worker can get on with it. */
  readonly waitsForPersonSinceMs: O.Option<number>;
  readonly known: string;
  readonly wouldResolve: string;
  /** The lane that its attempt goes out on; `none` while nothing is out. */
  readonly lane: O.Option<string>;
  /** Changes with everything that changes its standing. Whoever decides about it says of which standing he decides. */
  readonly asOf: number;
  readonly choices: ReadonlyArray<Choice>;
}

/**
 * Where a mandate stands, by its records; `none` when there are none.
 *
 * Errors: `BrokenJournal`, nothing may be sent; `MandateIsBarred`, nothing ever was.
 */
export const of = (
  records: ReadonlyArray<JournalRecord>,
): E.Either<Ledger.BrokenJournal | Ledger.MandateIsBarred, O.Option<Overview>> => {
  const ledger = Ledger.fold(records);
  if (E.isLeft(ledger)) return ledger;
  return E.right(O.map((folded: Ledger.Ledger) => overviewOf(folded, records))(ledger.right));
};

const overviewOf = (
  { mandate, length, intents }: Ledger.Ledger,
  records: ReadonlyArray<JournalRecord>,
): Overview => {
  const traces = tracesOf(records);
  const open: Array<OpenIntent> = [];
  const over: Array<OverIntent> = [];
  for (const [at, progress] of intents.entries()) {
    const { intent, phase } = progress;
    const { id, instruction } = intent;
    if (phase._tag === 'Ended') over.push({ intent: id, number: at + 1, instruction, ending: phase.ending });
    else open.push(openOf(progress, phase, at + 1, traces.get(id) ?? begun(records)));
  }
  return { mandate, length, open, over };
};

/** The last record that changed where an intent stands, and the lane of its last attempt. */
interface Trace {
  readonly asOf: number;
  readonly sinceMs: number;
  readonly lane: O.Option<string>;
}

const begun = ([first]: ReadonlyArray<JournalRecord>): Trace => ({
  asOf: 1,
  sinceMs: first?.atMs ?? 0,
  lane: O.none,
});

/** Being parked changes nothing about where an intent stands, and nothing about since when. */
const tracesOf = (records: ReadonlyArray<JournalRecord>): ReadonlyMap<IntentId, Trace> => {
  const traces = new Map<IntentId, Trace>();
  for (const [at, record] of records.entries()) {
    if (!('intent' in record) || record._tag === 'IntentParked') continue;
    const before = traces.get(record.intent) ?? begun(records);
    traces.set(record.intent, {
      asOf: at + 1,
      // A change that was seen says more about an attempt whose fate was open before.
      sinceMs: record._tag === 'ChangeSeen' ? before.sinceMs : record.atMs,
      lane: record._tag === 'AttemptArmed' ? O.some(record.lane) : before.lane,
    });
  }
  return traces;
};

type NotOver = Exclude<Ledger.Phase, { _tag: 'Ended' }>;

const openOf = (
  { intent, attempts, parked }: Ledger.Progress,
  phase: NotOver,
  number: number,
  { asOf, sinceMs, lane }: Trace,
): OpenIntent => {
  const state = stateOf(phase);
  const standing = O.isSome(parked) ? parked.value : doing(phase, attempts);
  return {
    intent: intent.id,
    number,
    instruction: intent.instruction,
    attempts,
    state,
    sinceMs,
    waitsForPersonSinceMs: O.map((parking: Ledger.Parking) => parking.sinceMs)(parked),
    known: standing.known,
    wouldResolve: standing.wouldResolve,
    lane: state === 'Waiting' ? O.none : lane,
    asOf,
    choices: choices(state, intent.instruction),
  };
};

const stateOf = (phase: NotOver): OpenState => {
  switch (phase._tag) {
    case 'Waiting':
      return 'Waiting';
    case 'Armed':
      return 'MayBeSent';
    case 'Unclear':
      return 'Unknown';
    case 'Taken':
      return 'Accepted';
  }
};

type Known = Pick<Ledger.Parking, 'known' | 'wouldResolve'>;

/** What is known of an intent that no record hands to a person, and what a worker does about it. */
const doing = (phase: NotOver, attempts: number): Known => {
  switch (phase._tag) {
    case 'Waiting':
      return {
        known:
          attempts === 0
            ? 'nothing of it was ever sent'
            : 'nothing of it is out; no earlier attempt had an effect',
        wouldResolve: 'a worker that carries it on: it is sent once a fresh reading shows what was approved',
      };
    case 'Armed':
      return {
        known: 'an attempt is written down, and may be leaving at this moment',
        wouldResolve:
          'the worker that sends it; if that one is gone, the next one notes it as unknown and reads',
      };
    case 'Unclear':
      return {
        known: `it was sent and may have happened: ${phase.why.replace(/\.$/, '')}${seen(phase.named)}`,
        wouldResolve: phase.named
          ? 'a worker that reads until the venue shows how it ended'
          : 'a worker that reads beyond the call, until it is shown, or proven void',
      };
    case 'Taken':
      return {
        known: `the venue accepted it and has not finished it${seen(phase.named)}`,
        wouldResolve: 'a worker that reads until the venue shows how it ended',
      };
  }
};

const seen = (named: boolean): string => (named ? '; a reading shows what was not there before it' : '');

/** Where an intent stands, in a few words. */
export const stateText = ({ state, waitsForPersonSinceMs }: OpenIntent): string => {
  if (O.isNone(waitsForPersonSinceMs)) return stateWords[state];
  return state === 'Waiting' ? 'waits for a person' : `${stateWords[state]}; waits for a person`;
};

const stateWords: Readonly<Record<OpenState, string>> = {
  Waiting: 'waiting',
  MayBeSent: 'may have been sent',
  Unknown: 'unknown',
  Accepted: 'accepted, not finished',
};

/** The intent in a few words. */
export const words = ({ instruction }: Pick<OpenIntent, 'instruction'>): string => describe(instruction);
