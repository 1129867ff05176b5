import type { Trial, Verdict } from '@legwork/core';
import { judgeCreation } from './judge-creation.js';
import { judgeLeg } from './judge-leg.js';

/**
 * What the readings prove about an attempt whose end is not known (contract M2).
 *
 * Everything that is not proven is `Undecided`, with what is known and what would resolve it.
 */
export const judge =
  (quietMs: number) =>
  (trial: Trial): Verdict =>
    trial.instruction._tag === 'SettleLeg'
      ? judgeLeg(quietMs, trial, trial.instruction)
      : judgeCreation(quietMs, trial, trial.instruction);
