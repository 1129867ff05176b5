import { Instruction } from '@legwork/core';
import type { Truth } from './truth.js';

/** What we were to pay by the instructions, one line each, sorted. */
export const approvedLines = (
  settlement: string,
  instructions: ReadonlyArray<Instruction.Instruction>,
): ReadonlyArray<string> =>
  instructions
    .flatMap(Instruction.payments)
    .map(({ asset, quantity }) => `${settlement} ${quantity} ${asset}`)
    .toSorted();

/** What we truly paid, in the same form. */
export const paidLines = ({ moves }: Truth): ReadonlyArray<string> =>
  moves
    .filter(({ payer }) => payer === 'Us')
    .map(({ settlement, asset, quantity }) => `${settlement} ${quantity} ${asset}`)
    .toSorted();
