import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Got } from 'got';
import { exchange } from './exchange.js';
import { type NotSent, notSent } from './transport-error.js';
import { type Exchange, type MakeTransport, transportOver } from './transport-over.js';
import type { Wire } from './wire.js';

/**
 * got is loaded by the first call: it takes longer to load than everything else of the library. It is remembered, since to ask
 * for a loaded module again takes longer than all else that is done for a call.
 */
const loadGot: TE.TaskEither<NotSent, Got> = async () => {
  if (loaded !== undefined) return loaded;
  const got = await load();
  if (E.isRight(got)) loaded = got;
  return got;
};

let loaded: E.Either<never, Got> | undefined;

const load = TE.tryCatch(
  async (): Promise<Got> => (await import('got')).got,
  () => notSent('Internal', 'the HTTP client could not be loaded'),
);

/** Exchanges over got. */
export const overGot =
  (wire: Wire): Exchange =>
  async (out) => {
    const got = await loadGot();
    return E.isLeft(got) ? got : exchange(got.right, wire, out);
  };

/**
 * Makes a transport to one origin. Nothing is opened, loaded or sent yet.
 *
 * The environment cannot weaken it: authorities are explicit, verification is always on, and proxies are not read.
 * There is nothing to close: a write's connection ends with its call, a read's after four idle seconds, and neither
 * holds the process while it is idle.
 *
 * Errors: `ConfigRefused`, with the setting that cannot be used.
 *
 * @example
 * ```ts
 * import { httpTransport } from '@legwork/http';
 * httpTransport({ baseUrl: 'http://example.com', allowedHosts: ['example.com'] }); // => left({ _tag: 'ConfigRefused', ... })
 * ```
 */
export const httpTransport: MakeTransport = transportOver(overGot);
