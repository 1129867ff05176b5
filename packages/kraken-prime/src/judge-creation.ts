import { type Instruction, Proof, Settlement, type TradeId, type Trial, type Verdict } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { idsOf } from './snapshot.js';

/**
 * What the readings prove about an attempt to create a settlement.
 *
 * A settlement that was not there before is taken for ours only by its trades: another actor may have made it (D10).
 */
export const judgeCreation = (
  quietMs: number,
  trial: Trial,
  instruction: Instruction.CreateSettlement,
): Verdict => {
  if (O.isSome(trial.receipt)) return { _tag: 'Done', settlement: trial.receipt.value.settlement };
  const wait = Proof.undecided(trial, quietMs);
  if (O.isNone(trial.last)) return wait('nothing was read since', 'a reading');
  if (O.isNone(trial.fence))
    return wait(
      'the call may still reach the venue',
      'a reading that stands after the call in the order of nonces',
    );
  const { seen } = trial.last.value;
  if (seen._tag !== 'SettlementsSeen') return wait('the reading shows no settlements', 'one that does');
  const ofScope = seen.settlements.filter(({ scope }) => scope === instruction.scope);
  const before = idsOf(trial.before);
  const candidates = ofScope.filter(({ id }) => !before.has(id));
  if (candidates.length > 0) return judgeCandidates(quietMs, trial, instruction, candidates);
  const busy = ofScope.find(({ finality }) => finality === 'Open' || finality === 'Unrecognised');
  if (busy !== undefined) return wait(`settlement ${busy.id} was open before`, 'a reading after it is over');
  return O.isSome(Proof.untouched(trial, quietMs))
    ? { _tag: 'Void' }
    : wait('no new settlement shows', 'a reading that shows none after the quiet period');
};

const judgeCandidates = (
  quietMs: number,
  trial: Trial,
  { trades }: Instruction.CreateSettlement,
  candidates: ReadonlyArray<Settlement.Settlement>,
): Verdict => {
  const ours = O.isNone(trades) ? [] : candidates.filter((one) => consistsOf(one, trades.value));
  const [only, ...others] = ours;
  if (only !== undefined && others.length === 0) return { _tag: 'Done', settlement: only.id };
  const names = candidates.slice(0, namesMax).map(({ id }) => id);
  return Proof.undecided(trial, quietMs)(
    `what is new may or may not be ours: ${names.join(', ')}`,
    'a person who compares the trades of the new settlement with those that were meant',
  );
};

const namesMax = 5;

const consistsOf = ({ trades }: Settlement.Settlement, expected: ReadonlyArray<TradeId>): boolean =>
  O.isSome(trades) && Settlement.sameTrades(trades.value, expected);
