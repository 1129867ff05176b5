export * as KrakenPrimeMachine from './kraken-prime/machine.js';
