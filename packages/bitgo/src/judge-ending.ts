import { type Instruction, Proof, type Trial, type Verdict } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** What the readings prove about an attempt to refuse a settlement or to take it back. Nothing moves by either. */
export const judgeEnding = (
  quietMs: number,
  trial: Trial,
  instruction: Instruction.Reject | Instruction.Cancel,
): Verdict => {
  const wait = Proof.undecided(trial, quietMs);
  if (O.isNone(trial.last) || O.isNone(trial.fence)) return wait('nothing was read since', 'a reading');
  const { seen } = trial.last.value;
  if (seen._tag !== 'SettlementSeen')
    return wait('the venue does not show the settlement', 'a reading that shows it');
  switch (seen.settlement.finality) {
    case 'Dead':
      return { _tag: 'Done', settlement: instruction.settlement };
    case 'Final':
    case 'Reversible':
      return { _tag: 'Failed', why: 'the settlement was settled' };
    case 'Unrecognised':
      return wait(
        'the venue uses a word that this version does not know',
        'a person who knows what it means',
      );
    case 'Open':
      return O.isNone(trial.receipt) && O.isSome(Proof.untouched(trial, quietMs))
        ? { _tag: 'Void' }
        : wait(
            'the settlement is pending',
            'a reading that shows its end, or the same after the quiet period',
          );
  }
};
