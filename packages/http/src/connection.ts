import * as net from 'node:net';
import * as tls from 'node:tls';
import { type Origin, isLoopbackAddress } from './origin.js';
import { systemCode } from './system-code.js';
import type { Settings } from './transport-config.js';
import { type NotSent, notSent } from './transport-error.js';
import { type Trust, trustOf } from './trust.js';

/**
 * Opens a connection that is ready for its first byte of HTTP: resolved, connected, and with TLS the handshake is
 * done, the certificate believed and the key pinned. Calls back once, at the latest after `connectMs`.
 */
export type Open = (done: (failure: NoConnection | null, socket: net.Socket) => void) => void;

/** Carries a `NotSent` through Node's callbacks, which know errors only; it never leaves this package. */
export class NoConnection extends Error {
  readonly notSent: NotSent;
  constructor(reason: NotSent) {
    super(reason.detail);
    this.notSent = reason;
  }
}

/** The way to open connections to the one origin of a transport. */
export const opener = (settings: Settings): Open => {
  const { origin, limits } = settings;
  const trust = trustOf(settings);
  return (done) => {
    let connected = false;
    let decided = false;
    const decide = (reason?: NotSent): void => {
      if (decided) return;
      decided = true;
      clearTimeout(deadline);
      if (reason === undefined) return done(null, socket);
      socket.destroy();
      return done(new NoConnection(reason), socket);
    };
    const socket = origin.secure
      ? secured(origin, trust, decide)
      : net.connect({ host: origin.host, port: origin.port, noDelay: true });
    const deadline = setTimeout(
      () => decide(notSent('Connect', `no connection within ${limits.connectMs} ms`)),
      limits.connectMs,
    );
    // Stays for the life of the socket: an error after the verdict must find a listener, and means nothing.
    socket.on('error', (error) => decide(connected ? untrusted(error) : unreachable(error)));
    socket.once('close', () => decide(notSent('Connect', 'the connection was closed at once')));
    socket.once('connect', () => {
      connected = true;
      if (!origin.secure) decide(strayedFromLoopback(socket));
    });
  };
};

const secured = (origin: Origin, trust: Trust, decide: (reason?: NotSent) => void): tls.TLSSocket => {
  const socket = tls.connect({
    host: origin.host,
    port: origin.port,
    // An address has no server name in TLS; its certificate is checked against the address itself.
    ...(net.isIP(origin.host) === 0 ? { servername: origin.host } : {}),
    secureContext: trust.context(),
    rejectUnauthorized: true,
    ALPNProtocols: ['http/1.1'],
  });
  socket.setNoDelay(true);
  socket.once('secureConnect', () =>
    decide(trust.knowsKeyOf(socket) ? undefined : notSent('Tls', 'the key of the server is not pinned')),
  );
  return socket;
};

const untrusted = (error: unknown): NotSent => notSent('Tls', `no trusted connection (${systemCode(error)})`);

const unreachable = (error: unknown): NotSent => {
  const isDns =
    typeof error === 'object' && error !== null && 'syscall' in error && error.syscall === 'getaddrinfo';
  return isDns
    ? notSent('Dns', `the host has no address (${systemCode(error)})`)
    : notSent('Connect', `no connection (${systemCode(error)})`);
};

/** `localhost` is a name, and a name can be made to point anywhere. */
const strayedFromLoopback = (socket: net.Socket): NotSent | undefined =>
  isLoopbackAddress(socket.remoteAddress ?? '')
    ? undefined
    : notSent('Forbidden', 'plain http reached an address that is not loopback');
