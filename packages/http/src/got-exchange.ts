import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Got } from 'got';
import { opener } from './connection.js';
import { deadlines } from './deadlines.js';
import { exchange } from './exchange.js';
import { readAgent } from './read-agent.js';
import type { Outgoing } from './outgoing.js';
import type { Settings } from './transport-config.js';
import { notSent } from './transport-error.js';
import type { Exchange } from './transport-over.js';
import type { Outcome } from './verdict.js';
import type { Wire } from './wire.js';

/** What every call of a transport shares. Nothing is opened yet. */
export const wireOf = (settings: Settings): Wire => {
  const open = opener(settings);
  const { totalMs, firstByteMs } = settings.limits;
  return {
    settings,
    open,
    agent: readAgent(settings, open),
    totals: deadlines(totalMs),
    firstBytes: deadlines(firstByteMs),
  };
};

/** Exchanges over got. */
export const overGot =
  (wire: Wire): Exchange =>
  (out) =>
    loaded === undefined ? firstExchange(wire, out) : exchange(loaded, wire, out);

/** got is remembered once it is loaded: to ask for a loaded module again takes longer than all else that is done for a call. */
let loaded: Got | undefined;

const firstExchange = async (wire: Wire, out: Outgoing): Promise<Outcome> => {
  const got = await load();
  if (E.isLeft(got)) return got;
  loaded = got.right;
  return exchange(got.right, wire, out);
};

/** What is the same for every call: all of it off. Said once, as got looks at every option of every call. */
const bare = {
  retry: { limit: 0 },
  followRedirect: false,
  throwHttpErrors: false,
  decompress: false,
  http2: false,
} as const;

const load = TE.tryCatch(
  async (): Promise<Got> => (await import('got')).got.extend(bare),
  () => notSent('Internal', 'the HTTP client could not be loaded'),
);
