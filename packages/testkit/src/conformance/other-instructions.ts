import { type AssetId, type Instruction, type Leg, Quantity, assetId } from '@legwork/core';
import { right } from './must.js';

/** The same instruction but for one thing that was not approved. */
export interface OtherInstruction {
  readonly what: 'another quantity' | 'another asset' | 'another direction';
  readonly instruction: Instruction.Instruction;
}

/** Instructions that differ from this one in what moves; none for one that moves nothing. */
export const otherInstructions = (instruction: Instruction.Instruction): ReadonlyArray<OtherInstruction> => {
  const bent = (bend: Bend): Instruction.Instruction => bendInstruction(instruction, bend);
  switch (instruction._tag) {
    case 'SettleLeg':
    case 'Affirm':
    case 'CreateSettlement':
      return [
        { what: 'another quantity', instruction: bent(more) },
        { what: 'another asset', instruction: bent(renamed) },
        { what: 'another direction', instruction: bent(turned) },
      ];
    case 'Reject':
    case 'Cancel':
      return [];
  }
};

interface Moved {
  readonly asset: AssetId;
  readonly quantity: Quantity.Quantity;
  readonly flow: Leg.Flow;
}

type Bend = <A extends Moved>(moved: A) => A;

const bendInstruction = (instruction: Instruction.Instruction, bend: Bend): Instruction.Instruction => {
  switch (instruction._tag) {
    case 'SettleLeg':
      return bend(instruction);
    case 'Affirm':
    case 'CreateSettlement':
      return { ...instruction, terms: instruction.terms.map(bend) };
    case 'Reject':
    case 'Cancel':
      return instruction;
  }
};

/** Twice as much. */
export const doubled = (quantity: Quantity.Quantity): Quantity.Quantity => Quantity.add(quantity, quantity);

const more: Bend = (moved) => ({ ...moved, quantity: doubled(moved.quantity) });
const renamed: Bend = (moved) => ({ ...moved, asset: right(assetId(`${moved.asset}-2`)) });
const turned: Bend = (moved) => ({
  ...moved,
  flow: { payer: moved.flow.receiver, receiver: moved.flow.payer },
});
