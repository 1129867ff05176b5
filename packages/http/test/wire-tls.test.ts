import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { call, get, post, transportOf, transports } from './call.js';
import { type Certificate, selfSigned } from './certificate.js';
import { type RawServer, answering, rawServer, reply } from './raw-server.js';
import type { Transport, TransportConfig } from '../src/index.js';

describe.each(transports)('over %s', (_client, make) => {
  const authority = selfSigned({ name: 'Test authority' });
  const good = authority.sign({ name: 'localhost', hosts: ['localhost', '127.0.0.1'] });

  let server: RawServer;
  afterEach(() => server.close());

  const serve = async ({ cert, key }: Certificate, more: object = {}): Promise<number> => {
    server = await rawServer({ tls: { cert, key, ...more }, onBytes: answering(reply('{"ok":true}')) });
    return server.port;
  };

  const toLocalhost = (port: number, more: Partial<TransportConfig> = {}): Transport =>
    transportOf(make, {
      baseUrl: `https://localhost:${port}`,
      allowedHosts: ['localhost', '127.0.0.1'],
      extraCa: [authority.cert],
      ...more,
    });

  describe('a server that can be trusted', () => {
    test.each([
      ['write', post],
      ['read', get],
    ])('answers a %s', async (_, request) => {
      expect(await call(toLocalhost(await serve(good)), request)).toMatchObject({
        status: 200,
        body: '{"ok":true}',
      });
    });

    test('is told the name it is called by', async () => {
      const names: Array<string> = [];
      const port = await serve(good, {
        SNICallback: (name: string, done: (failure: null) => void) => {
          names.push(name);
          done(null);
        },
      });
      expect(await call(toLocalhost(port), post)).toMatchObject({ status: 200 });
      expect(names).toEqual(['localhost']);
    });

    test('by its address', async () => {
      const port = await serve(good);
      const transport = toLocalhost(port, { baseUrl: `https://127.0.0.1:${port}` });
      expect(await call(transport, post)).toMatchObject({ status: 200 });
    });

    test('and has the pinned key', async () => {
      const port = await serve(good);
      const spkiPins = [selfSigned({ name: 'other' }).pin, good.pin];
      expect(await call(toLocalhost(port, { spkiPins }), post)).toMatchObject({ status: 200 });
    });

    test('every write shakes hands anew, reads share one connection', async () => {
      const transport = toLocalhost(await serve(good));
      for (const request of [get, post, get, post]) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other, so that a connection could be reused
        expect(await call(transport, request)).toMatchObject({ status: 200 });
      }
      expect(server.seen).toHaveLength(3);
    });
  });

  describe('a server that cannot be trusted gets no byte', () => {
    const stranger = selfSigned({ name: 'Another authority' });
    test.each([
      [
        'signed by itself',
        selfSigned({ name: 'localhost', hosts: ['localhost'] }),
        /\(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
      ],
      ['signed by a stranger', stranger.sign({ name: 'localhost', hosts: ['localhost'] }), /\(UNABLE_TO_/],
      [
        'expired',
        authority.sign({ name: 'localhost', hosts: ['localhost'], daysLeft: -0.5 }),
        /\(CERT_HAS_EXPIRED\)/,
      ],
      [
        'for another host',
        authority.sign({ name: 'localhost', hosts: ['elsewhere.test'] }),
        /\(ERR_TLS_CERT_ALTNAME_INVALID\)/,
      ],
    ])('%s', async (_, certificate, detail) => {
      const transport = toLocalhost(await serve(certificate));
      for (const request of [post, get]) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        expect(await call(transport, request)).toEqual({
          _tag: 'NotSent',
          cause: 'Tls',
          detail: expect.stringMatching(detail),
        });
      }
      await server.quiet();
      expect(server.seen.every(({ bytes }) => bytes.length === 0)).toBe(true);
    });

    test('with another key than the pinned one', async () => {
      const transport = toLocalhost(await serve(good), { spkiPins: [authority.pin] });
      expect(await call(transport, post)).toMatchObject({ _tag: 'NotSent', cause: 'Tls' });
      await server.quiet();
      expect(server.seen.every(({ bytes }) => bytes.length === 0)).toBe(true);
    });

    test('with TLS 1.1 only', async () => {
      const port = await serve(good, {
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'ALL@SECLEVEL=0',
      });
      expect(await call(toLocalhost(port), post)).toMatchObject({ _tag: 'NotSent', cause: 'Tls' });
    });

    test('that speaks no TLS', async () => {
      server = await rawServer({ onConnect: ({ socket }) => socket.write(reply('{}')) });
      expect(await call(toLocalhost(server.port), post)).toMatchObject({ _tag: 'NotSent', cause: 'Tls' });
    });

    test('that never shakes hands, within connectMs', async () => {
      server = await rawServer({});
      expect(await call(toLocalhost(server.port, { limits: { connectMs: 50 } }), post)).toEqual({
        _tag: 'NotSent',
        cause: 'Connect',
        detail: 'no connection within 50 ms',
      });
      await server.quiet();
      expect(server.seen[0]?.bytes.includes('settle')).toBe(false);
    });
  });

  test('the permit is asked after the handshake, and its refusal leaves the server without a byte', async () => {
    const transport = toLocalhost(await serve(good));
    const permit = () => ({ _tag: 'Some', value: 'KillSwitch' }) as const;
    expect(await call(transport, { ...post, permit })).toEqual({
      _tag: 'NotSent',
      cause: 'Forbidden',
      detail: 'KillSwitch',
    });
    await server.quiet();
    expect(server.seen.every(({ bytes }) => bytes.length === 0)).toBe(true);
  });

  /** A proxy that passes bytes on until one side has sent so many, and then cuts both. */
  const cuttingProxy = (target: number, after: number) =>
    rawServer({
      onConnect: ({ socket }) => {
        const onward = connect(target, '127.0.0.1');
        let passed = 0;
        onward.on('error', () => {});
        socket.on('close', () => onward.destroy());
        socket.on('data', (chunk: Buffer) => {
          const pass = chunk.subarray(0, Math.max(0, after - passed));
          passed += chunk.length;
          if (pass.length > 0) onward.write(pass);
          if (passed >= after) {
            onward.end();
            socket.resetAndDestroy();
          }
        });
        onward.on('data', (chunk) => socket.write(chunk));
      },
    });

  test('cut at every few bytes through a proxy: never called unsent once the server saw a byte of the request', async () => {
    const port = await serve(good);
    const outcomes = new Set<string>();
    for (let after = 1; after < 1400; after += 37) {
      const before = server.seen.reduce((sum, { bytes }) => sum + bytes.length, 0);
      // oxlint-disable-next-line no-await-in-loop -- one cut after the other
      const proxy = await cuttingProxy(port, after);
      // oxlint-disable-next-line no-await-in-loop -- one cut after the other
      const outcome = await call(toLocalhost(proxy.port), post);
      // oxlint-disable-next-line no-await-in-loop -- one cut after the other
      await proxy.close();
      // oxlint-disable-next-line no-await-in-loop -- one cut after the other
      await server.quiet();
      const seen = server.seen.reduce((sum, { bytes }) => sum + bytes.length, 0) - before;
      const tag = '_tag' in outcome ? outcome._tag : 'answered';
      expect(tag === 'NotSent' && seen > 0).toBe(false);
      outcomes.add(tag);
    }
    expect([...outcomes].toSorted()).toEqual(['NotSent', 'ReplyLost', 'answered']);
  });
});
