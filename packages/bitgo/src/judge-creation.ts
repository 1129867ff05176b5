import { type Instruction, Proof, type Settlement, type Trial, type Verdict } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { BitgoTerms } from './config.js';
import { names } from './fit.js';
import { sameTerms } from './same-terms.js';
import { sameTrades } from './same-trades.js';
import { idsOf } from './snapshot.js';
import { isRequestedBy } from './standing.js';
import { undecided } from './undecided.js';

/**
 * What the readings prove about an attempt to create a settlement.
 *
 * It is found again by our own name for its trade, which is used once. That it was never created takes the operator's word
 * for how long the venue may still do so (`createNeverAppliesAfterMs`): no document gives a payload an end.
 */
export const judgeCreation = (
  terms: BitgoTerms,
  trial: Trial,
  instruction: Instruction.CreateSettlement,
): Verdict => {
  const wait = undecided(terms.quietMs, trial);
  const { trades } = instruction;
  if (O.isNone(trial.last) || O.isNone(trial.fence))
    return wait('nothing was read since', 'a reading of the settlements');
  const { seen } = trial.last.value;
  if (seen._tag !== 'SettlementsSeen') return wait('the reading shows no settlements', 'one that does');
  if (O.isNone(trades)) return wait('the settlement has no name of ours', 'a person who finds it');
  const named = seen.settlements.filter((one) => names(one, trades.value));
  // That it was taken is known; that a copy of it was taken as well shows only here.
  if (O.isSome(trial.receipt) && named.length < 2)
    return { _tag: 'Done', settlement: trial.receipt.value.settlement };
  if (named.length > 0) return judgeNamed(terms, trial, instruction, named);
  const before = idsOf(trial.before);
  const nameless = seen.settlements.find(
    (one) => O.isNone(one.trades) && !before.has(one.id) && isRequestedBy(terms.account, one),
  );
  if (nameless !== undefined)
    return wait(
      `settlement ${nameless.id} is new and does not show its trades`,
      'a person who compares it with what was meant',
    );
  return judgeAbsent(terms, trial);
};

/** Something has our trade: it is what we asked for, or somebody has to look. */
const judgeNamed = (
  { account, quietMs }: BitgoTerms,
  trial: Trial,
  { trades, terms }: Instruction.CreateSettlement,
  named: ReadonlyArray<Settlement.Settlement>,
): Verdict => {
  const wait = undecided(quietMs, trial);
  const [only, ...others] = named;
  if (only === undefined || others.length > 0) {
    const what = 'the venue shows more than one settlement with our trade';
    return Proof.steadyFor(trial, quietMs)
      ? { _tag: 'Contradiction', what }
      : wait(what, 'readings that show the same for the quiet period');
  }
  const isOurs =
    isRequestedBy(account, only) &&
    O.isSome(only.trades) &&
    O.isSome(trades) &&
    sameTrades(only.trades.value, trades.value);
  if (!isOurs)
    return wait(
      `settlement ${only.id} has our trade and may not be ours`,
      'a person who compares it with what was meant',
    );
  if (only.legs.length === 0)
    return wait(`settlement ${only.id} has our trade and shows no amounts`, 'a reading that shows them');
  return sameTerms(terms, only.legs)
    ? { _tag: 'Done', settlement: only.id }
    : { _tag: 'Contradiction', what: `settlement ${only.id} has our trade and is for something else` };
};

const judgeAbsent = ({ quietMs, createNeverAppliesAfterMs }: BitgoTerms, trial: Trial): Verdict => {
  const known = 'no settlement shows our trade';
  if (O.isNone(createNeverAppliesAfterMs))
    return undecided(quietMs, trial)(known, 'a person who asks the venue whether it was ever taken');
  const readAtMs = Math.max(
    Proof.provableFromMs(trial, quietMs),
    trial.endedAtMs + createNeverAppliesAfterMs.value,
  );
  const untouched = Proof.untouched(trial, quietMs);
  return O.isSome(untouched) && untouched.value.askedAtMs >= readAtMs
    ? { _tag: 'Void' }
    : {
        _tag: 'Undecided',
        known,
        wouldResolve: 'a reading that shows none after the time in which it could be taken',
        readAtMs,
      };
};
