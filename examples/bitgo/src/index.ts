export { openDesk } from './desk.js';
export { businessOf, sellBitcoin } from './own-trades.js';
export { type Bitgo, startBitgo } from './sandbox.js';
export { printTruth } from './truth.js';
