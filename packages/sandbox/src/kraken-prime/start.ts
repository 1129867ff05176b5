import { makeHandler as makeControlHandler } from '../control/control-server.js';
import { type Credentials, derive } from '../credentials.js';
import * as Chaos from '../fault/chaos.js';
import * as FaultQueue from '../fault/fault-queue.js';
import { openBoth } from '../http/open-both.js';
import { invariant } from '../invariant.js';
import * as OffsetClock from '../offset-clock.js';
import * as SeededRandom from '../seeded-random.js';
import { controlRoutes } from './control-routes.js';
import { FAULTS } from './faults.js';
import type { Permission } from './key-gate.js';
import * as Machine from './machine.js';
import type { Scenario } from './scenario.js';
import { type ScenarioName, SCENARIOS } from './scenarios.js';
import { makeHandler } from './server.js';
import type { SwitchChanges } from './switches.js';

/** How to start a Kraken Prime sandbox. Everything has a default. */
export interface StartOptions {
  /** Any free port where it is left out. */
  readonly port?: number;
  readonly controlPort?: number;
  /** Credentials, batch ids and chaos depend on it. */
  readonly seed?: number;
  readonly scenario?: Scenario | ScenarioName;
  /** Laid over the switches of the scenario. */
  readonly switches?: SwitchChanges;
  /** The share of requests that a random fault strikes, from 0 to 1. */
  readonly chaos?: number;
  /** What the one API key may do; everything where it is left out. */
  readonly permissions?: ReadonlyArray<Permission>;
  /** A clock that stands still here until it is moved. Units: ms since 1970. */
  readonly frozenAtMs?: number;
  /** Told one line for each request, without its content. */
  readonly log?: (line: string) => void;
}

/** A running sandbox. */
export interface KrakenPrimeSandbox {
  readonly baseUrl: string;
  readonly controlUrl: string;
  readonly credentials: Credentials;
  /** The venue itself. Move its time through the control URL, not here. */
  readonly machine: Machine.Machine;
  /** Stops both servers and destroys their connections. */
  readonly close: () => Promise<void>;
}

const VENUE = 'kraken-prime';

/** Starts the venue and its control server on 127.0.0.1. Errors: rejects where a port cannot be had. */
export const startKrakenPrime = async (options: StartOptions = {}): Promise<KrakenPrimeSandbox> => {
  const seed = options.seed ?? 0;
  const scenario = scenarioOf(options.scenario ?? 'default');
  const credentials = derive(VENUE, seed);
  const clock = OffsetClock.make(options.frozenAtMs);
  const machine = Machine.make({
    seed,
    switches: { ...scenario.switches, ...options.switches },
    ...(scenario.errors !== undefined && { errors: scenario.errors }),
    ...(scenario.transfers !== undefined && { transfers: scenario.transfers }),
    trades: scenario.trades,
    keys: [{ key: credentials.apiKey, permissions: options.permissions ?? ['query', 'modify'] }],
  });
  const chaos = Chaos.ofShare(FAULTS, options.chaos, SeededRandom.make(seed + 1));
  const faults = FaultQueue.make(FAULTS, chaos);
  const added = faults.add(scenario.faults ?? []);
  invariant(added.ok, 'the faults of a scenario are known and well formed');

  const log = options.log ?? ((): void => undefined);
  const servers = await openBoth({
    venue: makeHandler({ machine, credentials, faults, clock, log }),
    control: makeControlHandler(controlRoutes(machine, faults, clock)),
    port: options.port,
    controlPort: options.controlPort,
    clock,
  });
  return { ...servers, credentials, machine };
};

const scenarioOf = (given: Scenario | ScenarioName): Scenario =>
  typeof given === 'string' ? SCENARIOS[given] : given;
