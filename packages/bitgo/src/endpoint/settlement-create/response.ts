/** Reads the new settlement: the call answers it whole. */
export { readSettlement as read } from '../../codec/v1/settlement.js';
