import { type Instruction, type Leg, Party } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** Whether a leg is for what was approved: the same asset, the same quantity, from the same payer to the same receiver. */
export const isAsApproved = ({ asset, quantity, flow }: Instruction.SettleLeg, leg: Leg.Leg): boolean =>
  O.isSome(leg.asset) &&
  leg.asset.value === asset &&
  leg.quantity === quantity &&
  O.isSome(leg.flow) &&
  Party.same(leg.flow.value.payer, flow.payer) &&
  Party.same(leg.flow.value.receiver, flow.receiver);
