import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type HttpRequest,
  type HttpResponse,
  type Transport,
  type TransportConfig,
  type TransportError,
  type MakeTransport,
  httpTransport,
  undiciTransport,
} from '../src/index.js';

/** Every transport: the same rules hold on the wire, whichever client it is over. */
export const transports: ReadonlyArray<readonly [string, MakeTransport]> = [
  ['got', httpTransport],
  ['undici', undiciTransport],
];

/** A transport to a loopback server, over plain http. */
export const plainTransport = (
  make: MakeTransport,
  port: number,
  more: Partial<TransportConfig> = {},
): Transport =>
  transportOf(make, {
    baseUrl: `http://127.0.0.1:${port}`,
    allowedHosts: ['127.0.0.1'],
    loopbackHttp: true,
    ...more,
  });

export const transportOf = (make: MakeTransport, config: TransportConfig): Transport => {
  const made = make(config);
  if (E.isLeft(made)) throw new Error(`${made.left.setting} ${made.left.detail}`);
  return made.right;
};

export const post: HttpRequest = {
  method: 'POST',
  path: '/settle',
  headers: { 'api-key': 'k' },
  body: '{"nonce":1}',
  effect: 'Write',
  permit: () => O.none,
};

export const get: HttpRequest = {
  ...post,
  method: 'GET',
  path: '/batches?limit=1',
  body: '',
  effect: 'Read',
};

/** The response, or the error: what a test compares. */
export const call = async (
  transport: Transport,
  request: HttpRequest,
): Promise<HttpResponse | TransportError> => {
  const outcome = await transport.call(request)();
  return E.isRight(outcome) ? outcome.right : outcome.left;
};

/** Every transport with a write and with a read: each limit holds for both. */
export const calls = transports.flatMap(([client, make]) => [
  [client, 'write', make, post] as const,
  [client, 'read', make, get] as const,
]);
