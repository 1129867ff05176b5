import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { overGot } from './http-transport.js';
import { notSent } from './transport-error.js';
import { type MakeTransport, transportOver } from './transport-over.js';
import { undiciReads } from './undici-reads.js';

const loadUndici = TE.tryCatch(
  () => import('undici'),
  () => notSent('Internal', 'undici could not be loaded; install it beside this package'),
);

/**
 * The transport of `httpTransport` with its reads over undici: the same rules, the same errors, and a fraction of the
 * processor's time, for those who read thousands of times a minute.
 *
 * Writes go as they always do, each on a connection of its own: they are few, and what decides about money stays on one
 * way only. undici (7 or later) is a peer dependency that is loaded at the first read; without it every read is
 * `NotSent`.
 *
 * Errors: `ConfigRefused`, with the setting that cannot be used.
 */
export const undiciTransport: MakeTransport = transportOver((wire) => {
  const write = overGot(wire);
  let reads: ReturnType<typeof undiciReads> | undefined;
  return async (out) => {
    if (out.effect === 'Write') return write(out);
    const undici = await loadUndici();
    if (E.isLeft(undici)) return undici;
    reads ??= undiciReads(undici.right.Client, wire);
    return reads(out);
  };
});
