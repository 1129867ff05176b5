import { X509Certificate } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type ConfigRefused, configRefused } from './config-refused.js';
import type { Settings } from './transport-config.js';

/**
 * What cannot be used of whom a transport is to believe; `none`: all of it can.
 *
 * Where `NODE_TLS_REJECT_UNAUTHORIZED=0` is set, somebody wants no verification: no transport is made at all.
 */
export const wrongTrust = ({
  extraCa,
  spkiPins,
}: Pick<Settings, 'extraCa' | 'spkiPins'>): O.Option<ConfigRefused> => {
  if (process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    return O.some(configRefused('NODE_TLS_REJECT_UNAUTHORIZED', 'switches verification off; unset it'));
  if (!extraCa.every(isCertificate))
    return O.some(configRefused('extraCa', 'holds a text that is not a certificate in PEM'));
  if (!spkiPins.every((pin) => /^[A-Za-z0-9+/]{43}=$/.test(pin)))
    return O.some(configRefused('spkiPins', 'holds a text that is not 32 bytes in base64'));
  return O.none;
};

const isCertificate = (pem: string): boolean =>
  E.isRight(
    E.tryCatch(
      () => new X509Certificate(pem),
      () => 'not a certificate',
    ),
  );
