import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { overGot, wireOf } from './got-exchange.js';
import type { Settings } from './transport-config.js';
import { notSent } from './transport-error.js';
import type { Exchange } from './transport-over.js';
import { undiciReads } from './undici-reads.js';

const loadUndici = TE.tryCatch(
  () => import('undici'),
  () => notSent('Internal', 'undici could not be loaded; install it beside this package'),
);

/** Exchanges over undici where something is read, and over got where it is written. */
export const overUndici = (settings: Settings): Exchange => {
  const wire = wireOf(settings);
  const write = overGot(wire);
  let reads: Exchange | undefined;
  const firstRead: Exchange = async (out) => {
    const undici = await loadUndici();
    if (E.isLeft(undici)) return undici;
    reads ??= undiciReads(undici.right.Client, wire);
    return reads(out);
  };
  return (out) => (out.effect === 'Write' ? write(out) : (reads ?? firstRead)(out));
};
