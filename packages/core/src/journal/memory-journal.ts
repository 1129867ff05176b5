import type { Journal } from '../port/journal.js';
import type { NameRegister } from '../port/name-register.js';
import type { NonceFloor } from '../port/nonce-floor.js';
import { journalOver } from './journal-over.js';
import { type StoreClock, memoryStore } from './memory-store.js';

/**
 * A journal in memory: for tests, examples, and programs that can afford to forget when they stop.
 *
 * It keeps every rule of the port, and stores each record as the text that a durable journal stores.
 */
export const memoryJournal = (clock: StoreClock): Journal & NonceFloor & NameRegister =>
  journalOver(memoryStore(clock), clock);
