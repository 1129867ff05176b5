import { Proof, type Trial, type Verdict } from '@legwork/core';

/** Nothing is proven: what is known, what would resolve it, and from when on a reading could. */
export const undecided =
  (quietMs: number, trial: Trial) =>
  (known: string, wouldResolve: string): Verdict => ({
    _tag: 'Undecided',
    known,
    wouldResolve,
    readAtMs: Proof.provableFromMs(trial, quietMs),
  });
