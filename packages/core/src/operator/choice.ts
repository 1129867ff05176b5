import type { Instruction } from '../noun/instruction.js';
import type { OpenState } from './open-state.js';

/** A decision that a person may give about an intent. */
export type ChoiceName = 'Adopt' | 'DeclareVoid' | 'Withdraw';

/** A decision that a person may give, and what it means for the money. */
export interface Choice {
  readonly name: ChoiceName;
  /** In whole sentences. */
  readonly means: string;
}

/** What a person may decide about an intent in this state. What is out is never withdrawn, and only what is out is void. */
export const choices = (state: OpenState, instruction: Instruction): ReadonlyArray<Choice> => {
  const adopt: Choice = { name: 'Adopt', means: adopting(state, instruction) };
  return state === 'Waiting'
    ? [adopt, { name: 'Withdraw', means: withdrawing }]
    : [adopt, { name: 'DeclareVoid', means: voiding(instruction) }];
};

const withdrawing =
  'It is taken back and ends as not done. Nothing of it is out, and nothing of it will be sent under this mandate. No money moves.';

const adopting = (state: OpenState, instruction: Instruction): string => {
  const open = state === 'Waiting' ? '' : ' The attempt that is out is followed no more.';
  return `It ends as done, as what you name, and is never sent again.${open} If what you name is not there, ${undone(instruction)}, although the journal says that it is done.`;
};

const voiding = (instruction: Instruction): string =>
  `You answer for it that the attempt had no effect and never will. It may be sent again, by a worker that runs even at once. If the word is wrong, ${twice(instruction)}.`;

const undone = (instruction: Instruction): string => {
  switch (instruction._tag) {
    case 'SettleLeg':
      return `${instruction.quantity} ${instruction.asset} stay unsettled`;
    case 'CreateSettlement':
      return 'there is no settlement';
    case 'Affirm':
      return 'our consent was never given';
    case 'Reject':
    case 'Cancel':
      return 'the settlement stands';
  }
};

const twice = (instruction: Instruction): string => {
  switch (instruction._tag) {
    case 'SettleLeg':
      return `${instruction.quantity} ${instruction.asset} move twice`;
    case 'CreateSettlement':
      return 'there are two settlements of the same business, and its money can move twice';
    case 'Affirm':
      return 'our consent is given twice, and money can move twice';
    case 'Reject':
    case 'Cancel':
      return 'the venue is told twice, by which no money moves';
  }
};
