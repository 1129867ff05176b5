import { Instruction, type Leg } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/**
 * Whether the legs are what was agreed on: the same accounts pay each other the same, in whatever order.
 *
 * Unlike `Instruction.sameTerms` it does not compare roles. Whether the other one is an agent follows from the type of the
 * settlement, and a reading without that word is odd; it does not contradict what was approved, which would halt the account.
 */
export const sameTerms = (terms: ReadonlyArray<Instruction.Term>, legs: ReadonlyArray<Leg.Leg>): boolean => {
  const shown = Instruction.termsOf(legs);
  return O.isSome(shown) && linesOf(terms) === linesOf(shown.value);
};

/** Ids have no spaces, so that equal lines are equal terms. */
const linesOf = (terms: ReadonlyArray<Instruction.Term>): string =>
  terms
    .map(
      ({ asset, quantity, flow: { payer, receiver } }) =>
        `${payer.account} ${receiver.account} ${quantity} ${asset}`,
    )
    .toSorted()
    .join('\n');
