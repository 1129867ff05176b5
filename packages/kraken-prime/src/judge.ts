import type { Trial, Verdict } from '@legwork/core';
import { judgeCreation } from './judge-creation.js';
import { judgeLeg } from './judge-leg.js';
import { unknownHere } from './fit.js';

/**
 * What the readings prove about an attempt whose end is not known (contract M2).
 *
 * Everything that is not proven is `Undecided`, with what is known and what would resolve it.
 */
export const judge =
  (quietMs: number) =>
  (trial: Trial): Verdict => {
    const { instruction } = trial;
    switch (instruction._tag) {
      case 'SettleLeg':
        return judgeLeg(quietMs, trial, instruction);
      case 'CreateSettlement':
        return judgeCreation(quietMs, trial, instruction);
      case 'Affirm':
      case 'Reject':
      case 'Cancel':
        return { _tag: 'Contradiction', what: unknownHere };
    }
  };
