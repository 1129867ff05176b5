import * as O from 'fp-ts/lib/Option.js';
import type { Sighting, Trial } from './trial.js';
import type { Verdict } from './verdict.js';

/**
 * The latest reading, if a fence and a quiet period stand between the attempt and it, and nothing has changed since
 * before the attempt: conditions (a), (b) and (d) of contract M2, and the mark of (c).
 *
 * What remains for the venue's rules is the rest of (c): that the thing is still eligible, with the same amount and flow.
 * The quiet period alone or the fence alone proves nothing: `docs/explanation/unknown-outcomes.md` has the reasons.
 */
export const untouched = (trial: Trial, quietMs: number): O.Option<Sighting> => {
  if (trial.named || O.isNone(trial.fence) || O.isNone(trial.last)) return O.none;
  const last = trial.last.value;
  const fence = trial.fence.value;
  const quiet = last !== fence && last.askedAtMs - fence.answeredAtMs >= quietMs;
  return quiet && last.mark === trial.before ? trial.last : O.none;
};

/** From when on a reading could prove that the attempt is void: now, for the fence; the quiet period later, for the rest. */
export const provableFromMs = (trial: Trial, quietMs: number): number =>
  O.isNone(trial.fence) ? trial.endedAtMs : trial.fence.value.answeredAtMs + quietMs;

/** Whether the last reading shows the same mark as an earlier one that is at least `quietMs` older. */
export const steadyFor = (trial: Trial, quietMs: number): boolean =>
  O.isSome(trial.steady) &&
  O.isSome(trial.last) &&
  trial.last.value !== trial.steady.value &&
  trial.last.value.askedAtMs - trial.steady.value.answeredAtMs >= quietMs;

/** The verdict that nothing is proven yet: what is known, what would resolve it, and from when on a reading could. */
export const undecided =
  (trial: Trial, quietMs: number) =>
  (known: string, wouldResolve: string): Verdict => ({
    _tag: 'Undecided',
    known,
    wouldResolve,
    readAtMs: provableFromMs(trial, quietMs),
  });
