import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** A server that listens on 127.0.0.1 and nowhere else. */
export interface Loopback {
  readonly url: string;
  /** Stops listening and destroys every connection. */
  readonly close: () => Promise<void>;
}

/** Answers one request. A rejection destroys the connection. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const HOST = '127.0.0.1';
const LIMITS = { connections: 256, headersMs: 10_000, requestMs: 30_000 } as const;

/** Starts a server; port 0 takes any free one. Errors: rejects where the port cannot be had. */
export const listen = (handler: Handler, port: number): Promise<Loopback> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      response.on('error', () => response.destroy());
      handler(request, response).catch(() => response.destroy());
    });
    server.maxConnections = LIMITS.connections;
    server.headersTimeout = LIMITS.headersMs;
    server.requestTimeout = LIMITS.requestMs;
    const close = (): Promise<void> =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      });
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      resolve({ url: `http://${HOST}:${portOf(server.address())}`, close });
    });
  });

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;
