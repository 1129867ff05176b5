import { type Instruction, Leg, Proof, type Seen, type Trial, type Verdict } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { approvalDifference } from './fit.js';

type LegSeen = Extract<Seen, { _tag: 'LegSeen' }>;

/** What the readings prove about an attempt to settle a leg. */
export const judgeLeg = (quietMs: number, trial: Trial, instruction: Instruction.SettleLeg): Verdict => {
  const wait = Proof.undecided(trial, quietMs);
  if (O.isNone(trial.last)) return wait('nothing was read since', 'a reading');
  const taken = O.isSome(trial.receipt);
  if (!taken && O.isNone(trial.fence))
    return wait(
      'the call may still reach the venue',
      'a reading that stands after the call in the order of nonces',
    );
  const contradiction = contradicts(quietMs, trial, instruction);
  if (O.isSome(contradiction)) return { _tag: 'Contradiction', what: contradiction.value };
  const { seen } = trial.last.value;
  if (seen._tag !== 'LegSeen') return wait('the venue does not show the leg', 'a reading that shows it');
  switch (seen.leg.status) {
    case 'Settled':
      return { _tag: 'Done', settlement: instruction.settlement };
    case 'InProgress':
      return wait('a transfer is in progress', 'a reading after the transfer has ended');
    case 'Unrecognised':
      return wait(
        'the venue uses a word that this version does not know',
        'a person who knows what it means',
      );
    case 'PartlySettled':
      if (trial.last.value.mark !== trial.before) return judgePart(quietMs, trial, seen.leg);
      return judgeOpen(quietMs, trial, instruction, seen);
    case 'Open':
      return judgeOpen(quietMs, trial, instruction, seen);
  }
};

const judgePart = (quietMs: number, trial: Trial, leg: Leg.Leg): Verdict =>
  Proof.steadyFor(trial, quietMs)
    ? { _tag: 'Partial', residual: leg.residual }
    : Proof.undecided(trial, quietMs)(
        'a part of the leg was settled',
        'readings that show the same for the quiet period',
      );

/** The leg is open: nothing has happened yet, or never will, or something came to nothing. */
const judgeOpen = (
  quietMs: number,
  trial: Trial,
  instruction: Instruction.SettleLeg,
  { leg, agreed }: LegSeen,
): Verdict => {
  const wait = Proof.undecided(trial, quietMs);
  const eligible = agreed && Leg.isOurs(leg) && O.isNone(approvalDifference(instruction, leg));
  if (!eligible)
    return wait('the leg is open, and not as it was approved', 'a reading that shows it as approved');
  if (O.isSome(trial.receipt)) return judgeTaken(quietMs, trial, leg);
  if (O.isSome(Proof.untouched(trial, quietMs))) return { _tag: 'Void' };
  return trial.named
    ? wait('a transfer showed since the call, and the leg is open', 'a person who finds out what it was')
    : wait('the leg is unchanged', 'a reading that shows it unchanged after the quiet period');
};

/** The venue took the call, and the leg is open and eligible: it failed, or it has not begun. */
const judgeTaken = (quietMs: number, trial: Trial, leg: Leg.Leg): Verdict => {
  const toldFailed =
    O.isSome(trial.receipt) &&
    O.isSome(trial.receipt.value.transfer) &&
    trial.receipt.value.transfer.value.status === 'Failed';
  const changed = O.isSome(trial.last) && trial.last.value.mark !== trial.before;
  if (leg.status === 'Open' && (toldFailed || changed) && Proof.steadyFor(trial, quietMs))
    return {
      _tag: 'Failed',
      why: 'the transfer that the venue began came to nothing, and the leg is open again',
    };
  return Proof.undecided(trial, quietMs)(
    'the venue took the call, and the leg is open',
    'a reading that shows what became of the transfer',
  );
};

/**
 * What cannot be: the leg is gone, or an open leg is for something else than was approved. Said only when readings beyond
 * the fence have shown it for the quiet period, since a single one may come from a copy that lags behind.
 */
const contradicts = (quietMs: number, trial: Trial, instruction: Instruction.SettleLeg): O.Option<string> => {
  if (O.isNone(trial.fence) || O.isNone(trial.steady) || O.isNone(trial.last)) return O.none;
  const { steady, last, fence } = trial;
  if (steady.value.askedAtMs < fence.value.askedAtMs || !Proof.steadyFor(trial, quietMs)) return O.none;
  const first = wrong(instruction, steady.value.seen);
  const now = wrong(instruction, last.value.seen);
  return O.isSome(first) && O.isSome(now) && first.value === now.value ? now : O.none;
};

const wrong = (instruction: Instruction.SettleLeg, seen: Seen): O.Option<string> => {
  if (seen._tag !== 'LegSeen') return O.some('the venue does not show the leg any more');
  return seen.leg.status === 'Open' ? approvalDifference(instruction, seen.leg) : O.none;
};
