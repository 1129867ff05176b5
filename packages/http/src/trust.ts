import { createHash } from 'node:crypto';
import { type SecureContext, type TLSSocket, createSecureContext, rootCertificates } from 'node:tls';
import type { Settings } from './transport-config.js';

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
 * The list is explicit, so `NODE_EXTRA_CA_CERTS` and `SSL_CERT_FILE` add nothing to it.
 */
export const trustOf = ({ extraCa, spkiPins }: Pick<Settings, 'extraCa' | 'spkiPins'>): Trust => {
  let context: SecureContext | undefined;
  return {
    context: () =>
      (context ??= createSecureContext({ ca: [...rootCertificates, ...extraCa], ...leastVersion })),
    knowsKeyOf: (socket) => spkiPins.length === 0 || spkiPins.includes(keyDigestOf(socket)),
  };
};

const leastVersion = { minVersion: 'TLSv1.2' } as const;

const keyDigestOf = (socket: TLSSocket): string => {
  const key = socket.getPeerX509Certificate()?.publicKey.export({ type: 'spki', format: 'der' });
  return key === undefined ? '' : createHash('sha256').update(key).digest('base64');
};
