import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type HttpRequest,
  type HttpResponse,
  type Transport,
  type TransportConfig,
  type TransportError,
  httpTransport,
} from '../src/index.js';

/** A transport to a loopback server, over plain http. */
export const plainTransport = (port: number, more: Partial<TransportConfig> = {}): Transport =>
  transportOf({
    baseUrl: `http://127.0.0.1:${port}`,
    allowedHosts: ['127.0.0.1'],
    loopbackHttp: true,
    ...more,
  });

export const transportOf = (config: TransportConfig): Transport => {
  const made = httpTransport(config);
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
