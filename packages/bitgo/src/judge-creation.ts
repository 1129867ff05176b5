import { type Instruction, Proof, Settlement, type Trial, type Verdict } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { BitgoTerms } from './config.js';
import { names } from './fit.js';
import { sameTerms } from './same-terms.js';
import type { SentPayload } from './sent-payload.js';
import { idsOf } from './snapshot.js';
import { isRequestedBy } from './standing.js';

/**
 * What the readings prove about an attempt to create a settlement.
 *
 * It is found again by our own name for its trade, which is used once, and by the nonces of the payload that was sent. That it
 * was never created takes the operator's word for how long the venue may still do so (`createNeverAppliesAfterMs`): no
 * document gives a payload an end.
 */
export const judgeCreation = (
  terms: BitgoTerms,
  trial: Trial,
  instruction: Instruction.CreateSettlement,
  sent: O.Option<SentPayload>,
): Verdict => {
  const wait = Proof.undecided(trial, terms.quietMs);
  const { trades } = instruction;
  if (O.isNone(trial.last) || O.isNone(trial.fence))
    return wait('nothing was read since', 'a reading of the settlements');
  const { seen } = trial.last.value;
  if (seen._tag !== 'SettlementsSeen') return wait('the reading shows no settlements', 'one that does');
  if (O.isNone(trades)) return wait('the settlement has no name of ours', 'a person who finds it');
  if (O.isNone(sent)) return wait('what was sent is not understood', 'a person who reads it');
  const concerned = seen.settlements.filter((one) => names(one, trades.value) || sent.value.isIn(one));
  // That it was taken is known; that a copy of it was taken as well shows only here.
  const taken = O.isSome(trial.receipt) ? trial.receipt.value.settlement : undefined;
  if (taken !== undefined && concerned.every(({ id }) => id === taken))
    return { _tag: 'Done', settlement: taken };
  const [only, ...others] = concerned;
  if (only === undefined) return judgeAbsent(terms, trial, seen.settlements);
  if (others.length === 0 && taken === undefined)
    return judgeFound(terms, trial, instruction, sent.value, only);
  const what = 'the venue shows more than one settlement with our trade';
  return Proof.steadyFor(trial, terms.quietMs)
    ? { _tag: 'Contradiction', what }
    : wait(what, 'readings that show the same for the quiet period');
};

/** One settlement has our trade or our nonces: it is what we asked for, or somebody has to look. */
const judgeFound = (
  { account, quietMs }: BitgoTerms,
  trial: Trial,
  { trades, terms }: Instruction.CreateSettlement,
  sent: SentPayload,
  found: Settlement.Settlement,
): Verdict => {
  const wait = Proof.undecided(trial, quietMs);
  const { id, legs } = found;
  const notOurs = wait(
    `settlement ${id} has our trade or our payload and may not be ours`,
    'a person who compares it with what was meant',
  );
  if (!isRequestedBy(account, found)) return notOurs;
  const isOfOthers =
    O.isSome(found.trades) && O.isSome(trades) && !Settlement.sameTrades(found.trades.value, trades.value);
  switch (sent.shownBy(found)) {
    case 'Altered':
      return { _tag: 'Contradiction', what: `settlement ${id} has our nonces and is for something else` };
    case 'Another':
      return notOurs;
    case 'NotShown':
      // Then its name is all there is; nonces of ours under somebody else's name are nothing that we asked for.
      if (isOfOthers || sent.isIn(found)) return notOurs;
      break;
    case 'Sent':
      if (isOfOthers)
        return { _tag: 'Contradiction', what: `settlement ${id} has our nonces and is of another trade` };
      break;
  }
  if (legs.length === 0)
    return wait(`settlement ${id} has our trade and shows no amounts`, 'a reading that shows them');
  return sameTerms(terms, legs)
    ? { _tag: 'Done', settlement: id }
    : { _tag: 'Contradiction', what: `settlement ${id} has our trade and is for something else` };
};

/** Nothing has our trade or our nonces: it was not created, or not yet, or does not show. */
const judgeAbsent = (
  { account, quietMs, createNeverAppliesAfterMs }: BitgoTerms,
  trial: Trial,
  settlements: ReadonlyArray<Settlement.Settlement>,
): Verdict => {
  const before = idsOf(trial.before);
  const nameless = settlements.find(
    (one) => O.isNone(one.trades) && !before.has(one.id) && isRequestedBy(account, one),
  );
  if (nameless !== undefined)
    return Proof.undecided(trial, quietMs)(
      `settlement ${nameless.id} is new and does not show its trades`,
      'a person who compares it with what was meant',
    );
  const known = 'no settlement shows our trade';
  if (O.isNone(createNeverAppliesAfterMs))
    return Proof.undecided(trial, quietMs)(known, 'a person who asks the venue whether it was ever taken');
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
