import { type Instruction, type Leg, Quantity } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** Whether the legs are what was agreed on: the same accounts pay each other the same, in whatever order. */
export const sameTerms = (terms: ReadonlyArray<Instruction.Term>, legs: ReadonlyArray<Leg.Leg>): boolean => {
  const agreed = terms.map(({ asset, quantity, flow }) => line(flow, quantity, asset)).toSorted();
  const shown = legs.map(({ asset, quantity, flow }) =>
    O.isSome(asset) && O.isSome(flow) ? line(flow.value, quantity, asset.value) : '',
  );
  return agreed.length === shown.length && shown.toSorted().every((one, at) => one === agreed[at]);
};

/** The terms that a settlement's legs amount to; `none` when one of them is not understood. */
export const termsOf = (
  legs: ReadonlyArray<Leg.Leg>,
  feeMaxOf: (asset: Instruction.Term['asset']) => Instruction.Term['feeMax'],
): O.Option<ReadonlyArray<Instruction.Term>> => {
  const terms: Array<Instruction.Term> = [];
  for (const { asset, flow, quantity } of legs) {
    if (O.isNone(asset) || O.isNone(flow)) return O.none;
    const feeMax = flow.value.payer.role === 'Us' ? feeMaxOf(asset.value) : Quantity.zero;
    terms.push({ asset: asset.value, quantity, flow: flow.value, feeMax });
  }
  return O.some(terms);
};

const line = ({ payer, receiver }: Leg.Flow, quantity: string, asset: string): string =>
  `${payer.account} ${receiver.account} ${quantity} ${asset}`;
