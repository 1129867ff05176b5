import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { call, get, plainTransport, post, transportOf, transports } from './call.js';
import { type RawServer, type Seen, answering, rawServer, reply, wholeRequests } from './raw-server.js';

describe.each(transports)('over %s', (_client, make) => {
  let server: RawServer;
  afterEach(() => server?.close());

  const answer = reply('{"result":"settled"}');

  /** The bytes of the request, to know where its last one is. */
  const requestLength = async (): Promise<number> => {
    let length = 0;
    const probe = await rawServer({
      onBytes: (seen) => {
        if (wholeRequests(seen.bytes).length === 0) return;
        ({ length } = seen.bytes);
        seen.socket.write(answer);
      },
    });
    await call(plainTransport(make, probe.port), post);
    await probe.close();
    return length;
  };

  /** Reads exactly `count` bytes of what arrives, then resets. */
  const resetAfterReading =
    (count: number) =>
    (seen: Seen): void => {
      seen.socket.removeAllListeners('data');
      seen.socket.on('readable', () => {
        const chunk: unknown = seen.socket.read(count);
        if (!Buffer.isBuffer(chunk)) return;
        seen.bytes = chunk;
        seen.socket.resetAndDestroy();
      });
    };

  describe('a reset while the request is read', () => {
    test.each([
      ['the first byte', () => 1],
      ['the second byte', () => 2],
      ['the last byte but one', (n: number) => n - 1],
      ['the last byte', (n: number) => n],
    ])('at %s: what was sent is unknown, and it was sent once', async (_, at) => {
      const count = at(await requestLength());
      server = await rawServer({ onConnect: resetAfterReading(count) });
      expect(await call(plainTransport(make, server.port), post)).toMatchObject({
        _tag: 'ReplyLost',
        cause: 'Reset',
      });
      expect(server.seen.map(({ bytes }) => bytes.length)).toEqual([count]);
    });

    test('before any byte: never called unsent once a byte was seen', async () => {
      server = await rawServer({ onConnect: ({ socket }) => socket.resetAndDestroy() });
      const outcome = await call(plainTransport(make, server.port), post);
      expect(outcome).toHaveProperty('_tag');
      expect(server.seen).toHaveLength(1);
      expect(server.seen[0]?.bytes).toHaveLength(0);
    });
  });

  describe('a connection that dies while the response is read', () => {
    /** Sends the first `count` bytes of the answer, then dies. */
    const dying =
      (count: number, die: 'end' | 'resetAndDestroy') =>
      ({ bytes, socket }: Seen): void => {
        if (wholeRequests(bytes).length === 0) return;
        if (count === 0) socket[die]();
        else socket.write(answer.slice(0, count), () => socket[die]());
      };
    const headLength = answer.indexOf('\r\n\r\n') + 4;

    test.each([
      ['before the first byte', 0, { cause: 'Reset' }],
      ['after the first byte', 1, { cause: 'Reset' }],
      ['inside the head', 30, { cause: 'Reset' }],
      ['after the head', headLength, { cause: 'Truncated', status: 200 }],
      ['before the last byte', answer.length - 1, { cause: 'Truncated', status: 200 }],
    ])('%s: closed, the reply is lost', async (_, count, lost) => {
      server = await rawServer({ onBytes: dying(count, 'end') });
      expect(await call(plainTransport(make, server.port), post)).toMatchObject({
        _tag: 'ReplyLost',
        ...lost,
      });
      expect(server.seen.map(({ bytes }) => wholeRequests(bytes).length)).toEqual([1]);
    });

    // A reset may overtake what was sent before it: then the head was never seen.
    test.each([0, 1, 30, headLength, answer.length - 1])(
      'after %d bytes: reset, the reply is lost',
      async (count) => {
        server = await rawServer({ onBytes: dying(count, 'resetAndDestroy') });
        expect(await call(plainTransport(make, server.port), post)).toMatchObject({
          _tag: 'ReplyLost',
          cause: expect.stringMatching(/^(Reset|Truncated)$/),
        });
        expect(server.seen.map(({ bytes }) => wholeRequests(bytes).length)).toEqual([1]);
      },
    );

    test('after the last byte: the response counts', async () => {
      server = await rawServer({
        onBytes: ({ bytes, socket }) => {
          if (wholeRequests(bytes).length > 0) socket.end(answer);
        },
      });
      expect(await call(plainTransport(make, server.port), post)).toMatchObject({
        body: '{"result":"settled"}',
      });
    });
  });

  describe('a read on a reused connection', () => {
    test('that dies before a response byte is lost, and is not sent again', async () => {
      let requests = 0;
      server = await rawServer({
        onBytes: (seen) => {
          if (wholeRequests(seen.bytes).length === 0) return;
          requests += 1;
          if (requests === 2) seen.socket.resetAndDestroy();
          else answering(answer)(seen);
        },
      });
      const transport = plainTransport(make, server.port);
      expect(await call(transport, get)).toMatchObject({ status: 200 });
      expect(await call(transport, get)).toMatchObject({ _tag: 'ReplyLost', cause: 'Reset' });
      expect(requests).toBe(2);
      expect(server.seen).toHaveLength(1);
    });

    test('never takes bytes that came while nobody was asking for an answer', async () => {
      let ask = 0;
      server = await rawServer({
        onBytes: (seen) => {
          ask += 1;
          answering(reply(`"${ask}"`))(seen);
        },
      });
      const transport = plainTransport(make, server.port);
      expect(await call(transport, get)).toMatchObject({ body: '"1"' });
      const first = server.seen[0];
      const gone = new Promise((resolve) => first?.socket.once('close', resolve));
      first?.socket.write(reply('"poison"'));
      await gone;
      expect(await call(transport, get)).toMatchObject({ body: '"2"' });
      expect(server.seen).toHaveLength(2);
    });
  });

  describe('no connection at all', () => {
    test('refused: nothing was sent', async () => {
      const closed = createServer();
      const port = await new Promise<number>((resolve) => {
        closed.listen(0, '127.0.0.1', () => {
          const address = closed.address();
          resolve(address !== null && typeof address === 'object' ? address.port : 0);
        });
      });
      await new Promise((resolve) => {
        closed.close(resolve);
      });
      expect(await call(plainTransport(make, port), post)).toEqual({
        _tag: 'NotSent',
        cause: 'Connect',
        detail: 'no connection (ECONNREFUSED)',
      });
      expect(await call(plainTransport(make, port), get)).toMatchObject({
        _tag: 'NotSent',
        cause: 'Connect',
      });
    });

    test('no such host: nothing was sent', async () => {
      // A label of 64 characters is no name: the resolver refuses it without asking the network.
      const nowhere = `${'a'.repeat(64)}.invalid`;
      const transport = transportOf(make, { baseUrl: `https://${nowhere}`, allowedHosts: [nowhere] });
      expect(await call(transport, post)).toMatchObject({ _tag: 'NotSent', cause: 'Dns' });
    });
  });
});
