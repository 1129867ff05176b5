import type { Clock, StoreTime } from '@legwork/core';
import type { SqliteDriver } from './driver/driver.js';

/** How a journal is opened. */
export interface SqliteOptions {
  /** The path of the file. Beside it are `-wal` and `-shm` of SQLite, and `-head`, the witness. */
  readonly file: string;
  /** This process's own clock; the machine's by default. */
  readonly clock?: Clock;
  /** libsql by default. All processes that use a file at once may use different ones, but one process only one. */
  readonly driver?: SqliteDriver;
  /** Keeps texts and names under this key: 32 random bytes, the same for ever. Without it they are as they are. */
  readonly encryption?: { readonly key: Uint8Array };
  /** Accepts a file system in memory. For tests alone: what was sent is forgotten with the machine. */
  readonly volatile?: true;
  /** The clock that leases go by, for tests; by default the one that all processes of this machine share. */
  readonly time?: () => StoreTime;
  /** Up to how many lines everything is verified while opening, and how many of the last ones of a longer journal. 250 by default: about a tenth of a second in a process that has just begun. */
  readonly verifiedLines?: number;
}
