import type { Setup } from '@legwork/testkit';
import { broken as brokenBitgo } from './bitgo/broken.js';
import { planted as plantedBitgo } from './bitgo/planted.js';
import { scenarios as bitgo } from './bitgo/scenario.js';
import { makeSetup as makeBitgo } from './bitgo/setup.js';
import { broken as brokenKrakenPrime } from './kraken-prime/broken.js';
import { planted as plantedKrakenPrime } from './kraken-prime/planted.js';
import { scenarios as krakenPrime } from './kraken-prime/scenario.js';
import { makeSetup as makeKrakenPrime } from './kraken-prime/setup.js';

/** Makes one world, to be run once. */
export type World = () => Setup;

/** Every variety of every venue by its name; BitGo's begin with `bitgo-`. Each must hold every promise. */
export const worlds: ReadonlyMap<string, World> = new Map([
  ...Object.entries(krakenPrime).map(([name, scenario]) => [name, () => makeKrakenPrime(scenario)] as const),
  ...Object.entries(bitgo).map(([name, scenario]) => [`bitgo-${name}`, () => makeBitgo(scenario)] as const),
]);

const inKrakenPrime = Object.entries(plantedKrakenPrime).map(([name, { says, scenario, plant }]) => {
  const variety = krakenPrime[scenario];
  if (variety === undefined) throw new Error(`there is no scenario ${scenario}`);
  return [`${name}: ${says}`, () => plant(makeKrakenPrime(variety))] as const;
});

const inBitgo = Object.entries(plantedBitgo).map(
  ([name, { says, scenario, plant }]) => [`bitgo-${name}: ${says}`, () => plant(scenario)] as const,
);

/** Every planted wrong rule and every broken assumption, by what it says. Each must break a promise. */
export const wrongWorlds: ReadonlyMap<string, World> = new Map([
  ...inKrakenPrime,
  ...Object.entries(brokenKrakenPrime),
  ...inBitgo,
  ...Object.entries(brokenBitgo).map(([name, make]) => [`bitgo-${name}`, make] as const),
]);
