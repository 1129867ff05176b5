import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Got } from 'got';
import { opener } from './connection.js';
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
  return { settings, open, agent: readAgent(settings, open) };
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

const load = TE.tryCatch(
  async (): Promise<Got> => (await import('got')).got,
  () => notSent('Internal', 'the HTTP client could not be loaded'),
);
