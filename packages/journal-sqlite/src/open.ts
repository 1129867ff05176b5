import { closeSync, existsSync, openSync } from 'node:fs';
import {
  type Clock,
  type Journal,
  type JournalFailed,
  type NameRegister,
  type NonceFloor,
  type Store,
  journalOver,
} from '@legwork/core';
import { systemClock } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { loadLibsql } from './driver/libsql.js';
import type { Connection } from './file/connection.js';
import { machineTime } from './file/machine-time.js';
import { readMeta } from './file/meta.js';
import { identityOf, placeOf } from './file/place.js';
import { type Preparation, type Ready, connectTo, prepare } from './file/preparing.js';
import { type Verified, verifyAll } from './file/verification.js';
import { type WitnessStand, replaceWitness, standWitness } from './file/witness.js';
import { enter } from './in-process.js';
import { type Latch, newLatch } from './latch.js';
import { type OpenRefused, refused } from './open-refused.js';
import type { SqliteOptions } from './options.js';
import { sqliteStore } from './sqlite-store.js';

/** A journal in a file. */
export interface SqliteJournal {
  readonly journal: Journal & NonceFloor & NameRegister;
  /** What the journal is kept in, for whatever else has to be kept together with it, such as a runner's jobs. */
  readonly store: Store;
  /**
   * Verifies the whole file as it is now, while it is used. Errors: `JournalFailed`; when it is damaged, the journal is shut.
   */
  readonly verify: TE.TaskEither<JournalFailed, Verified>;
  /** Lets the file go. What is asked afterwards is answered with `JournalFailed`. */
  readonly close: T.Task<void>;
}

/**
 * Opens the journal in a file, or makes a new one, and verifies it first.
 *
 * What the journal has answered survives the death of the process and of the machine. Any number of processes of one machine may
 * have the same file open. A journal that failed once in writing, or found damage, answers `JournalFailed` from then on; it has to be
 * opened again, and so verified (contract D3).
 *
 * Errors: `OpenRefused`; nothing may be sent.
 */
export const openSqliteJournal =
  (options: SqliteOptions): TE.TaskEither<OpenRefused, SqliteJournal> =>
  async () => {
    const preparation = await enterFile(options);
    return E.isLeft(preparation) ? preparation : openEntered(options, preparation.right);
  };

/**
 * Opens a file that is refused because what was acknowledged is missing from it: after a backup was restored, or the file was moved
 * without its witness. Everything in it is verified.
 *
 * Sending is halted for everything, with who accepted it and why on record, before anything else can use it: what was sent since the
 * backup is in no journal. Ask the venues, and resume with an order when every difference is explained.
 *
 * Errors: `OpenRefused`; nothing may be sent.
 */
export const acceptRestored =
  (
    options: SqliteOptions,
    { by, why }: { readonly by: string; readonly why: string },
  ): TE.TaskEither<OpenRefused, SqliteJournal> =>
  async () => {
    const preparation = await enterFile(options);
    if (E.isLeft(preparation)) return preparation;
    const halted = await halt({ ...preparation.right, isRestored: true }, options, by, why);
    return E.isLeft(halted) ? halted : openSqliteJournal(options)();
  };

const enterFile = async (options: SqliteOptions): Promise<E.Either<OpenRefused, Preparation>> => {
  const { encryption, volatile = false } = options;
  if (encryption !== undefined && encryption.key.length !== 32)
    return refused('WrongKey', 'a key has 32 bytes');
  const place = placeOf(options.file, volatile);
  if (E.isLeft(place)) return place;
  const driver = options.driver === undefined ? await loadLibsql() : E.right(options.driver);
  if (E.isLeft(driver)) return refused('NoDriver', `${driver.left.driver} cannot be loaded`);
  const { file } = place.right;
  const made = E.tryCatch(
    () => existsSync(file) || closeSync(openSync(file, 'a', 0o600)),
    () => 'not made',
  );
  if (E.isLeft(made)) return refused('NotWritable', 'the file cannot be made');
  const entered = enter(identityOf(file), driver.right.name);
  if (E.isLeft(entered)) return entered;
  return E.right({
    file,
    driver: driver.right,
    encryption,
    verifiedLines: options.verifiedLines ?? 250,
    isRestored: false,
    pause: turn,
  });
};

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const triesMax = 40;
const pauseMs = 75;

/** Makes a file ready, with patience for others that are at it. */
const patiently = async (
  preparation: Preparation,
  sleep: Clock['sleep'],
): Promise<E.Either<OpenRefused, Ready>> => {
  for (let tries = 1; ; tries++) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const ready = await prepare(preparation);
    if (E.isRight(ready)) return ready;
    if (ready.left.why !== 'Busy' || tries === triesMax) return ready;
    // oxlint-disable-next-line no-await-in-loop
    await sleep(pauseMs).done();
  }
};

const openEntered = async (
  options: SqliteOptions,
  preparation: Preparation,
): Promise<E.Either<OpenRefused, SqliteJournal>> => {
  const clock = options.clock ?? systemClock;
  const ready = await patiently(preparation, clock.sleep);
  if (E.isLeft(ready)) return ready;
  const witness = standWitness(preparation.file);
  const noted = E.isLeft(witness) ? witness : witness.right.note(ready.right.meta);
  if (E.isLeft(witness) || E.isLeft(noted)) {
    ready.right.connection.close();
    return refused('Unavailable', 'the witness beside the file cannot be written');
  }
  const latch = newLatch(ready.right.connection, witness.right.close);
  const store = storeOn(options, preparation.file, ready.right, witness.right, latch);
  return E.right({
    journal: journalOver(store, clock),
    store,
    verify: () => verify(preparation, ready.right, latch),
    close: async () => latch.close(),
  });
};

const storeOn = (
  { clock = systemClock, time = machineTime(clock.wallMs) }: SqliteOptions,
  file: string,
  { connection, sealing }: Ready,
  witness: WitnessStand,
  latch: Latch,
): Store => sqliteStore({ file, connection, sealing, witness, time, sleep: clock.sleep, latch });

/** On a connection of its own, so that whoever uses the journal meanwhile is not held up by what it reads. */
const verify = async (
  { driver, file, pause }: Preparation,
  { sealing }: Ready,
  latch: Latch,
): Promise<E.Either<JournalFailed, Verified>> => {
  const shut = latch.isShut();
  if (E.isLeft(shut)) return shut;
  const connection = connectTo(driver, file);
  if (E.isLeft(connection)) return latch.failed(connection.left, false);
  const begun = connection.right.exec('BEGIN');
  const verified = E.isLeft(begun) ? begun : await verifyAll(connection.right, sealing, pause);
  connection.right.close();
  return E.isLeft(verified) ? latch.failed(verified.left, false) : verified;
};

const halt = async (
  preparation: Preparation,
  options: SqliteOptions,
  by: string,
  why: string,
): Promise<E.Either<OpenRefused, void>> => {
  const clock = options.clock ?? systemClock;
  const ready = await patiently(preparation, clock.sleep);
  if (E.isLeft(ready)) return ready;
  const { connection } = ready.right;
  const latch = newLatch(connection, () => undefined);
  const silent: WitnessStand = { note: () => E.right(undefined), close: () => undefined };
  const { order } = journalOver(storeOn(options, preparation.file, ready.right, silent, latch), clock);
  const ordered = await order({
    _tag: 'Halt',
    scope: { _tag: 'Everything' },
    atMs: Math.trunc(clock.wallMs()),
    by,
    why: `restored: ${why}; ask the venues what happened since, then resume`,
  })();
  // Only now: dying in between leaves a file that is still refused.
  const replaced = E.isLeft(ordered) ? ordered : witnessAnew(connection, preparation.file);
  latch.close();
  return E.isLeft(replaced) ? refused('Unavailable', replaced.left.detail) : replaced;
};

const witnessAnew = (connection: Connection, file: string): E.Either<JournalFailed, void> => {
  const meta = readMeta(connection);
  const replaced = E.isLeft(meta) ? meta : replaceWitness(file, meta.right);
  return E.isLeft(replaced) ? E.left({ _tag: 'JournalFailed', detail: replaced.left.what }) : replaced;
};
