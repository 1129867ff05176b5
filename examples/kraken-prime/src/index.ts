export { openDesk } from './desk.js';
export { type KrakenPrime, startKrakenPrime } from './sandbox.js';
export { readTradeBook } from './trade-book.js';
export { printTruth } from './truth.js';
