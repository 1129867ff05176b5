/** Reads the settlement. */
export { readSettlement as read } from '../../codec/v1/settlement.js';
