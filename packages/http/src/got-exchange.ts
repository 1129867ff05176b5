import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Got } from 'got';
import { opener } from './connection.js';
import { exchange } from './exchange.js';
import { readAgent } from './read-agent.js';
import type { Settings } from './transport-config.js';
import { type NotSent, notSent } from './transport-error.js';
import type { Exchange } from './transport-over.js';
import type { Wire } from './wire.js';

/** What every call of a transport shares. Nothing is opened yet. */
export const wireOf = (settings: Settings): Wire => {
  const open = opener(settings);
  return { settings, open, agent: readAgent(settings, open) };
};

/** Exchanges over got. */
export const overGot =
  (wire: Wire): Exchange =>
  async (out) => {
    const got = await loadGot();
    return E.isLeft(got) ? got : exchange(got.right, wire, out);
  };

/** got is remembered once it is loaded: to ask for a loaded module again takes longer than all else that is done for a call. */
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
