import { createHash, createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, request as openRequest } from 'node:http';
import { type KrakenPrimeSandbox, type StartOptions, startKrakenPrime } from '../src/index.js';
import { START_MS } from './driver.js';

/** What came back: a whole reply, or what was there when the connection ended. */
export interface Seen {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The code of the failure; undefined where the reply is whole. */
  readonly broken: string | undefined;
}

/** A request as it is put on the wire. */
export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : error.message;

/** Sends one request on a connection of its own. Never rejects. */
export const send = (baseUrl: string, sent: Sent): Promise<Seen> =>
  new Promise((resolve) => {
    const nothing = { status: 0, headers: {}, body: Buffer.alloc(0) };
    const body = sent.body ?? '';
    const headers = { 'content-length': `${Buffer.byteLength(body)}`, ...sent.headers };
    const { method = 'POST', path } = sent;
    const request = openRequest(baseUrl, { method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      const seen = () => ({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(chunks),
      });
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ ...seen(), broken: undefined }));
      response.on('error', (error) => resolve({ ...seen(), broken: codeOf(error) }));
    });
    request.on('error', (error) => resolve({ ...nothing, broken: codeOf(error) }));
    request.end(body);
  });

/** Signs as Kraken's guide says. Written here once more, so that the venue's own signing is not what tests it. */
export const signed = (sandbox: KrakenPrimeSandbox, path: string, nonce: string, body: string): Sent => {
  const { apiKey, apiSecret } = sandbox.credentials;
  const digest = createHash('sha256').update(`${nonce}${body}`).digest();
  const mac = createHmac('sha512', Buffer.from(apiSecret, 'base64'));
  const apiSign = mac.update(Buffer.concat([Buffer.from(path), digest])).digest('base64');
  return {
    path,
    body,
    headers: { 'content-type': 'application/json', 'api-key': apiKey, 'api-sign': apiSign },
  };
};

/** A sandbox with a client at hand. */
export interface Bench {
  readonly sandbox: KrakenPrimeSandbox;
  /** A signed call with the next nonce. */
  readonly call: (method: string, params?: Readonly<Record<string, unknown>>) => Promise<Seen>;
  /** The parsed envelope of a call. */
  readonly ask: (method: string, params?: Readonly<Record<string, unknown>>) => Promise<unknown>;
  readonly control: (
    route: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly json: unknown }>;
  /** A confirmed batch of the default scenario. */
  readonly batch: () => Promise<string>;
}

/** Runs a test against a sandbox whose clock stands still, and closes it whatever happens. */
export const withSandbox = async (
  options: StartOptions,
  test: (bench: Bench) => Promise<void>,
): Promise<void> => {
  const sandbox = await startKrakenPrime({ frozenAtMs: START_MS, ...options });
  try {
    await test(benchOf(sandbox));
  } finally {
    await sandbox.close();
  }
};

const benchOf = (sandbox: KrakenPrimeSandbox): Bench => {
  let nonce = 0;
  const call: Bench['call'] = (method, params = {}) => {
    nonce += 1;
    const body = JSON.stringify({ nonce, ...params });
    return send(sandbox.baseUrl, signed(sandbox, `/0/private/${method}`, `${nonce}`, body));
  };
  const ask: Bench['ask'] = async (method, params) =>
    JSON.parse((await call(method, params)).body.toString());
  const control: Bench['control'] = async (route, body) => {
    const [method = '', path = ''] = route.split(' ');
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const seen = await send(sandbox.controlUrl, { method, path, ...text });
    return { status: seen.status, json: JSON.parse(seen.body.toString()) };
  };
  const batch = async (): Promise<string> => {
    await call('CreatePrimeSettlementBatch');
    await control('POST /clock', { advanceMs: 2000 });
    return sandbox.machine.truth().batches[0]?.id ?? '';
  };
  return { sandbox, call, ask, control, batch };
};
