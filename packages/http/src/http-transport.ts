import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Got } from 'got';
import type { ConfigRefused } from './config-refused.js';
import { opener } from './connection.js';
import { exchange } from './exchange.js';
import { readRequest } from './outgoing.js';
import { readAgent } from './read-agent.js';
import { type TransportConfig, readConfig } from './transport-config.js';
import { notSent } from './transport-error.js';
import type { Transport } from './transport.js';
import { readTrust } from './trust.js';
import type { Wire } from './wire.js';

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
 * httpTransport({ baseUrl: 'http://example.com', allowedHosts: ['example.com'] }) // => a Left: must be https
 */
export const httpTransport = (config: TransportConfig): E.Either<ConfigRefused, Transport> => {
  const settings = readConfig(config);
  if (E.isLeft(settings)) return settings;
  const trust = readTrust(settings.right.extraCa, settings.right.spkiPins);
  if (E.isLeft(trust)) return trust;
  const open = opener(settings.right, trust.right);
  const wire: Wire = { settings: settings.right, open, agent: readAgent(settings.right, open) };
  const { callsMax } = settings.right.limits;
  let callsInFlight = 0;
  return E.right({
    call: (request) => {
      // Read at once, so that what the caller does with its object afterwards changes nothing.
      const out = readRequest(request, settings.right);
      return async () => {
        if (E.isLeft(out)) return out;
        if (callsInFlight >= callsMax)
          return E.left(notSent('Busy', `${callsMax} calls are in flight already`));
        callsInFlight += 1;
        const got = await loadGot();
        const outcome = E.isLeft(got) ? got : await exchange(got.right, wire, out.right);
        callsInFlight -= 1;
        return outcome;
      };
    },
  });
};

/** got is loaded by the first call: it takes longer to load than everything else of the library. */
const loadGot = TE.tryCatch(
  async (): Promise<Got> => (await import('got')).got,
  () => notSent('Internal', 'the HTTP client could not be loaded'),
);
