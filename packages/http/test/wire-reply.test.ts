import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { call, get, plainTransport, post, transports } from './call.js';
import { type RawServer, rawServer, reply, wholeRequests } from './raw-server.js';

describe.each(transports)('over %s', (_client, make) => {
  let server: RawServer;
  afterEach(() => server.close());

  /** Answers one request with these bytes and hangs up. */
  const exchangeWith = async (
    answer: string | Buffer,
    request = post,
  ): Promise<Awaited<ReturnType<typeof call>>> => {
    server = await rawServer({
      onBytes: ({ bytes, socket }) => {
        if (wholeRequests(bytes).length > 0) socket.end(answer);
      },
    });
    return call(plainTransport(make, server.port), request);
  };

  const head = (...headers: ReadonlyArray<string>): string =>
    ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n');

  describe('a response that is taken as it is', () => {
    test.each([
      ['a redirect', 307],
      ['an error of the venue', 500],
      ['an error of a proxy', 520],
    ])('%s', async (_, status) => {
      const answer = reply('<html>', `${status} X`, ['location: http://127.0.0.1:1/steal']);
      expect(await exchangeWith(answer)).toMatchObject({ status, body: '<html>' });
      expect(server.seen).toHaveLength(1);
    });

    test.each([301, 302, 303, 307, 308])(
      'a %d leads nowhere: its target sees no connection',
      async (status) => {
        const evil = await rawServer({});
        const location = `location: http://127.0.0.1:${evil.port}/steal`;
        expect(await exchangeWith(reply('', `${status} Moved`, [location]))).toMatchObject({ status });
        expect(server.seen.map(({ bytes }) => wholeRequests(bytes).length)).toEqual([1]);
        expect(evil.seen).toHaveLength(0);
        await evil.close();
      },
    );

    test('chunks, in pieces of one byte', async () => {
      const answer = `${head('transfer-encoding: chunked')}1\r\n{\r\n1\r\n}\r\n0\r\n\r\n`;
      expect(await exchangeWith(answer)).toMatchObject({ status: 200, body: '{}' });
    });

    test('no body where there is none', async () => {
      expect(await exchangeWith('HTTP/1.1 204 No Content\r\n\r\n')).toMatchObject({ status: 204, body: '' });
    });

    test('the final response after early hints', async () => {
      const answer = `HTTP/1.1 103 Early Hints\r\n\r\n${reply('{}')}`;
      expect(await exchangeWith(answer)).toMatchObject({ status: 200, body: '{}' });
    });

    test('repeated headers are joined, and a header named __proto__ changes nothing', async () => {
      const answer = reply('{}', '200 OK', ['set-cookie: a', 'set-cookie: b', '__proto__: c']);
      const outcome = await exchangeWith(answer);
      expect('headers' in outcome && Object.entries(outcome.headers)).toEqual([
        ['content-length', '2'],
        ['set-cookie', 'a, b'],
      ]);
    });

    test('text beyond the first plane of Unicode', async () => {
      expect(await exchangeWith(reply('"𝄞€\u2028"'))).toMatchObject({ body: '"𝄞€\u2028"' });
    });
  });

  describe.each([
    ['write', post],
    ['read', get],
  ])('the response to a %s that cannot be trusted is lost', (_kind, request) => {
    const packed = gzipSync('x'.repeat(1000));
    const of = (body: Buffer, ...headers: ReadonlyArray<string>): Buffer =>
      Buffer.concat([Buffer.from(head(`content-length: ${body.length}`, ...headers)), body]);

    test.each([
      ['compressed', 'BadEncoding', of(packed, 'content-encoding: gzip')],
      ['compressed under a new name', 'BadEncoding', of(packed, 'content-encoding: identity, zstd')],
      ['compressed in transfer', 'BadEncoding', `${head('transfer-encoding: gzip, chunked')}0\r\n\r\n`],
      ['not UTF-8', 'BadEncoding', of(Buffer.from([0x22, 0xff, 0x22]))],
      ['an overlong form', 'BadEncoding', of(Buffer.from([0xc0, 0xaf]))],
      ['a surrogate', 'BadEncoding', of(Buffer.from([0xed, 0xa0, 0x80]))],
      ['a cut character', 'BadEncoding', of(Buffer.from([0xe2, 0x82]))],
      ['a byte order mark', 'BadEncoding', of(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d]))],
      ['a length that is too long', 'Truncated', `${head('content-length: 3')}{}`],
      ['no length at all', 'Truncated', `${head()}{}`],
      ['a last chunk that is missing', 'Truncated', `${head('transfer-encoding: chunked')}2\r\n{}\r\n`],
      ['a chunk size that is none', 'BadHttp', `${head('transfer-encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`],
      ['two lengths', 'BadHttp', `${head('content-length: 2', 'content-length: 3')}{}`],
      ['a length and chunks', 'BadHttp', `${head('content-length: 2', 'transfer-encoding: chunked')}{}`],
      ['a length that is no number', 'BadHttp', `${head('content-length: +2')}{}`],
      ['a folded header', 'BadHttp', `${head('a: b', ' c', 'content-length: 2')}{}`],
      ['no HTTP', 'BadHttp', 'SSH-2.0-OpenSSH_9.2\r\n'],
      ['another protocol', 'BadHttp', 'HTTP/1.1 101 Go\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n'],
      ['an empty answer', 'Reset', ''],
    ])('%s', async (_, cause, answer) => {
      expect(await exchangeWith(answer, request)).toMatchObject({ _tag: 'ReplyLost', cause });
    });

    test.each([
      ['a second response', reply('{}'), reply('{"stolen":1}')],
      ['words', reply('{}'), 'and more'],
      ['bytes after chunks', `${head('transfer-encoding: chunked')}2\r\n{}\r\n0\r\n\r\n`, 'x'],
      ['bytes after the last response of a connection', reply('{}', '200 OK', ['connection: close']), 'x'],
      ['a length that is too short', head('content-length: 1'), '{}'],
    ])('%s after its end', async (_, answer, more) => {
      expect(await exchangeWith(answer + more, request)).toEqual({
        _tag: 'ReplyLost',
        cause: 'BadHttp',
        detail: expect.any(String),
        status: 200,
      });
    });
  });
});
