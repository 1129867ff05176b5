import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { HttpRequest, Transport } from '../src/index.js';
import { call, get, plainTransport, post, transports } from './call.js';
import { type RawServer, answering, rawServer, reply } from './raw-server.js';

describe.each(transports)('over %s', (_client, make) => {
  let server: RawServer;
  let transport: Transport;
  beforeAll(async () => {
    server = await rawServer({ onBytes: answering(reply('{}')) });
    transport = plainTransport(make, server.port, {
      limits: { requestBytesMax: 1000, headerBytesMax: 1000 },
    });
  });
  afterAll(() => server.close());

  /** What came of a request, and how many connections it opened. */
  const tried = async (request: HttpRequest): Promise<readonly [unknown, number]> => {
    const before = server.seen.length;
    return [await call(transport, request), server.seen.length - before];
  };
  const refused = [{ _tag: 'NotSent', cause: 'InvalidRequest', detail: expect.any(String) }, 0];

  describe('a path that would not go on the wire unchanged is refused', () => {
    test.each([
      '',
      'x',
      '//evil.example/x',
      '/a//b',
      '/\\evil.example',
      '/a b',
      '/a\tb',
      '/a\r\nHost: evil.example',
      '/a\0',
      '/a#b',
      '/../b',
      '/a/./b',
      '/a/%2e%2E/b',
      '/%zz',
      '/%2',
      '/é',
      '/a?b=é',
      "/a?b='",
      '/a?',
      '/"',
      '/{a}',
      'http://evil.example/',
      '@evil.example/',
      ':80@evil.example/',
      '/'.padEnd(2000, 'a'),
    ])('%j', async (path) => {
      expect(await tried({ ...get, path })).toEqual(refused);
    });

    test.each([
      '/',
      '/0/private/Prime',
      "/a/b;c=d/(e)'!*,@:~_-.",
      '/a?b=c&d[]=e'.replace('[]', '%5B%5D'),
      '/a?b=/?:@',
    ])('%j is taken', async (path) => {
      expect(await call(transport, { ...get, path })).toMatchObject({ status: 200 });
    });
  });

  describe('a header that would frame, split or fake a message is refused', () => {
    test.each([
      ['a name that is no token', { 'a b': 'x' }],
      ['an empty name', { '': 'x' }],
      ['a name with a line break', { 'a\r\nb': 'x' }],
      ['a line break', { a: 'x\r\nb: y' }],
      ['a lone line feed', { a: 'x\ny' }],
      ['a null', { a: 'x\0' }],
      ['another alphabet', { a: 'é' }],
      ['a space around', { a: ' x' }],
      ['a host', { Host: 'evil.example' }],
      ['a length', { 'Content-Length': '1' }],
      ['an encoding', { 'Transfer-Encoding': 'chunked' }],
      ['an accepted encoding', { 'Accept-Encoding': 'gzip' }],
      ['a connection', { connection: 'keep-alive' }],
      ['an expectation', { expect: '100-continue' }],
      ['an upgrade', { upgrade: 'h2c' }],
      ['a word to proxies', { 'Proxy-Authorization': 'x' }],
      ['the same one twice', { 'API-Key': 'x', 'api-key': 'y' }],
      ['a name that no object can hold', { ['__proto__']: 'x' }],
      ['too much', { a: 'x'.repeat(1000) }],
    ])('%s', async (_, headers) => {
      expect(await tried({ ...post, headers })).toEqual(refused);
    });

    test('an empty value and one with spaces inside are taken', async () => {
      expect(await call(transport, { ...post, headers: { a: '', b: 'x y\tz' } })).toMatchObject({
        status: 200,
      });
    });
  });

  describe('a body that cannot be sent as it stands is refused', () => {
    test.each([
      ['a lone surrogate', { ...post, body: '"\uD834"' }],
      ['too long', { ...post, body: 'é'.repeat(501) }],
      ['one for a GET', { ...get, body: '{}' }],
    ])('%s', async (_, request) => {
      expect(await tried(request)).toEqual(refused);
    });

    test('exactly the limit is taken', async () => {
      expect(await call(transport, { ...post, body: 'é'.repeat(500) })).toMatchObject({ status: 200 });
    });
  });
});
