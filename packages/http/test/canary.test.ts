import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { HttpRequest, TransportConfig } from '../src/index.js';
import { plainTransport, post, transportOf, transports } from './call.js';
import { selfSigned } from './certificate.js';
import { type Script, type Seen, rawServer, wholeRequests } from './raw-server.js';

describe.each(transports)('over %s', (_client, make) => {
  /** Words that nobody else says; whatever shows eight characters of one in a row leaks it. */
  const secrets = [
    'kQ7wZ2xV9bN4mL6pR8tY1uJ3',
    'Hs5dF0gK2jW8eQ4rT6yU9iO1',
    'zX3cV7bM5nA1sD9fG2hJ6kL8',
  ] as const;
  const [headerSecret, bodySecret, otherSecret] = secrets;

  const forms = (secret: string): ReadonlyArray<string> => [
    secret,
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret, 'utf16le').toString('latin1'),
    encodeURIComponent(secret),
    [...Buffer.from(secret)].join(),
    [...Buffer.from(secret)].map((byte) => byte.toString(16)).join(' '),
  ];
  const windows = secrets
    .flatMap(forms)
    .flatMap((form) => Array.from({ length: form.length - 7 }, (_, at) => form.slice(at, at + 8)));

  /** Every way in which people and loggers print a value. */
  const printed = (value: unknown): string =>
    [
      inspect(value, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity }),
      JSON.stringify(value),
      inspect(structuredClone(value), { depth: Infinity }),
      String(value),
      value instanceof Error ? value.stack : '',
    ].join('\n');

  const leaks = (text: string): ReadonlyArray<string> => windows.filter((window) => text.includes(window));

  const request: HttpRequest = {
    ...post,
    headers: { 'api-key': headerSecret, 'api-sign': Buffer.from(headerSecret).toString('base64') },
    body: JSON.stringify({ otp: bodySecret }),
  };

  /** Answers with what the request said, in the way a test wants. */
  const echo = (answer: (text: string) => string | Buffer): Script => ({
    onBytes: ({ bytes, socket }: Seen) => {
      const [text] = wholeRequests(bytes);
      if (text !== undefined) socket.end(answer(text));
    },
  });
  const head = (...headers: ReadonlyArray<string>): string =>
    ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n');

  const failures: ReadonlyArray<
    readonly [string, string, Script, Partial<HttpRequest>, Partial<TransportConfig>]
  > = [
    ['a bad path', 'InvalidRequest', {}, { path: `/ ${bodySecret}` }, {}],
    ['a bad header', 'InvalidRequest', {}, { headers: { a: `\n${headerSecret}` } }, {}],
    ['a bad header name', 'InvalidRequest', {}, { headers: { [`${headerSecret}\n`]: 'a' } }, {}],
    ['a bad body', 'InvalidRequest', {}, { body: `\uD800${bodySecret}` }, {}],
    ['a body too long', 'InvalidRequest', {}, {}, { limits: { requestBytesMax: 1 } }],
    ['a permit that says no', 'Forbidden', {}, { permit: () => ({ _tag: 'Some', value: 'Stopped' }) }, {}],
    [
      'a permit that throws',
      'Forbidden',
      {},
      {
        permit: () => {
          throw new Error(otherSecret);
        },
      },
      {},
    ],
    [
      'a server in another tongue',
      'Tls',
      { tls: selfSigned({ name: 'x' }) },
      {},
      { baseUrl: 'https://127.0.0.1:PORT' },
    ],
    ['silence', 'Timeout', {}, {}, { limits: { firstByteMs: 30 } }],
    ['no time', 'Timeout', {}, {}, { limits: { totalMs: 30 } }],
    ['a reset', 'Reset', { onBytes: ({ socket }) => socket.resetAndDestroy() }, {}, {}],
    ['an echo cut short', 'Truncated', echo((text) => `${head('content-length: 5000')}${text}`), {}, {}],
    ['an echo without length', 'Truncated', echo((text) => `${head()}${text}`), {}, {}],
    [
      'an echo too long',
      'TooLarge',
      echo((text) => `${head('content-length: 900')}${text}`),
      {},
      { limits: { responseBytesMax: 9 } },
    ],
    ['an echo as HTTP', 'BadHttp', echo((text) => text), {}, {}],
    ['an echo in the status line', 'BadHttp', echo(() => `HTTP/1.1 ${bodySecret}\r\n\r\n`), {}, {}],
    ['an echo as a header name', 'BadHttp', echo(() => head(`${headerSecret} x y`)), {}, {}],
    ['an echo after the end', 'BadHttp', echo((text) => `${head('content-length: 0')}${text}`), {}, {}],
    ['a long echo of headers', 'TooLarge', echo(() => head(`a: ${headerSecret.repeat(1000)}`)), {}, {}],
    [
      'an echo in chunks',
      'BadHttp',
      echo(() => `${head('transfer-encoding: chunked')}${bodySecret}\r\n`),
      {},
      {},
    ],
    [
      'an echo that is no text',
      'BadEncoding',
      echo((text) =>
        Buffer.concat([
          Buffer.from(head(`content-length: ${text.length + 1}`)),
          Buffer.from(text),
          Buffer.from([0xff]),
        ]),
      ),
      {},
      {},
    ],
    [
      'a compressed echo',
      'BadEncoding',
      echo((text) =>
        Buffer.concat([
          Buffer.from(head('content-length: 9', `content-encoding: ${headerSecret}`)),
          gzipSync(text),
        ]),
      ),
      {},
      {},
    ],
  ];

  describe('no failure shows a secret', () => {
    test.each(failures)('%s', async (_, cause, script, change, config) => {
      const server = await rawServer(script);
      const transport = plainTransport(make, server.port, {
        ...config,
        ...(config.baseUrl === undefined
          ? {}
          : { baseUrl: config.baseUrl.replace('PORT', String(server.port)) }),
      });
      const outcome = await transport.call({ ...request, ...change })();
      await server.close();
      expect(outcome).toMatchObject({ _tag: 'Left', left: { cause } });
      expect(leaks(printed(outcome))).toEqual([]);
      const fields = outcome._tag === 'Left' ? Object.keys(outcome.left) : [];
      expect(fields.filter((field) => !['_tag', 'cause', 'detail', 'status'].includes(field))).toEqual([]);
    });

    test('a host that is not there', async () => {
      // A label of 64 characters is no name: the resolver refuses it without asking the network.
      const nowhere = `${'a'.repeat(64)}.invalid`;
      const transport = transportOf(make, { baseUrl: `https://${nowhere}`, allowedHosts: [nowhere] });
      const outcome = await transport.call(request)();
      expect(outcome).toMatchObject({ _tag: 'Left', left: { cause: 'Dns' } });
      expect(leaks(printed(outcome))).toEqual([]);
    });

    test('the transport itself keeps nothing of a call that can be printed', async () => {
      const server = await rawServer(echo((text) => `${head(`content-length: ${text.length}`)}${text}`));
      const transport = plainTransport(make, server.port);
      expect(await transport.call(request)()).toMatchObject({ _tag: 'Right' });
      await server.close();
      expect(leaks(inspect(transport, { depth: Infinity, showHidden: true }))).toEqual([]);
    });

    test('the search finds what is there', () => {
      expect(leaks(printed({ deep: { error: new Error(`x${headerSecret.slice(4, 14)}y`) } }))).not.toEqual(
        [],
      );
      expect(leaks(printed({ hex: Buffer.from(bodySecret).toString('hex') }))).not.toEqual([]);
      expect(leaks(printed({ bytes: Buffer.from(otherSecret) }))).not.toEqual([]);
    });
  });
});
