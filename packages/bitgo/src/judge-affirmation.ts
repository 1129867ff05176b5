import { type Instruction, Proof, type Settlement, type Trial, type Verdict } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { sameTerms } from './same-terms.js';
import type { SentPayload } from './sent-payload.js';
import { ourConsent } from './standing.js';

/**
 * What the readings prove about an attempt to affirm.
 *
 * An affirmation can be given once, whoever sends it how often: a second one for the same settlement changes nothing. So the
 * consent itself is the evidence, together with the terms that it was given to and, where it shows one, the payload: one that
 * we did not send was signed by somebody else with our key. As long as our consent is awaited the payload proves nothing, for
 * then it is the venue's own, and may be the one that we signed.
 */
export const judgeAffirmation = (
  quietMs: number,
  trial: Trial,
  instruction: Instruction.Affirm,
  sent: O.Option<SentPayload>,
): Verdict => {
  const wait = Proof.undecided(trial, quietMs);
  if (O.isNone(trial.last) || O.isNone(trial.fence)) return wait('nothing was read since', 'a reading');
  const { seen } = trial.last.value;
  if (seen._tag !== 'SettlementSeen')
    return wait('the venue does not show the settlement', 'a reading that shows it');
  const { settlement } = seen;
  if (settlement.finality === 'Unrecognised') return wait(unknownWord, aPerson);
  if (settlement.finality === 'Dead')
    return Proof.steadyFor(trial, quietMs)
      ? { _tag: 'Failed', why: 'the settlement ended without settling' }
      : wait('the settlement ended without settling', 'readings that show the same for the quiet period');
  const consent = ourConsent(settlement);
  if (O.isNone(consent)) return wait('the settlement does not show our consent', 'a reading that shows it');
  switch (consent.value) {
    case 'Given':
      return judgeGiven(quietMs, trial, instruction, settlement, sent);
    case 'Awaited':
      return judgeAwaited(quietMs, trial, instruction, settlement);
    case 'Refused':
    case 'Withdrawn':
    case 'Lapsed':
      return wait(
        'our consent counts no more, and the settlement is not over',
        'a reading that shows its end',
      );
    case 'Unrecognised':
      return wait(unknownWord, aPerson);
  }
};

const unknownWord = 'the venue uses a word that this version does not know';
const aPerson = 'a person who knows what it means';

const judgeGiven = (
  quietMs: number,
  trial: Trial,
  { terms }: Instruction.Affirm,
  settlement: Settlement.Settlement,
  sent: O.Option<SentPayload>,
): Verdict => {
  const { id, legs } = settlement;
  const wait = Proof.undecided(trial, quietMs);
  if (legs.length === 0)
    return wait('our consent is given, and it does not show to what', 'a reading that shows the amounts');
  const other = 'our consent was given to something else than was approved';
  if (!sameTerms(terms, legs)) return { _tag: 'Contradiction', what: other };
  if (O.isNone(sent)) return wait('what was sent is not understood', aPerson);
  switch (sent.value.shownBy(settlement)) {
    case 'Sent':
    case 'NotShown':
      return { _tag: 'Done', settlement: id };
    case 'Altered':
      return { _tag: 'Contradiction', what: other };
    case 'Another':
      return wait(
        'our consent is given under another payload than the one that was sent',
        'a person who finds out who signed it',
      );
  }
};

/** Our consent is awaited: nothing has happened yet, or never will. */
const judgeAwaited = (
  quietMs: number,
  trial: Trial,
  { terms }: Instruction.Affirm,
  { finality, legs, oddities }: Settlement.Settlement,
): Verdict => {
  const wait = Proof.undecided(trial, quietMs);
  if (O.isSome(trial.receipt))
    return wait('the venue took the call, and our consent is awaited', 'a reading that shows it given');
  if (finality !== 'Open' || oddities.length > 0 || !sameTerms(terms, legs))
    return wait('the settlement is not as it was approved', 'a reading that shows it so');
  if (O.isSome(Proof.untouched(trial, quietMs))) return { _tag: 'Void' };
  return trial.named
    ? wait('our consent changed since the call and is awaited again', 'a person who finds out why')
    : wait('our consent is still awaited', 'a reading that shows so after the quiet period');
};
