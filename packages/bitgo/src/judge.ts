import type { Trial, Verdict } from '@legwork/core';
import type { Dialect } from './codec/dialect.js';
import type { BitgoTerms } from './config.js';
import { unknownHere } from './fit.js';
import { judgeAffirmation } from './judge-affirmation.js';
import { judgeCreation } from './judge-creation.js';
import { judgeEnding } from './judge-ending.js';
import { sentPayloads } from './sent-payload.js';

/**
 * What the readings prove about an attempt whose end is not known (contract M2).
 *
 * Everything that is not proven is `Undecided`, with what is known and what would resolve it.
 */
export const judge = (
  terms: BitgoTerms,
  reader: Pick<Dialect, 'settlement' | 'signedPayload'>,
): ((trial: Trial) => Verdict) => {
  const sentIn = sentPayloads(terms.account, reader);
  return (trial) => {
    const { instruction, body } = trial;
    switch (instruction._tag) {
      case 'CreateSettlement':
        return judgeCreation(terms, trial, instruction, sentIn(body));
      case 'Affirm':
        return judgeAffirmation(terms.quietMs, trial, instruction, sentIn(body));
      case 'Reject':
      case 'Cancel':
        return judgeEnding(terms.quietMs, trial, instruction);
      case 'SettleLeg':
        return { _tag: 'Contradiction', what: unknownHere };
    }
  };
};
