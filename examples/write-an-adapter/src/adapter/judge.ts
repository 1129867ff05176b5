import { Instruction, Proof, type Trial, type Verdict } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { Affirmation, readJson } from './deal.js';
import { affirmedAs } from './translate.js';

/** What the readings prove about an affirmation whose end is not known. What is not proven is `Undecided`. */
export const judge = (quietMs: number, trial: Trial): Verdict => {
  const { instruction, last, body, receipt } = trial;
  const wait = Proof.undecided(trial, quietMs);
  if (instruction._tag !== 'Affirm' || O.isNone(last) || last.value.seen._tag !== 'SettlementSeen')
    return wait('no reading since shows the deal', 'one that does');
  const { settlement } = last.value.seen;
  const sent = readJson(Affirmation, body);
  if (settlement.oddities.length > 0 || E.isLeft(sent)) return wait('it is not understood', 'a person');
  // A deal that lapsed takes no affirmation any more, and moves nothing.
  if (settlement.finality === 'Dead')
    return Proof.steadyFor(trial, quietMs)
      ? { _tag: 'Failed', why: 'the deal lapsed' }
      : wait('the deal lapsed', 'readings that show the same for the quiet period');
  const isApproved = Instruction.sameTerms(instruction.terms, settlement.legs);
  if (last.value.mark === affirmedAs(sent.right.reference))
    return isApproved
      ? { _tag: 'Done', settlement: settlement.id }
      : { _tag: 'Contradiction', what: 'we affirmed something else than was approved' };
  const isUntouched = O.isNone(receipt) && O.isSome(Proof.untouched(trial, quietMs));
  return isApproved && isUntouched
    ? { _tag: 'Void' }
    : wait('our affirmation does not show', 'a reading that shows it, or none for the quiet period');
};
