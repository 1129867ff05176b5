import { createHash, X509Certificate } from 'node:crypto';
import { type SecureContext, type TLSSocket, createSecureContext, rootCertificates } from 'node:tls';
import * as E from 'fp-ts/lib/Either.js';
import { type ConfigRefused, configRefused } from './config-refused.js';

/** Whom a transport believes. Made once; the environment has no say in it. */
export interface Trust {
  /** Made at the first use: reading every authority takes some 20 ms. */
  readonly context: () => SecureContext;
  /** Tells whether the peer's key is one of the pinned ones; always true where none is pinned. */
  readonly knowsKeyOf: (socket: TLSSocket) => boolean;
}

/**
 * Trusts the authorities that Node ships and the given ones, at TLS 1.2 or later.
 *
 * The list is explicit, so `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE` add nothing to it. Where
 * `NODE_TLS_REJECT_UNAUTHORIZED=0` is set, somebody wants no verification: no transport is made at all.
 */
export const readTrust = (
  extraCa: ReadonlyArray<string>,
  spkiPins: ReadonlyArray<string>,
): E.Either<ConfigRefused, Trust> => {
  if (process.env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    return E.left(configRefused('NODE_TLS_REJECT_UNAUTHORIZED', 'switches verification off; unset it'));
  }
  if (!extraCa.every(isCertificate)) {
    return E.left(configRefused('extraCa', 'holds a text that is not a certificate in PEM'));
  }
  if (!spkiPins.every((pin) => /^[A-Za-z0-9+/]{43}=$/.test(pin))) {
    return E.left(configRefused('spkiPins', 'holds a text that is not 32 bytes in base64'));
  }
  let context: SecureContext | undefined;
  return E.right({
    context: () =>
      (context ??= createSecureContext({ ca: [...rootCertificates, ...extraCa], ...leastVersion })),
    knowsKeyOf: (socket) => spkiPins.length === 0 || spkiPins.includes(keyDigestOf(socket)),
  });
};

const leastVersion = { minVersion: 'TLSv1.2' } as const;

const isCertificate = (pem: string): boolean =>
  E.isRight(
    E.tryCatch(
      () => new X509Certificate(pem),
      () => 'not a certificate',
    ),
  );

const keyDigestOf = (socket: TLSSocket): string => {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  return key === undefined ? '' : createHash('sha256').update(key).digest('base64');
};
