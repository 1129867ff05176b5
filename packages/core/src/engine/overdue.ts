import * as O from 'fp-ts/lib/Option.js';
import type { Engine } from './engine.js';
import type { Now } from './event.js';
import type { Progress } from './ledger.js';
import type { JournalRecord } from './journal-record.js';
import type { State, Watch } from './state.js';

/**
 * The intents that waited too long and go to a person, each with what is known and what would resolve it (L1, L3).
 *
 * Parking decides nothing: an unknown stays unknown, and the next run takes it up again.
 */
export const overdue = ({ policy }: Engine, state: State, now: Now): ReadonlyArray<JournalRecord> => {
  const held = O.isSome(state.halted);
  const behind = state.ledger.intents.some(
    ({ phase }, at) =>
      phase._tag === 'Unclear' && isUnfenced(state.watches[at]) && state.watches[at]?.parked === true,
  );
  const records: Array<JournalRecord> = [];
  state.ledger.intents.forEach((progress, at) => {
    const watch = state.watches[at];
    if (
      watch === undefined ||
      watch.parked ||
      progress.phase._tag === 'Ended' ||
      progress.phase._tag === 'Armed'
    )
      return;
    const waitedMs = now.monotonicMs - watch.sinceMs;
    if (progress.phase._tag !== 'Waiting') {
      if (waitedMs >= policy.patienceMs) records.push(park(progress, watch, state, now));
    } else if (held)
      records.push(
        parkFor(progress, 'the account is halted', 'a person who lets the account send again', now),
      );
    else if (behind)
      records.push(
        parkFor(
          progress,
          'an earlier call of the same key is unresolved',
          'the resolution of that call',
          now,
        ),
      );
    else if (waitedMs >= policy.waitMs) records.push(park(progress, watch, state, now));
  });
  return records;
};

const isUnfenced = (watch: Watch | undefined): boolean =>
  watch === undefined || O.isNone(watch.trial) || O.isNone(watch.trial.value.fence);

const parkFor = ({ intent }: Progress, known: string, wouldResolve: string, now: Now): JournalRecord => ({
  _tag: 'IntentParked',
  atMs: now.wallMs,
  intent: intent.id,
  known: `nothing of it was sent: ${known}`,
  wouldResolve,
});

const park = ({ intent, phase }: Progress, watch: Watch, { reading }: State, now: Now): JournalRecord => {
  const trouble = O.isSome(reading.trouble)
    ? `; the last reading failed: ${clause(reading.trouble.value)}`
    : '';
  const known =
    phase._tag === 'Unclear'
      ? `it was sent and may have happened: ${clause(phase.why)}`
      : phase._tag === 'Taken'
        ? 'the venue accepted it and has not finished it'
        : 'nothing of it is under way';
  return {
    _tag: 'IntentParked',
    atMs: now.wallMs,
    intent: intent.id,
    known: `${known}${trouble}`,
    wouldResolve: watch.waitsFor,
  };
};

/** A sentence as a part of another one. */
const clause = (text: string): string => text.replace(/\.$/, '');
