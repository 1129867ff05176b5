import * as E from 'fp-ts/lib/Either.js';
import type { ConfigRefused } from './config-refused.js';
import { opener } from './connection.js';
import { type Outgoing, readRequest } from './outgoing.js';
import { readAgent } from './read-agent.js';
import { type TransportConfig, readConfig } from './transport-config.js';
import { notSent } from './transport-error.js';
import type { Transport } from './transport.js';
import { readTrust } from './trust.js';
import type { Outcome } from './verdict.js';
import type { Wire } from './wire.js';

/** Makes a transport of a checked configuration: got's, or one that a caller prefers. */
export type MakeTransport = (config: TransportConfig) => E.Either<ConfigRefused, Transport>;

/** Runs one checked request to its verdict, at most once on the wire. Never rejects. */
export type Exchange = (out: Outgoing) => Promise<Outcome>;

/**
 * What every transport has in common, whichever HTTP client it is over: the configuration is checked, requests are read
 * at once, and no more than `callsMax` are in flight.
 */
export const transportOver =
  (exchangeOver: (wire: Wire) => Exchange): MakeTransport =>
  (config) => {
    const settings = readConfig(config);
    if (E.isLeft(settings)) return settings;
    const trust = readTrust(settings.right.extraCa, settings.right.spkiPins);
    if (E.isLeft(trust)) return trust;
    const open = opener(settings.right, trust.right);
    const exchange = exchangeOver({ settings: settings.right, open, agent: readAgent(settings.right, open) });
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
          const outcome = await exchange(out.right);
          callsInFlight -= 1;
          return outcome;
        };
      },
    });
  };
