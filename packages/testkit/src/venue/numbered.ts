import {
  type LegId,
  type SettlementId,
  type TransferId,
  legId,
  settlementId,
  transferId,
} from '@legwork/core';
import { right } from '../conformance/must.js';

/** The id of the nth settlement of a memory venue. */
export const nthSettlementId = (number: number): SettlementId => right(settlementId(`S${number}`));

/** The id of the nth leg of a settlement. */
export const nthLegId = (number: number): LegId => right(legId(`L${number}`));

/** The id of the nth transfer of a leg. */
export const nthTransferId = (leg: LegId, number: number): TransferId =>
  right(transferId(`${leg}-T${number}`));
