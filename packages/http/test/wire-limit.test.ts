import { afterEach, describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { call, calls, get, plainTransport, post, transportOf } from './call.js';
import { selfSigned } from './certificate.js';
import { type RawServer, type Seen, answering, rawServer, reply, wholeRequests } from './raw-server.js';

describe.each(calls)('over %s, a %s:', (_client, _kind, make, request) => {
  let server: RawServer;
  afterEach(() => server.close());

  /** Writes the same bytes for as long as the other side listens. */
  const flood = (seen: Seen, head: string, chunk: Buffer | string): void => {
    const more = (): void => {
      while (!seen.socket.destroyed && seen.socket.write(chunk));
    };
    seen.socket.on('drain', more);
    seen.socket.write(head);
    more();
  };

  const once = (act: (seen: Seen) => void) => {
    let done = false;
    return (seen: Seen): void => {
      if (done || wholeRequests(seen.bytes).length === 0) return;
      done = true;
      act(seen);
    };
  };

  describe('deadlines', () => {
    test('a server that says nothing costs firstByteMs', async () => {
      server = await rawServer({});
      const limits = { firstByteMs: 40 };
      expect(await call(plainTransport(make, server.port, { limits }), request)).toEqual({
        _tag: 'ReplyLost',
        cause: 'Timeout',
        detail: 'no response within 40 ms',
      });
      await server.quiet();
      expect(server.seen).toHaveLength(1);
    });

    test('a call whose time is over while it still connects sends nothing, ever', async () => {
      const { cert, key } = selfSigned({ name: 'x' });
      let permits = 0;
      server = await rawServer({ tls: { cert, key, SNICallback: () => {} } });
      const transport = transportOf(make, {
        baseUrl: `https://localhost:${server.port}`,
        allowedHosts: ['localhost'],
        limits: { totalMs: 40, connectMs: 120 },
      });
      const permit = () => {
        permits += 1;
        return O.none;
      };
      expect(await call(transport, { ...request, permit })).toEqual({
        _tag: 'NotSent',
        cause: 'Timeout',
        detail: 'no whole response within 40 ms',
      });
      expect(permits).toBe(0);
      expect(server.seen).toHaveLength(0);
    });

    test('a body that trickles ends with totalMs', async () => {
      let trickle: ReturnType<typeof setInterval> | undefined;
      server = await rawServer({
        onBytes: once(({ socket }) => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
          trickle = setInterval(() => socket.write('x'), 5);
        }),
      });
      const limits = { totalMs: 80 };
      expect(await call(plainTransport(make, server.port, { limits }), request)).toEqual({
        _tag: 'ReplyLost',
        cause: 'Timeout',
        detail: 'no whole response within 80 ms',
        status: 200,
      });
      clearInterval(trickle);
      await server.quiet();
    });

    test('a flood of 1xx is no response, and ends with firstByteMs', async () => {
      server = await rawServer({
        onBytes: once((seen) => flood(seen, '', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n')),
      });
      const limits = { firstByteMs: 60 };
      expect(await call(plainTransport(make, server.port, { limits }), request)).toMatchObject({
        _tag: 'ReplyLost',
        cause: 'Timeout',
      });
      await server.quiet();
    });

    test('a request nobody reads to its end is lost at the deadline, since bytes of it left', async () => {
      server = await rawServer({ onConnect: ({ socket }) => socket.pause() });
      // Time enough to hand over the first byte of so large a body, also on a busy machine.
      const limits = { totalMs: 4_000, firstByteMs: 100, requestBytesMax: 2 ** 24 };
      const body = 'x'.repeat(2 ** 24);
      expect(
        await call(plainTransport(make, server.port, { limits }), { ...request, method: 'POST', body }),
      ).toMatchObject({
        _tag: 'ReplyLost',
        cause: 'Timeout',
      });
    });
  });

  describe('sizes', () => {
    test.each([
      [
        'a declared length',
        `HTTP/1.1 200 OK\r\ncontent-length: ${300 * 2 ** 20}\r\n\r\n`,
        Buffer.alloc(2 ** 16, 120),
      ],
      [
        'endless chunks',
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n',
        Buffer.from(`8000\r\n${'x'.repeat(0x80_00)}\r\n`),
      ],
    ])(
      '%s over the limit is stopped at the limit, and memory does not grow with it',
      async (_, head, chunk) => {
        server = await rawServer({ onBytes: once((seen) => flood(seen, head, chunk)) });
        const transport = plainTransport(make, server.port);
        const before = process.memoryUsage().rss;
        expect(await call(transport, request)).toEqual({
          _tag: 'ReplyLost',
          cause: 'TooLarge',
          detail: 'the body of the response is longer than 1048576 bytes',
          status: 200,
        });
        await server.quiet();
        expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 24);
        expect(server.seen[0]?.socket.bytesWritten).toBeLessThan(2 ** 24);
      },
    );

    test('a body that says it is too long is not waited for', async () => {
      server = await rawServer({ onBytes: answering('HTTP/1.1 200 OK\r\ncontent-length: 1048577\r\n\r\n') });
      expect(await call(plainTransport(make, server.port), request)).toMatchObject({
        cause: 'TooLarge',
        status: 200,
      });
    });

    test('a body of exactly the limit passes', async () => {
      server = await rawServer({ onBytes: answering(reply('x'.repeat(100))) });
      const limits = { responseBytesMax: 100 };
      expect(await call(plainTransport(make, server.port, { limits }), request)).toMatchObject({
        body: 'x'.repeat(100),
      });
    });

    test.each([
      ['one endless header', 'x'.repeat(1000)],
      ['endless headers', 'x-h: 1\r\n'.repeat(100)],
    ])('%s is stopped at headerBytesMax', async (_, chunk) => {
      server = await rawServer({
        onBytes: once((seen) => flood(seen, 'HTTP/1.1 200 OK\r\nx-h: 1\r\nx-h: ', chunk)),
      });
      expect(await call(plainTransport(make, server.port), request)).toEqual({
        _tag: 'ReplyLost',
        cause: 'TooLarge',
        detail: 'the head of the response is too long',
      });
      await server.quiet();
    });

    test.each([
      [900, { status: 200 }],
      [1100, { _tag: 'ReplyLost', cause: 'TooLarge' }],
    ])('a head with %d bytes against a headerBytesMax of 1000', async (size, expected) => {
      server = await rawServer({ onBytes: answering(reply('{}', '200 OK', [`x: ${'x'.repeat(size)}`])) });
      const limits = { headerBytesMax: 1000 };
      expect(await call(plainTransport(make, server.port, { limits }), request)).toMatchObject(expected);
    });

    test('more calls than callsMax are refused unsent', async () => {
      server = await rawServer({});
      const transport = plainTransport(make, server.port, { limits: { callsMax: 2, firstByteMs: 50 } });
      const outcomes = await Promise.all([get, post, post].map((one) => call(transport, one)));
      expect(outcomes.map((outcome) => ('cause' in outcome ? outcome.cause : 'answered'))).toEqual([
        'Timeout',
        'Timeout',
        'Busy',
      ]);
      expect(await call(transport, post)).toMatchObject({ cause: 'Timeout' });
      expect(server.seen).toHaveLength(3);
    });
  });
});
