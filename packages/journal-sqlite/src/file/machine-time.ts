import { readFileSync, readlinkSync } from 'node:fs';
import type { StoreTime } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';

/**
 * The clock that all processes of this machine share.
 *
 * On Linux it is CLOCK_MONOTONIC, and an era is one run of the machine, in one time namespace. Elsewhere there is no era
 * that a process could name, so leases go by the wall clock alone.
 *
 * Units: milliseconds.
 */
export const machineTime = (wallMs: () => number): (() => StoreTime) => {
  const run = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  if (run === '') return () => ({ era: 'wall', monotonicMs: wallMs(), wallMs: wallMs() });
  const era = `${run} ${textOf(() => readlinkSync('/proc/self/ns/time'))}`;
  return () => ({ era, monotonicMs: Number(process.hrtime.bigint() / 1_000n) / 1_000, wallMs: wallMs() });
};

const textOf = (read: () => string): string => {
  const text = E.tryCatch(read, () => '');
  return E.isRight(text) ? text.right : '';
};
