import { journalOver } from '../journal/journal-over.js';
import { memoryStore } from '../journal/memory-store.js';
import type { Clock } from '../port/clock.js';
import type { Digest } from '../port/digest.js';
import type { Journal } from '../port/journal.js';
import type { NameRegister } from '../port/name-register.js';
import type { NonceFloor } from '../port/nonce-floor.js';
import type { Random } from '../port/random.js';
import type { Runner } from '../port/runner.js';
import { runnerOver } from './runner-over.js';
import type { Pace } from './working.js';

/** A runner with its journal, in memory: for tests, and for programs that can afford to forget when they stop. */
export const memoryRunner = (ports: {
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
  readonly pace?: Partial<Pace>;
}): { readonly runner: Runner; readonly journal: Journal & NonceFloor & NameRegister } => {
  const store = memoryStore(ports.clock);
  const journal = journalOver(store, ports.clock);
  const capabilities = { multiProcess: false, multiMachine: false, durable: false };
  return { runner: runnerOver({ ...ports, store, journal, capabilities }), journal };
};
