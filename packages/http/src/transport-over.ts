import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ConfigRefused } from './config-refused.js';
import { type Outgoing, readRequest } from './outgoing.js';
import { type Settings, type TransportConfig, readConfig } from './transport-config.js';
import { type NotSent, notSent } from './transport-error.js';
import type { Transport } from './transport.js';
import { wrongTrust } from './trust-config.js';
import type { Outcome } from './verdict.js';

/** Makes a transport of a checked configuration: got's, or one that a caller prefers. */
export type MakeTransport = (config: TransportConfig) => E.Either<ConfigRefused, Transport>;

/** Runs one checked request to its verdict, at most once on the wire. Never rejects. */
export type Exchange = (out: Outgoing) => Promise<Outcome>;

/**
 * What every transport has in common, whichever HTTP client it is over: the configuration is checked, requests are read
 * at once, and no more than `callsMax` are in flight. Whatever reaches the network, Node's own modules included, is loaded
 * by the first call: a program that only plans or verifies does not pay for it.
 */
export const transportOver =
  (load: () => Promise<(settings: Settings) => Exchange>): MakeTransport =>
  (config) => {
    const settings = readConfig(config);
    if (E.isLeft(settings)) return settings;
    const refused = wrongTrust(settings.right);
    if (O.isSome(refused)) return E.left(refused.value);
    let loading: Promise<E.Either<NotSent, Exchange>> | undefined;
    let exchange: Exchange | undefined;
    const made = TE.tryCatch(
      async () => (await load())(settings.right),
      () => notSent('Internal', 'what reaches the network could not be loaded'),
    );
    const loaded: TE.TaskEither<NotSent, Exchange> = async () => {
      const answer = await (loading ??= made());
      // What could not be loaded is tried again by the next call.
      if (E.isLeft(answer)) loading = undefined;
      else exchange = answer.right;
      return answer;
    };
    const perform = async (out: Outgoing): Promise<Outcome> => {
      const answer = await loaded();
      return E.isLeft(answer) ? answer : answer.right(out);
    };
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
          const outcome = await (exchange ?? perform)(out.right);
          callsInFlight -= 1;
          return outcome;
        };
      },
    });
  };
