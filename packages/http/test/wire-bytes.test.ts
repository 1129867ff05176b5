import { afterEach, describe, expect, test } from '@jest/globals';
import { call, get, plainTransport, post, transports } from './call.js';
import { type RawServer, type Script, rawServer, reply, wholeRequests } from './raw-server.js';

describe.each(transports)('over %s', (_client, make) => {
  let server: RawServer;
  const serve = async (script: Script): Promise<RawServer> => (server = await rawServer(script));
  afterEach(() => server.close());

  /** Answers every whole request, and keeps all bytes for the test to look at. */
  const answerOnce = (answer: string): Script => {
    const answered = new Map<unknown, number>();
    return {
      onBytes: (seen) => {
        const { length } = wholeRequests(seen.bytes);
        if (length <= (answered.get(seen) ?? 0)) return;
        answered.set(seen, length);
        seen.socket.write(answer);
      },
    };
  };

  describe('what goes on the wire', () => {
    test('a write is these bytes, once, on a connection that ends with it', async () => {
      const { port, seen, quiet } = await serve(answerOnce(reply('{"ok":true}', '200 OK', ['X-Id: 7'])));
      const body = '{"nonce":1616492376594,"text":"é€𝄞\u2028"}';
      const headers = { 'API-Key': 'k', 'Content-Type': 'application/json' };
      const answer = await call(plainTransport(make, port), {
        ...post,
        path: '/0/a%2Fb?x=%7B%7D',
        headers,
        body,
      });
      expect(answer).toEqual({
        status: 200,
        headers: { 'content-length': '11', 'x-id': '7' },
        body: '{"ok":true}',
      });
      await quiet();
      expect(seen).toHaveLength(1);
      expect(seen[0]?.bytes.toString('utf8').split('\r\n')).toEqual([
        'POST /0/a%2Fb?x=%7B%7D HTTP/1.1',
        'user-agent: legwork',
        'api-key: k',
        'content-type: application/json',
        'accept-encoding: identity',
        `content-length: ${Buffer.byteLength(body)}`,
        `Host: 127.0.0.1:${port}`,
        'Connection: close',
        '',
        body,
      ]);
    });

    test('every call of a write opens a connection of its own', async () => {
      const { port, seen, quiet } = await serve(answerOnce(reply('{}')));
      const transport = plainTransport(make, port);
      await Promise.all([1, 2, 3].map(() => call(transport, post)));
      await call(transport, post);
      await quiet();
      expect(seen).toHaveLength(4);
      expect(seen.map(({ bytes }) => wholeRequests(bytes).length)).toEqual([1, 1, 1, 1]);
    });

    test('reads share a connection, and a write does not join them', async () => {
      const { port, seen } = await serve(answerOnce(reply('{}')));
      const transport = plainTransport(make, port);
      await call(transport, get);
      await call(transport, get);
      await call(transport, post);
      await call(transport, get);
      expect(seen.map(({ bytes }) => wholeRequests(bytes).map((text) => text.slice(0, 4)))).toEqual([
        ['GET ', 'GET ', 'GET '],
        ['POST'],
      ]);
    });

    test('of many reads at once, four connections are kept and the rest are closed', async () => {
      const { port, seen } = await serve(answerOnce(reply('{}')));
      const transport = plainTransport(make, port);
      await Promise.all(Array.from({ length: 7 }, () => call(transport, get)));
      const open = (): number => seen.filter(({ closed }) => !closed).length;
      // oxlint-disable-next-line no-await-in-loop -- until the closing has come through; the test has a deadline
      while (open() > 4) await new Promise((resolve) => setImmediate(resolve));
      await Promise.all(Array.from({ length: 4 }, () => call(transport, get)));
      expect(open()).toBe(4);
      expect(seen).toHaveLength(7);
    });

    test('a connection that the server closes with its answer is not used for the next read', async () => {
      const { port, seen } = await serve(answerOnce(reply('{}', '200 OK', ['connection: close'])));
      const transport = plainTransport(make, port);
      expect(await call(transport, get)).toMatchObject({ status: 200, body: '{}' });
      expect(await call(transport, get)).toMatchObject({ status: 200, body: '{}' });
      expect(await call(transport, get)).toMatchObject({ status: 200, body: '{}' });
      expect(seen).toHaveLength(3);
    });

    test('a call that is over leaves no timer behind', async () => {
      const { port } = await serve(answerOnce(reply('{}')));
      const transport = plainTransport(make, port);
      const timers = (): number =>
        process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
      await call(transport, get);
      const before = timers();
      await Promise.all(Array.from({ length: 5 }, () => call(transport, get)));
      expect(timers()).toBeLessThanOrEqual(before + 4);
    });

    test('a PUT and an empty body are sent as such', async () => {
      const { port, seen, quiet } = await serve(answerOnce(reply('')));
      const answer = await call(plainTransport(make, port), { ...post, method: 'PUT', body: '' });
      expect(answer).toMatchObject({ status: 200, body: '' });
      await quiet();
      expect(seen[0]?.bytes.toString()).toMatch(/^PUT \/settle HTTP\/1\.1\r\n(.*\r\n)*content-length: 0\r\n/);
    });

    test('a body of a mebibyte arrives byte for byte', async () => {
      const { port, seen, quiet } = await serve(answerOnce(reply('{}')));
      const body = 'ß'.repeat(2 ** 19);
      await call(plainTransport(make, port), { ...post, body });
      await quiet();
      expect(seen[0]?.bytes.subarray(-(2 ** 20)).equals(Buffer.from(body))).toBe(true);
    });

    test('what the caller does to its request after the call began changes nothing', async () => {
      const { port, seen, quiet } = await serve(answerOnce(reply('{}')));
      const headers: Record<string, string> = { nonce: '1' };
      const task = plainTransport(make, port).call({ ...post, headers });
      headers['nonce'] = '2';
      await task();
      await quiet();
      expect(seen[0]?.bytes.toString()).toContain('\r\nnonce: 1\r\n');
    });

    test('running a task twice is two calls of the same bytes', async () => {
      const { port, seen, quiet } = await serve(answerOnce(reply('{}')));
      const task = plainTransport(make, port).call(post);
      await task();
      await task();
      await quiet();
      expect(seen).toHaveLength(2);
      expect(seen[0]?.bytes.equals(seen[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
    });
  });
});
